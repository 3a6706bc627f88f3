import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import type { SeenOrder } from "../checks/order";
import { isFree, isOver, isQuiet, isSent, isSound, type OrderRecord } from "../model";
import { fresh, type World } from "../world";
import { type Action, pick, pickOrder, type Touched } from "./action";

const ADDRESS = {
  full_name: "陈默",
  phone: "13800138000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 100 号",
};
/** Why an order may be refused though its goods are in order: the coupon is none (any more). */
const RIGHTFUL = new Set(["promotion_invalid"]);

async function placeOrder(world: World, chance: Chance): Promise<OrderRecord | null> {
  const shopper = pick(chance, [...world.people.keys()], (place) => !world.person(place).gone);
  const first = pick(chance, world.products, isSound);
  const second = chance.happens(30) ? pick(chance, world.products, isSound) : undefined;
  const code = chance.happens(25) ? pick(chance, world.made.get("coupon") ?? []) : undefined;
  const [much, more] = [chance.whole(1, 3), chance.whole(1, 2)];
  if (shopper === undefined || !first) return null;
  const items = [first, ...(second && second !== first ? [second] : [])].map((product, index) => ({
    variant_id: product.variants[0]?.id ?? "",
    quantity: index === 0 ? much : more,
  }));
  const answer = await world
    .person(shopper)
    .ask<{ order: SeenOrder; code?: string }>("POST", "/store/mall/orders", {
      items,
      address: ADDRESS,
      ...(code ? { promo_codes: [code] } : {}),
      idempotency_key: fresh("merchants-"),
    });
  if (answer.status !== 201) {
    if (!RIGHTFUL.has(answer.body.code ?? "")) {
      world.fault(`sound goods cannot be ordered: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return null;
  }
  return recordOf(world, answer.body.order, shopper);
}

function recordOf(world: World, order: SeenOrder, shopper: number): OrderRecord {
  const record: OrderRecord = {
    id: order.id,
    shopper,
    placed_fen: Number(order.total_fen),
    paid_fen: 0,
    refunded_fen: 0,
    canceled: false,
    received: false,
    lines: new Map(
      order.items.map(({ id, variant_id, quantity }) => [
        id,
        { variant_id, quantity, sent: 0, fulfilled: 0 },
      ]),
    ),
    parcels: new Map(),
    called_off: new Set(),
    reshaped: false,
    returns: [],
    after_sales: new Map(),
    archived: false,
  };
  world.orders.push(record);
  return record;
}

/** Whether somebody can pay an order now. */
export const isPayable = (order: OrderRecord) =>
  order.paid_fen === 0 && !isFree(order) && !order.canceled && order.refunded_fen === 0;

/** Opens the pay sheet and pays in WeChat; the shop knows of it a moment later, which the look at the order waits for. */
export async function pay(world: World, order: OrderRecord): Promise<void> {
  const { ask, openid } = world.person(order.shopper);
  const path = `/store/mall/orders/${order.id}`;
  const possible = isQuiet(order) && !order.reshaped ? "an unpaid order can be paid" : undefined;
  const sheet = await world.attempt<{ state: string }>(
    { kind: "order", id: order.id },
    () => ask("POST", `${path}/payment`, { channel: "jsapi" }),
    possible,
  );
  if (sheet.status >= 300 || sheet.body.state !== "to_pay") return;
  const number = await numberOf(world, order);
  const paid = await world.wechat<{ order?: { total: number } }>("POST", `/orders/${number}/pay`, { openid });
  if (paid.status >= 300 || !paid.body.order) {
    world.fault(`order ${order.id} has a pay sheet that cannot be paid: ${JSON.stringify(paid.body)}`);
    return;
  }
  order.paid_fen = paid.body.order.total;
}

async function numberOf(world: World, order: OrderRecord): Promise<string> {
  const { rows } = await world.shop.pool.query<{ number: string }>(
    `select s.data->>'out_trade_no' as number from payment_session s
       join order_payment_collection l on l.payment_collection_id = s.payment_collection_id
      where l.order_id = $1 and s.deleted_at is null and s.data ? 'presented_at' order by s.created_at desc limit 1`,
    [order.id],
  );
  return rows[0]?.number ?? "";
}

const touched = (order: OrderRecord | null | undefined): Touched => (order ? { orders: [order] } : null);

async function cancel(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => isPayable(one));
  if (!order) return null;
  const answer = await world.attempt(
    { kind: "order", id: order.id },
    () => world.person(order.shopper).ask("POST", `/store/mall/orders/${order.id}/cancel`, {}),
    isQuiet(order) ? "an unpaid order can be cancelled by its shopper" : undefined,
  );
  if (answer.status >= 300) return { orders: [order] };
  order.canceled = true;
  // What was open is called off with the order.
  order.open = undefined;
  return { orders: [order] };
}

async function confirmReceipt(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => one.parcels.size > 0 && !isOver(one) && !one.received);
  if (!order) return null;
  const isShipped = isSent(order) && !order.reshaped && order.paid_fen > 0;
  const answer = await world.attempt(
    { kind: "order", id: order.id },
    () => world.person(order.shopper).ask("POST", `/store/mall/orders/${order.id}/receipt`, {}),
    isShipped && isQuiet(order) ? "a shipped order can be received" : undefined,
  );
  if (answer.status < 300) order.received = true;
  return { orders: [order] };
}

async function browse(world: World, chance: Chance): Promise<Touched> {
  const person = pick(chance, world.people, ({ gone }) => !gone);
  const product = pick(chance, world.products);
  const code = pick(chance, world.made.get("coupon") ?? []) ?? "NEW5";
  if (!person || !product) return null;
  const items = [{ variant_id: product.variants[0]?.id ?? "", quantity: chance.whole(1, 3) }];
  const quote = await person.ask("POST", "/store/mall/quotes", {
    items,
    promo_codes: [code],
    address: ADDRESS,
  });
  if (isSound(product) && quote.status !== 200) {
    world.fault(`sound goods cannot be quoted: ${quote.status} ${JSON.stringify(quote.body)}`);
  }
  return {};
}

/** What shoppers do. */
export const shopping: readonly Action[] = [
  { name: "order", weight: 6, run: async (world, chance) => touched(await placeOrder(world, chance)) },
  {
    name: "buy",
    weight: 12,
    run: async (world, chance) => {
      const order = await placeOrder(world, chance);
      if (order && isPayable(order)) await pay(world, order);
      return touched(order);
    },
  },
  {
    name: "pay",
    weight: 6,
    run: async (world, chance) => {
      const order = pickOrder(world, chance, isPayable);
      if (order) await pay(world, order);
      return touched(order);
    },
  },
  { name: "cancel an unpaid order", weight: 3, run: cancel },
  { name: "confirm receipt", weight: 6, run: confirmReceipt },
  { name: "browse and quote", weight: 5, run: browse },
];
