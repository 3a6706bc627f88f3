import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import {
  capturesOf,
  must,
  type Order,
  outTradeNoOf,
  type Person,
  peopleOf,
  Shopper,
  until,
  variantsInStock,
} from "./shopper";

let shop: TestShop | undefined;

afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** The seeded people: 林晓雨 is a distributor whom 周婷 invited. */
function seeded(people: Person[], nickname: string): Person {
  const person = people.find((candidate) => candidate.nickname === nickname);
  if (!person) throw new Error(`${nickname} is not in the local WeChat`);
  return person;
}

/** A friend of 林晓雨 with an order presented to WeChat. */
async function referredOrder(open: TestShop): Promise<{ order: Order; number: string }> {
  const people = peopleOf(open);
  const distributor = await Shopper.logIn(open, seeded(people, "林晓雨"));
  const friend = await Shopper.logIn(open, seeded(people, "陈默"));
  const { share_token } = await distributor.must<{ share_token: { token: string } }>(
    "/store/distribution/share-tokens",
    {
      method: "POST",
      body: { target: { type: "shop" } },
    },
  );
  await friend.must("/store/distribution/bindings", {
    method: "POST",
    body: { share_token: share_token.token },
  });
  const [variant_id = ""] = await variantsInStock(open, 1);
  const order = await friend.order([{ variant_id, quantity: 2 }]);
  await friend.present(order);
  return { order, number: await outTradeNoOf(open, order) };
}

/** Accruals booked for an order: one row per tier. */
async function accrualsOf(open: TestShop, order: Order): Promise<{ tier: number; amount_fen: number }[]> {
  const { rows } = await open.pool.query<{ tier: number; amount_fen: string }>(
    "select tier, amount_fen from distribution.accrual where order_id = $1 order by tier",
    [order.id],
  );
  return rows.map(({ tier, amount_fen }) => ({ tier, amount_fen: Number(amount_fen) }));
}

describe.each([
  { redis: false, where: "without Redis" },
  { redis: true, where: "with Redis" },
])("a server killed between the capture and the commission, $where", ({ redis }) => {
  test("books each commission once after the restart", { timeout: 240_000 }, async () => {
    shop = await openTestShop({ name: `crash-${redis ? "redis" : "memory"}`, redis });
    const { order, number } = await referredOrder(shop);

    const lock = new pg.Client({ connectionString: shop.databaseUrl });
    await lock.connect();
    await lock.query("begin; lock table distribution.transfer in access exclusive mode");
    await must(`${shop.wechatOrigin}/__control/orders/${number}/pay`, { method: "POST", body: {} });
    await until("Medusa's capture row", async () => (await capturesOf(open(), order)).count === 1, 60_000);
    await shop.killServer();
    await lock.query("rollback");
    await lock.end();
    expect(await accrualsOf(shop, order)).toEqual([]);

    await shop.startServer();
    const accruals = async () => {
      const found = await accrualsOf(open(), order);
      return found.length > 0 && found;
    };
    const booked = await until("the accruals", accruals, 120_000);
    const goods = Number(order.goods_fen) - Number(order.discount_fen);
    expect(booked).toEqual([
      { tier: 1, amount_fen: Math.floor(goods / 10) },
      { tier: 2, amount_fen: Math.floor((goods * 3) / 100) },
    ]);
    const { rows } = await shop.pool.query<{ count: string }>(
      "select count(*) from distribution.transfer where order_line_id = any($1)",
      [order.items.map(({ id }) => id)],
    );
    expect(Number(rows[0]?.count)).toBe(2);
    expect((await capturesOf(shop, order)).count).toBe(1);
  });
});

function open(): TestShop {
  if (!shop) throw new Error("no shop is open");
  return shop;
}
