import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isOver, keptFen, type OrderRecord } from "../model";
import { soon, type World } from "../world";
import { type Action, pick, pickOrder, type Touched } from "./action";
import { readLines } from "./edits";

interface Case {
  readonly after_sale: { readonly id: string; readonly state: string; readonly approved_fen?: string };
}

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;

async function ask(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => one.paid_fen > 0 && !isOver(one));
  const [line] = order ? chance.shuffled([...order.lines]) : [];
  if (!order || !line) return null;
  const body = {
    type: chance.oneOf(["refund_only", "refund_only", "return_and_refund"]),
    items: [{ order_line_id: line[0], quantity: chance.oneOf([1, line[1].quantity || 1, 99, 0]) }],
    reason: chance.oneOf(["no_reason", "quality", "changed_mind", "other", "none"]),
    ...(chance.happens(30) ? { amount_fen: String(chance.oneOf([1, 100, 1_000_000, 0])) } : {}),
  };
  const answer = await world.attempt<Case>(thing(order), () =>
    world.person(order.shopper).ask("POST", `/store/mall/orders/${order.id}/after-sales`, body),
  );
  if (answer.status < 300) order.after_sales.set(answer.body.after_sale.id, answer.body.after_sale.state);
  return { orders: [order] };
}

async function withCase(
  world: World,
  chance: Chance,
  act: (order: OrderRecord, id: string) => Promise<unknown>,
): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => one.after_sales.size > 0);
  const id = order && pick(chance, [...order.after_sales.keys()]);
  if (!order || !id) return null;
  await act(order, id);
  return { orders: [order] };
}

/** An answer of the merchant's; where money goes back, so much more of the order's has. */
async function answerCase(
  world: World,
  order: OrderRecord,
  id: string,
  path: string,
  body: object,
): Promise<void> {
  const answer = await world.attempt<Case>(thing(order), () =>
    world.merchant("POST", `/admin/mall/after-sales/${id}/${path}`, body),
  );
  if (answer.status >= 300) return;
  await followCase(world, order, id);
}

/** A case's money goes back once; it is known from the case itself, and must then be on the order. */
async function followCase(world: World, order: OrderRecord, id: string): Promise<void> {
  const read = async () =>
    (await world.person(order.shopper).ask<Case>("GET", `/store/mall/after-sales/${id}`)).body.after_sale;
  let seen = await read();
  await soon(async () => {
    if (seen.state === "to_refund") seen = await read();
    return seen.state !== "to_refund";
  }, 3_000);
  const before = order.after_sales.get(id);
  const isBack = (state: string | undefined) => state === "refunding" || state === "refunded";
  if (isBack(seen.state) && !isBack(before)) {
    order.refunded_fen += Number(seen.approved_fen ?? 0);
    // What was not sent is no longer owed: Medusa's order goes on without it.
    order.reshaped = true;
    if (isOver(order)) order.open = undefined;
    await readLines(world, order);
  }
  if (keptFen(order) < 0) world.fault(`order ${order.id} gave back more than it took through case ${id}`);
  order.after_sales.set(id, seen.state);
}

/** Requests of shoppers for their money, and what the merchant answers. */
export const afterSales: readonly Action[] = [
  { name: "ask for an after-sale", weight: 5, run: ask },
  {
    name: "take an after-sale back",
    weight: 2,
    run: (world, chance) =>
      withCase(world, chance, async (order, id) => {
        await world.attempt(thing(order), () =>
          world.person(order.shopper).ask("POST", `/store/mall/after-sales/${id}/cancel`, {}),
        );
      }),
  },
  {
    name: "send goods back",
    weight: 2,
    run: (world, chance) => {
      const tracking_number = chance.oneOf(["SF1234567890", "SF1234567890", "?", ""]);
      return withCase(world, chance, async (order, id) => {
        await world.attempt(thing(order), () =>
          world
            .person(order.shopper)
            .ask("POST", `/store/mall/after-sales/${id}/return`, { carrier: "顺丰", tracking_number }),
        );
      });
    },
  },
  {
    name: "approve an after-sale",
    weight: 5,
    run: (world, chance) => {
      const amount = chance.oneOf(["", "", "1", "100000000", "0"]);
      const body = { return_to: "浙江省杭州市文三路 1 号", ...(amount ? { amount_fen: amount } : {}) };
      return withCase(world, chance, (order, id) => answerCase(world, order, id, "approve", body));
    },
  },
  {
    name: "reject an after-sale",
    weight: 2,
    run: (world, chance) =>
      withCase(world, chance, (order, id) => answerCase(world, order, id, "reject", { reason: "不符" })),
  },
  {
    name: "receive returned goods",
    weight: 3,
    run: (world, chance) => {
      const restock = chance.happens(70);
      return withCase(world, chance, (order, id) => answerCase(world, order, id, "receive", { restock }));
    },
  },
  {
    name: "refund an after-sale again",
    weight: 1,
    run: (world, chance) =>
      withCase(world, chance, (order, id) => answerCase(world, order, id, "refund", {})),
  },
];
