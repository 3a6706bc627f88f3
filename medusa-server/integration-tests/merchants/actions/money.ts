import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isQuiet, keptFen, type OrderRecord } from "../model";
import type { Answer } from "../wire";
import type { World } from "../world";
import { type Action, pickOrder, type Touched } from "./action";

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;
const yuan = (fen: number) => fen / 100;

/** The order's captured payment, as Medusa's admin has it. */
async function paymentOf(world: World, order: OrderRecord): Promise<string | undefined> {
  const { rows } = await world.shop.pool.query<{ id: string }>(
    `select p.id from payment p join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
      where l.order_id = $1 and p.captured_at is not null order by p.created_at limit 1`,
    [order.id],
  );
  return rows[0]?.id;
}

async function refund(world: World, order: OrderRecord, amount: number | undefined): Promise<void> {
  const payment = await paymentOf(world, order);
  if (!payment) return;
  const fen = amount === undefined ? keptFen(order) : Math.round(amount * 100);
  const isWhole = amount === undefined || Math.abs(amount * 100 - fen) < 1e-6;
  const isPossible = isQuiet(order) && isWhole && fen > 0 && fen <= keptFen(order);
  const answer = await world.attempt(
    thing(order),
    () => world.merchant("POST", `/admin/payments/${payment}/refund`, amount === undefined ? {} : { amount }),
    isPossible ? `${fen} fen of ${keptFen(order)} can be given back` : undefined,
  );
  if (answer.status >= 300) return;
  if (!isWhole || fen <= 0 || fen > keptFen(order)) {
    world.fault(`order ${order.id}: a refund of ¥${amount} of ${keptFen(order)} fen was taken`);
  }
  order.refunded_fen += fen;
}

async function refundOddly(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ paid_fen }) => paid_fen > 0);
  if (!order) return null;
  const odd = [0.001, 1.999, -1, 0, yuan(keptFen(order)) + 0.01, 1e9, 1e-9];
  await refund(world, order, chance.oneOf(odd));
  return { orders: [order] };
}

async function refundPart(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => one.paid_fen > 0 && keptFen(one) > 1);
  if (!order) return null;
  await refund(world, order, yuan(chance.whole(1, Math.min(500, keptFen(order)))));
  return { orders: [order] };
}

/** A double click: as many refunds are booked as are answered 2xx. */
async function refundTwice(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => keptFen(one) >= 100 && one.paid_fen > 0);
  const payment = order && (await paymentOf(world, order));
  if (!order || !payment) return null;
  const fen = chance.whole(1, Math.floor(keptFen(order) / 2));
  const times = chance.oneOf([2, 2, 4]);
  const ask = () => world.merchant("POST", `/admin/payments/${payment}/refund`, { amount: yuan(fen) });
  const answers = await Promise.all(Array.from({ length: times }, ask));
  const done = answers.filter(({ status }: Answer<unknown>) => status < 300).length;
  order.refunded_fen += fen * done;
  if (order.refunded_fen > order.paid_fen) world.fault(`order ${order.id} gave back more than it took`);
  return { orders: [order] };
}

async function cancelOrder(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ canceled, received }) => !canceled && !received);
  if (!order) return null;
  const isPossible = isQuiet(order) && order.parcels.size === 0 && !order.reshaped && keptFen(order) >= 0;
  const answer = await world.attempt(
    thing(order),
    () => world.merchant("POST", `/admin/orders/${order.id}/cancel`, {}),
    isPossible ? "an order that was not packed can be cancelled" : undefined,
  );
  if (answer.status >= 300) return { orders: [order] };
  order.canceled = true;
  order.refunded_fen = order.paid_fen;
  return { orders: [order] };
}

async function creditLine(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ canceled }) => !canceled);
  if (!order) return null;
  const amount = chance.oneOf([1, 0.5, 0.001, -1, 0, 1e9]);
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/orders/${order.id}/credit-lines`, {
      amount,
      reference: "order",
      reference_id: order.id,
    }),
  );
  if (answer.status < 300) order.reshaped = true;
  return { orders: [order] };
}

async function markAsPaid(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ canceled }) => !canceled);
  if (!order) return null;
  const { rows } = await world.shop.pool.query<{ id: string }>(
    `select payment_collection_id as id from order_payment_collection where order_id = $1 and deleted_at is null`,
    [order.id],
  );
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/payment-collections/${rows[0]?.id}/mark-as-paid`, { order_id: order.id }),
  );
  if (answer.status < 300) world.fault(`order ${order.id} was marked as paid by hand`);
  return { orders: [order] };
}

async function captureByHand(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ paid_fen }) => paid_fen > 0);
  const payment = order && (await paymentOf(world, order));
  if (!order || !payment) return null;
  await world.attempt(thing(order), () =>
    world.merchant(
      "POST",
      `/admin/payments/${payment}/capture`,
      chance.oneOf([{}, { amount: 1 }, { amount: 0.001 }]),
    ),
  );
  return { orders: [order] };
}

/** Refunds, cancellations and whatever else moves an order's money. */
export const money: readonly Action[] = [
  { name: "refund a part", weight: 4, run: refundPart },
  {
    name: "refund all",
    weight: 3,
    run: async (world, chance) => {
      const order = pickOrder(world, chance, (one) => one.paid_fen > 0 && keptFen(one) > 0);
      // Without an amount Medusa's form means the whole payment, whatever went back before.
      if (order) await refund(world, order, order.refunded_fen === 0 ? undefined : yuan(keptFen(order)));
      return order ? { orders: [order] } : null;
    },
  },
  { name: "refund oddly", weight: 3, run: refundOddly },
  { name: "refund twice at once", weight: 3, run: refundTwice },
  { name: "cancel an order", weight: 4, run: cancelOrder },
  { name: "credit line", weight: 2, run: creditLine },
  { name: "mark as paid", weight: 2, run: markAsPaid },
  { name: "capture by hand", weight: 1, run: captureByHand },
];
