import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../../scripts/local/test-shop.mjs";
import { eventually, merchantOf, newPerson, type Person } from "../people";

describe.each([
  { name: "without Redis", redis: false },
  { name: "with Redis", redis: true },
])("a server killed $name", ({ redis }) => {
  let shop: TestShop;
  let buyer: Person;
  let variant_id: string;

  beforeAll(async () => {
    shop = await openTestShop({ name: `distribution-crash-${redis ? "redis" : "memory"}`, redis });
    const [top, inviter] = [await newPerson(shop, "阿藤"), await newPerson(shop, "小蔓")];
    buyer = await newPerson(shop, "买家");
    await top.join();
    await inviter.join();
    await inviter.bind(await top.shareToken());
    await buyer.bind(await inviter.shareToken());
    const { products } = (await buyer.ask("GET", "/store/mall/products?limit=1")).body;
    const { product } = (await buyer.ask("GET", `/store/mall/products/${products[0].id}`)).body;
    variant_id = product.variants[0].id;
  });

  afterAll(() => shop?.close());

  async function captures(order_id: string): Promise<number> {
    const { rows } = await shop.pool.query(
      `select c.id from capture c join payment p on p.id = c.payment_id
       join mall_order m on m.payment_session_id = p.payment_session_id where m.order_id = $1`,
      [order_id],
    );
    return rows.length;
  }

  it("between Medusa's capture and our transfer accrues once after its restart", async () => {
    const order = await buyer.order([{ variant_id, quantity: 1 }]);
    const lock = await shop.pool.connect();
    await lock.query("begin");
    await lock.query("lock table distribution.transfer in access exclusive mode");
    await buyer.pay(order.id);
    await eventually(
      () => captures(order.id),
      (count) => count === 1,
    );
    await shop.killServer();
    await lock.query("commit");
    lock.release();
    await shop.startServer();
    const merchant = await merchantOf(shop);
    const rows = await eventually(
      async () => (await merchant("GET", `/admin/distribution/orders/${order.id}`)).body.order.commissions,
      (seen) => seen.length > 0 && seen.every(({ state }: { state: string }) => state === "pending"),
      60_000,
    );
    const transfers = await shop.pool.query(
      `select tier, amount_fen from distribution.transfer where source = $1 and kind = 1 order by tier`,
      [rows[0].order_line_id],
    );
    const base = Number(order.items[0].total_fen);
    expect(transfers.rows).toEqual([
      { tier: 1, amount_fen: String(Math.floor(base / 10)) },
      { tier: 2, amount_fen: String(Math.floor((base * 3) / 100)) },
    ]);
    const { rows: drift } = await shop.pool.query("select * from distribution.drift");
    expect(drift).toEqual([]);
  }, 120_000);
});
