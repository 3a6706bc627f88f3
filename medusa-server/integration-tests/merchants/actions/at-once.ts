import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isOver, isQuiet, keptFen, type OrderRecord } from "../model";
import type { Answer } from "../wire";
import type { World } from "../world";
import { type Action, pickOrder, type Touched } from "./action";
import { readLines } from "./edits";

/** What a merchant asks of an order, and what is true of the order when it was answered 2xx. */
interface Move {
  readonly name: string;
  readonly ask: (world: World, order: OrderRecord) => Promise<Answer<unknown>>;
  readonly done: (order: OrderRecord) => void;
}

const post = (world: World, path: string, body: object = {}) =>
  world.merchant("POST", `/admin/${path}`, body);

const MOVES: readonly Move[] = [
  {
    name: "cancel",
    ask: (world, { id }) => post(world, `orders/${id}/cancel`),
    done: (order) => {
      order.canceled = true;
      order.refunded_fen = order.paid_fen;
    },
  },
  {
    name: "pack",
    ask: (world, { id, lines }) =>
      post(world, `orders/${id}/fulfillments`, {
        items: [...lines].map(([line, { quantity, fulfilled }]) => ({
          id: line,
          quantity: quantity - fulfilled,
        })),
      }),
    done: (order) => {
      order.reshaped = true;
    },
  },
  {
    name: "begin an edit",
    ask: (world, { id }) => post(world, "order-edits", { order_id: id }),
    done: (order) => {
      order.open = { kind: "edit", id: order.id };
    },
  },
  {
    name: "change the address",
    ask: (world, { id }) =>
      post(world, `orders/${id}`, { shipping_address: { address_1: "别处", country_code: "cn" } }),
    done: () => {},
  },
];

/** Two merchants work on one order at the same time. What became of it is what both were answered. */
async function twoMerchants(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(
    world,
    chance,
    (one) => isQuiet(one) && !isOver(one) && one.parcels.size === 0 && keptFen(one) >= 0,
  );
  const [one, other] = [chance.oneOf(MOVES), chance.oneOf(MOVES)];
  if (!order) return null;
  const answers = await Promise.all([one.ask(world, order), other.ask(world, order)]);
  const done = [one, other].filter((_, place) => (answers[place]?.status ?? 500) < 300);
  for (const move of done) move.done(order);
  if (done.some(({ name }) => name === "cancel") && done.some(({ name }) => name === "pack")) {
    world.fault(`order ${order.id} was packed and cancelled at once`);
  }
  await readParcels(world, order);
  await readLines(world, order);
  return { orders: [order] };
}

async function readParcels(world: World, order: OrderRecord): Promise<void> {
  const { rows } = await world.shop.pool.query<{ id: string; line: string; quantity: string }>(
    `select f.id, i.line_item_id as line, i.quantity from fulfillment f
       join order_fulfillment l on l.fulfillment_id = f.id join fulfillment_item i on i.fulfillment_id = f.id
      where l.order_id = $1 and f.canceled_at is null and l.deleted_at is null`,
    [order.id],
  );
  for (const { id, line, quantity } of rows) {
    const known = order.parcels.get(id) ?? { items: [], shipped: false, delivered: false };
    known.items.push({ id: line, quantity: Number(quantity) });
    order.parcels.set(id, known);
  }
}

/** Two merchants at once. */
export const atOnce: readonly Action[] = [{ name: "two merchants at once", weight: 4, run: twoMerchants }];
