import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import {
  call,
  capturesOf,
  must,
  type Order,
  outTradeNoOf,
  peopleOf,
  Shopper,
  until,
  variantsInStock,
} from "./shopper";

// The mall runs more of its own in races.spec.ts; these add the whole shop with its plugins.
const RACES = 10;
const SEED = Number(process.env.RACE_SEED ?? 20_261_122);
/** About as long as the job needs for them. */
const LONGEST_DELAY_MS = 3_000;
const COUPON = "VINE10";
const EXPIRY = "expire-unpaid-mall-orders";

interface WeChatOrder {
  order: { trade_state: string; total: number };
  refunds: { status: string; refund: number }[];
}

let shop: TestShop;
let shopper: Shopper;
let variant: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "expiry" });
  const [person] = peopleOf(shop);
  if (!person) throw new Error("the local WeChat has no people");
  shopper = await Shopper.logIn(shop, person);
  [variant = ""] = await variantsInStock(shop, 1);
});

afterAll(() => shop?.close());

/** A small generator with a seed that is printed, so that a failed run can be run again (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Stock held for unpaid and unshipped orders, and how often coupons count as used. */
async function heldAndUsed(): Promise<{ reserved: number; used: number }> {
  const { rows } = await shop.pool.query<{ reserved: string; used: string }>(
    `select (select coalesce(sum(i.reserved_quantity), 0) from inventory_level i
               join product_variant_inventory_item l on l.inventory_item_id = i.inventory_item_id
              where l.variant_id = $1) as reserved,
            (select coalesce(sum(b.used), 0) from promotion_campaign_budget b
               join promotion p on p.campaign_id = b.campaign_id where p.code = $2) as used`,
    [variant, COUPON],
  );
  return { reserved: Number(rows[0]?.reserved), used: Number(rows[0]?.used) };
}

/** The coupon comes back a moment after the cancellation is seen. */
const untilGivenBack = (before: { reserved: number; used: number }) =>
  until("stock and coupon to come back", async () => {
    const now = await heldAndUsed();
    return now.reserved === before.reserved && now.used === before.used;
  });

/** Moves the deadline of orders to now. */
const letExpire = (orders: Order[]) =>
  shop.pool.query("update mall_order set pay_by = now() where order_id = any($1)", [
    orders.map(({ id }) => id),
  ]);

const atWeChat = (number: string) => must<WeChatOrder>(`${shop.wechatOrigin}/__control/orders/${number}`);

/** The state both sides agree on, or undefined while they do not. */
async function agreedEnd(order: Order, number: string): Promise<"paid" | "closed" | "refunded" | undefined> {
  const [{ state }, captures, wechat] = await Promise.all([
    shopper.see(order),
    capturesOf(shop, order),
    atWeChat(number),
  ]);
  const refunded = wechat.refunds
    .filter(({ status }) => status === "SUCCESS")
    .reduce((sum, { refund }) => sum + refund, 0);
  const canceled = state === "canceled" && captures.count === 0;
  if (state === "to_ship" && captures.count === 1 && refunded === 0 && wechat.order.trade_state === "SUCCESS")
    return "paid";
  if (canceled && wechat.order.trade_state === "CLOSED" && refunded === 0) return "closed";
  if (canceled && refunded === Number(order.total_fen)) return "refunded";
  return undefined;
}

describe("an unpaid order at its deadline", () => {
  test("is closed at WeChat and cancelled here by the clock; stock and coupon come back", async () => {
    const before = await heldAndUsed();
    const order = await shopper.order([{ variant_id: variant, quantity: 2 }], [COUPON]);
    expect(Number(order.discount_fen)).toBeGreaterThan(0);
    const held = await heldAndUsed();
    expect(held.reserved).toBe(before.reserved + 2);
    expect(held.used).toBeGreaterThan(before.used);
    await shopper.present(order);
    const number = await outTradeNoOf(shop, order);

    await letExpire([order]);
    await until("the cancellation", async () => (await shopper.see(order)).state === "canceled", 60_000);
    expect((await atWeChat(number)).order.trade_state).toBe("CLOSED");
    await untilGivenBack(before);
    expect(await shopper.present(order)).toMatchObject({ status: 409, body: { code: "order_not_payable" } });
  });

  test("that was never presented to WeChat is cancelled too", async () => {
    const before = await heldAndUsed();
    const order = await shopper.order([{ variant_id: variant, quantity: 1 }]);
    await letExpire([order]);
    await shop.runJob(EXPIRY);
    await until("the cancellation", async () => (await shopper.see(order)).state === "canceled");
    await untilGivenBack(before);
  });
});

describe(`${RACES} payments at the very moment of expiry (seed ${SEED})`, () => {
  test("each is captured, or refunded by itself: never both, never neither", {
    timeout: 400_000,
  }, async () => {
    const random = seededRandom(SEED);
    const before = await heldAndUsed();
    const races: { order: Order; number: string }[] = [];
    for (let index = 0; index < RACES; index += 1) {
      const order = await shopper.order([{ variant_id: variant, quantity: 1 }]);
      expect((await shopper.present(order)).status).toBe(200);
      races.push({ order, number: await outTradeNoOf(shop, order) });
    }

    await letExpire(races.map(({ order }) => order));
    const pay = async ({ number }: { number: string }, delay_ms: number) => {
      await wait(delay_ms);
      const body = { openid: shopper.person.openid };
      await call(`${shop.wechatOrigin}/__control/orders/${number}/pay`, { method: "POST", body });
    };
    // Payments fall among the job's decisions.
    await Promise.all([shop.runJob(EXPIRY), ...races.map((race) => pay(race, random() * LONGEST_DELAY_MS))]);

    const ends = { paid: 0, closed: 0, refunded: 0 };
    for (const { order, number } of races) {
      const end = await until(`${order.id} to end on both sides`, () => agreedEnd(order, number), 120_000);
      ends[end] += 1;
    }
    console.log(`races ended: ${JSON.stringify(ends)}`);
    expect(ends.paid + ends.closed + ends.refunded).toBe(RACES);
    expect((await heldAndUsed()).reserved).toBe(before.reserved + ends.paid);
  });

  test("a shopper who cancels while paying ends in one of the two as well", {
    timeout: 200_000,
  }, async () => {
    const random = seededRandom(SEED + 1);
    for (let index = 0; index < 5; index += 1) {
      const order = await shopper.order([{ variant_id: variant, quantity: 1 }]);
      await shopper.present(order);
      const number = await outTradeNoOf(shop, order);
      const pay = wait(random() * 60).then(() =>
        call(`${shop.wechatOrigin}/__control/orders/${number}/pay`, { method: "POST", body: {} }),
      );
      const cancel = wait(random() * 60).then(() =>
        shopper.call(`/store/mall/orders/${order.id}/cancel`, { method: "POST", body: {} }),
      );
      await Promise.all([pay, cancel]);
      await until(`${order.id} to end on both sides`, () => agreedEnd(order, number), 60_000);
    }
  });
});
