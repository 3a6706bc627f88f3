import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor } from "./goods";
import { control, Merchant, outTradeNoOf, payAtWeChat, Shopper } from "./shopper";

/** Two are decided beforehand, so that both sides win; chance has the others. */
const DECIDED = [
  [0, 3_000],
  [3_000, 0],
] as const;
const RACES = 20;
const AT_ONCE = 5;
/** Cancelling asks WeChat before it closes, so it is given a head start. */
const LONGEST_DELAY_MS = { pay: 600, cancel: 60 };
const SEED = Number(process.env.RACE_SEED ?? Date.now() % 1_000_000);

let shop: TestShop;
let shopper: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-races" });
  shopper = await Shopper.logIn(shop, "赛跑者");
  goods = await goodsFor(shopper, 1);
  const variant_id = goods[0]?.variant_id;
  await shop.pool.query(
    `update inventory_level set stocked_quantity = 100000,
       raw_stocked_quantity = jsonb_build_object('value', '100000', 'precision', 20)
     where inventory_item_id in (select inventory_item_id from product_variant_inventory_item where variant_id = $1)`,
    [variant_id],
  );
});
afterAll(() => shop?.close());

/** Numbers between 0 and 1 that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const after = (delay_ms: number) => new Promise((resolve) => setTimeout(resolve, delay_ms));

interface Outcome {
  order: string;
  captured: number;
  wechat: string;
  refunded: number;
}

/** One order that is paid and cancelled at about the same moment; answers where everything came to rest. */
async function race(pay_delay_ms: number, cancel_delay_ms: number): Promise<Outcome> {
  const { body } = await shopper.order([[goods[0]?.variant_id ?? "", 1]]);
  const id = body.order.id;
  await shopper.post(`/store/mall/orders/${id}/payment`, { channel: "jsapi" });
  await Promise.all([
    after(pay_delay_ms).then(() => payAtWeChat(shop, id, shopper.openid)),
    after(cancel_delay_ms).then(() => shopper.post(`/store/mall/orders/${id}/cancel`)),
  ]);
  const number = await outTradeNoOf(shop, id);
  const look = () => control(shop, "GET", `/orders/${number}`);
  let { order: trade, refunds } = await look();
  let order = (await shopper.get(`/store/mall/orders/${id}`)).body.order;
  // Money is captured, or given back, as soon as WeChat's notification has come; give it its time.
  for (
    let attempt = 0;
    attempt < 100 && trade.trade_state === "SUCCESS" && order.state === "to_pay";
    attempt++
  ) {
    await after(100);
    ({ order: trade, refunds } = await look());
    order = (await shopper.get(`/store/mall/orders/${id}`)).body.order;
  }
  const { rows } = await shop.pool.query(
    `select count(*) as captures from mall_order m join payment p on p.payment_session_id = m.payment_session_id
     join capture c on c.payment_id = p.id where m.order_id = $1`,
    [id],
  );
  return {
    order: order.state,
    captured: Number(rows[0].captures),
    wechat: trade.trade_state,
    refunded: refunds.length,
  };
}

describe("stock that is held and let go of at the same moment", () => {
  it("adds up, whoever holds it", async () => {
    const merchant = await Merchant.logIn(shop);
    const variant_id = goods[0]?.variant_id ?? "";
    const level = async () => {
      const { rows } = await shop.pool.query(
        `select l.inventory_item_id, l.location_id, l.reserved_quantity as reserved, (select coalesce(sum(r.quantity), 0)
           from reservation_item r where r.inventory_item_id = l.inventory_item_id and r.deleted_at is null) as held
         from inventory_level l join product_variant_inventory_item v on v.inventory_item_id = l.inventory_item_id
         where v.variant_id = $1 and l.deleted_at is null`,
        [variant_id],
      );
      return rows[0];
    };
    const { inventory_item_id, location_id } = await level();
    const hold = () =>
      merchant.send("POST", "/admin/reservations", { inventory_item_id, location_id, quantity: 1 });
    const many = <Answer>(of: () => Promise<Answer>, count = 12) => Array.from({ length: count }, of);
    const first = await Promise.all(many(hold));
    expect(first.map(({ status }) => status)).toEqual(first.map(() => 200));
    const letGo = first.map(({ body }) =>
      merchant.send("DELETE", `/admin/reservations/${body.reservation.id}`),
    );
    await Promise.all([...letGo, ...many(hold), ...many(() => shopper.order([[variant_id, 1]]), 4)]);
    const { reserved, held } = await level();
    expect(Number(reserved)).toBe(Number(held));
  });
});

describe(`${RACES} orders paid at the moment they are closed (RACE_SEED=${SEED})`, () => {
  it("are captured or given back: never both, never neither", { timeout: 300_000 }, async () => {
    const random = randomOf(SEED);
    const drawn = Array.from({ length: RACES - DECIDED.length }, () => [
      random() * LONGEST_DELAY_MS.pay,
      random() * LONGEST_DELAY_MS.cancel,
    ]);
    const delays = [...DECIDED, ...drawn];
    const outcomes: Outcome[] = [];
    for (let start = 0; start < RACES; start += AT_ONCE) {
      const heat = delays.slice(start, start + AT_ONCE).map(([pay = 0, cancel = 0]) => race(pay, cancel));
      outcomes.push(...(await Promise.all(heat)));
    }
    const kept = { order: "to_ship", captured: 1, wechat: "SUCCESS", refunded: 0 };
    const closed = { order: "canceled", captured: 0, wechat: "CLOSED", refunded: 0 };
    const givenBack = { order: "canceled", captured: 0, wechat: "REFUND", refunded: 1 };
    for (const outcome of outcomes) expect([kept, closed, givenBack]).toContainEqual(outcome);
    // The race is one only if both sides win now and then.
    expect(new Set(outcomes.map(({ order }) => order)).size).toBe(2);
  });
});
