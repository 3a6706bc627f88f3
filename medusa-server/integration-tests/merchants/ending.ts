import { readLines } from "./actions/edits";
import { pack, ship } from "./actions/sending";
import type { SeenOrder } from "./checks/order";
import { isOver, type OrderRecord } from "./model";
import { soon, type World } from "./world";

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;
/** An order takes no more steps to its end. */
const MOST_STEPS = 4;

/**
 * Whatever was done to an order, its next step is possible: open changes are called off, unpaid orders cancelled, paid
 * ones sent and received. Only what the shop itself says an order waits for is asked for.
 */
export async function endOrders(world: World): Promise<void> {
  for (const order of world.orders) {
    if (isOver(order) || order.archived || world.person(order.shopper).gone) continue;
    await callOff(world, order);
    await readLines(world, order);
    for (let step = 0; step < MOST_STEPS && (await takeNextStep(world, order)); step += 1);
  }
}

async function callOff(world: World, order: OrderRecord): Promise<void> {
  const { open } = order;
  if (!open) return;
  const [method, path] = {
    edit: ["DELETE", `order-edits/${open.id}`],
    return: ["DELETE", `returns/${open.id}/request`],
    claim: ["DELETE", `claims/${open.id}/request`],
    exchange: ["DELETE", `exchanges/${open.id}/request`],
    transfer: ["POST", `orders/${open.id}/transfer/cancel`],
  }[open.kind] as [string, string];
  const answer = await world.attempt(
    thing(order),
    () => world.merchant(method, `/admin/${path}`, method === "POST" ? {} : undefined),
    `an open ${open.kind} can be called off`,
  );
  if (answer.status < 300) order.open = undefined;
}

/** @returns whether there may be another step */
async function takeNextStep(world: World, order: OrderRecord): Promise<boolean> {
  const state = await stateOf(world, order);
  const { ask } = world.person(order.shopper);
  if (state === "to_pay") {
    const path = `/store/mall/orders/${order.id}/cancel`;
    const answer = await world.attempt(
      thing(order),
      () => ask("POST", path, {}),
      "an unpaid order can be cancelled",
    );
    if (answer.status < 300) order.canceled = true;
    return false;
  }
  if (state === "to_ship") {
    await sendRest(world, order);
    const isSent = await soon(async () => (await stateOf(world, order)) === "shipped");
    if (!isSent) world.fault(`order ${order.id} waits to be shipped, and has nothing left to ship`);
    return isSent;
  }
  if (state === "shipped") {
    const path = `/store/mall/orders/${order.id}/receipt`;
    const answer = await world.attempt(
      thing(order),
      () => ask("POST", path, {}),
      "a shipped order can be received",
    );
    if (answer.status < 300) order.received = true;
  }
  return false;
}

async function sendRest(world: World, order: OrderRecord): Promise<void> {
  const waits = [...order.lines].some(([, { quantity, fulfilled }]) => quantity > fulfilled);
  if (waits) await pack(world, order);
  for (const [id, { shipped }] of order.parcels) {
    if (!shipped) await ship(world, order, id);
  }
}

async function stateOf(world: World, order: OrderRecord): Promise<string | undefined> {
  const path = `/store/mall/orders/${order.id}`;
  return (await world.person(order.shopper).ask<{ order?: SeenOrder }>("GET", path)).body.order?.state;
}
