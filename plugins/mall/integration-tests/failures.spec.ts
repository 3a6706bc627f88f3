import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor, makePromotion } from "./goods";
import { Merchant, Shopper } from "./shopper";
import { reservedOf, traces, usesOf } from "./traces";

let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-failures" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "买家三");
  goods = await goodsFor(shopper, 3);
  await makePromotion(merchant, { code: "FAIL7", percent: 7.77, uses: 1000 });
});
afterAll(() => shop?.close());

const lines = (): [string, number][] => goods.map(({ variant_id }) => [variant_id, 1]);

const quoted = (table: string) => `"${table.replace(".", '"."')}"`;

/** Makes the database refuse a kind of write while something runs. */
async function whileRefusing<T>(table: string, event: string, run: () => Promise<T>): Promise<T> {
  await shop.pool.query(`create or replace function refuse_write() returns trigger language plpgsql as
    $$ begin raise exception 'refused for a test'; end $$`);
  await shop.pool.query(
    `create trigger refuse_write before ${event} on ${quoted(table)} for each row execute function refuse_write()`,
  );
  try {
    return await run();
  } finally {
    await shop.pool.query(`drop trigger refuse_write on ${quoted(table)}`);
  }
}

describe("a purchase that fails", () => {
  it.each<[string, string, string, number?]>([
    ["when the shipping method is written", "cart_shipping_method", "insert"],
    ["when the payment collection is made", "payment_collection", "insert"],
    ["when the payment session is made", "payment_session", "insert"],
    ["when the order is written", "order", "insert"],
    ["when stock is reserved", "reservation_item", "insert"],
    ["when stock is counted down", "inventory_level", "update of reserved_quantity"],
    ["when the order is linked to its cart", "order_cart", "insert"],
    // Medusa's step keeps what went wrong to itself and says that the payment was not authorised.
    ["when the session waits for the money", "payment_session", "update of status", 422],
    ["when who earns from it is frozen", "distribution.frozen_order", "insert"],
    ["when the coupon's use is counted", "promotion_campaign_budget", "update"],
    ["at the very end, when its row is filled", "mall_order", "update of order_id"],
  ])("%s leaves nothing, and the same key may try again", async (_, table, event, status = 500) => {
    const variant_id = goods[0]?.variant_id ?? "";
    const before = await traces(shop);
    const [reserved, uses] = [await reservedOf(shop, variant_id), await usesOf(shop, "FAIL7")];
    const wish = { promo_codes: ["FAIL7"], idempotency_key: `again-${table}-${Date.now()}` };
    const failed = await whileRefusing(table, event, () => shopper.order(lines(), wish));
    expect(failed.status).toBe(status);
    expect(await traces(shop)).toEqual(before);
    expect(await reservedOf(shop, variant_id)).toBe(reserved);
    expect(await usesOf(shop, "FAIL7")).toBe(uses);
    expect((await shopper.order(lines(), wish)).status).toBe(201);
  });
});

/** Fills a cart with Medusa's own workflows, as a script of the merchant's might, and tries to make an order of it. */
async function checkOutAtMedusa(provider_id: string, cartData: Record<string, unknown>) {
  const run = (workflow: string, input: Record<string, unknown>) =>
    merchant.send("POST", `/admin/workflows-executions/${workflow}/run`, { input });
  const one = async (sql: string, ...values: string[]): Promise<string> =>
    (await shop.pool.query(`${sql} limit 1`, values)).rows[0].id;
  await run("create-cart", {
    region_id: await one("select id from region where currency_code = 'cny'"),
    sales_channel_id: await one("select id from sales_channel"),
    email: "guest@example.com",
    shipping_address: { first_name: "客", country_code: "cn", city: "杭州市", address_1: "路 1 号" },
    ...cartData,
  });
  const cart_id = await one("select id from cart where email = 'guest@example.com' order by created_at desc");
  const option = await one("select id from shipping_option where deleted_at is null");
  await run("add-shipping-method-to-cart", { cart_id, options: [{ id: option }] });
  await run("create-payment-collection-for-cart", { cart_id });
  const payment_collection_id = await one(
    "select payment_collection_id as id from cart_payment_collection where cart_id = $1",
    cart_id,
  );
  await run("create-payment-sessions", { payment_collection_id, provider_id });
  const completed = await run("complete-cart", { id: cart_id });
  const { rows: orders } = await shop.pool.query("select 1 from order_cart where cart_id = $1", [cart_id]);
  return { ...completed, orders };
}

describe("a cart of Medusa's own checkout", () => {
  beforeAll(async () => {
    const { rows } = await shop.pool.query("select id from region where currency_code = 'cny'");
    const payment_providers = ["pp_wechat-pay_wechat", "pp_system_default"];
    const changed = await merchant.send("POST", `/admin/regions/${rows[0].id}`, { payment_providers });
    expect(changed.status).toBe(200);
  });

  it("becomes no order while its discounts have fractions of a fen", async () => {
    const items = goods.map(({ variant_id }) => ({ variant_id, quantity: 1 }));
    // Not WeChat Pay's provider: it would refuse the fraction before the cart is completed.
    const { body, orders } = await checkOutAtMedusa("pp_system_default", {
      items,
      promo_codes: ["FAIL7"],
    });
    expect(body).toMatchObject({ code: "amount_not_whole_fen" });
    expect(orders).toEqual([]);
  });

  it.each(["pp_wechat-pay_wechat", "pp_system_default"])(
    "becomes no order that nobody would expire, nor one that only looks paid (%s)",
    async (provider_id) => {
      const { variant_id } = goods[0] as Goods;
      const reserved = await reservedOf(shop, variant_id);
      const items = [{ variant_id, quantity: 1 }];
      const { status, body, orders } = await checkOutAtMedusa(provider_id, { items });
      expect({ status, body }).toMatchObject({ status: 400, body: { code: "order_through_mall" } });
      expect(orders).toEqual([]);
      expect(await reservedOf(shop, variant_id)).toBe(reserved);
    },
  );
});

describe("somebody without WeChat", () => {
  it("may order but is asked to log in through WeChat to pay", async () => {
    const plain = await Shopper.withoutWeChat(shop, merchant);
    const { body } = await plain.order(lines());
    const answer = await plain.post(`/store/mall/orders/${body.order.id}/payment`, { channel: "jsapi" });
    expect(answer).toMatchObject({ status: 409, body: { code: "wechat_identity_missing" } });
    const scanned = await plain.post(`/store/mall/orders/${body.order.id}/payment`, { channel: "native" });
    expect(scanned).toMatchObject({ status: 200, body: { channel: "native", code_url: expect.any(String) } });
  });
});
