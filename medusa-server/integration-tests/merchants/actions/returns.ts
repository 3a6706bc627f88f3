import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isOver, isSound, type OpenChange, type OrderRecord } from "../model";
import type { Answer } from "../wire";
import type { World } from "../world";
import { type Action, pick, pickOrder, type Touched } from "./action";
import { readLines } from "./edits";

type Kind = "return" | "claim" | "exchange";

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;
const PATHS = { return: "returns", claim: "claims", exchange: "exchanges" } as const;

async function begin(world: World, chance: Chance, kind: Kind): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => !isOver(one));
  const type = chance.oneOf(["refund", "replace"]);
  if (!order) return null;
  const body = {
    order_id: order.id,
    ...(kind === "return" ? { location_id: world.premises.location_id } : {}),
    ...(kind === "claim" ? { type } : {}),
  };
  const answer = await world.attempt<Record<Kind, { id: string }>>(thing(order), () =>
    world.merchant("POST", `/admin/${PATHS[kind]}`, body),
  );
  if (answer.status < 300) order.open = { kind, id: answer.body[kind].id };
  return { orders: [order] };
}

async function inOpen(
  world: World,
  chance: Chance,
  kinds: readonly OpenChange["kind"][],
  act: (order: OrderRecord, open: OpenChange, ask: Ask) => Promise<unknown>,
): Promise<Touched> {
  const order = pickOrder(world, chance, ({ open }) => open !== undefined && kinds.includes(open.kind));
  if (!order?.open) return null;
  const ask: Ask = (path, body, method = "POST") =>
    world.attempt(thing(order), () => world.merchant(method, `/admin/${path}`, body));
  await act(order, order.open, ask);
  return { orders: [order] };
}

type Ask = (path: string, body: unknown, method?: string) => Promise<Answer<unknown>>;

function bringBack(world: World, chance: Chance): Promise<Touched> {
  const quantity = chance.oneOf([1, 1, 1, 2, 0, -1, 0.5, 100]);
  return inOpen(world, chance, ["return", "claim", "exchange"], async (order, open, ask) => {
    const [id = "ordli_none"] = chance.shuffled([...order.lines.keys()]);
    const items = [{ id, quantity }];
    if (open.kind === "return") return ask(`returns/${open.id}/request-items`, { items });
    if (open.kind === "claim") await ask(`claims/${open.id}/claim-items`, { items });
    return ask(`${open.kind === "claim" ? "claims" : "exchanges"}/${open.id}/inbound/items`, { items });
  });
}

function sendInstead(world: World, chance: Chance): Promise<Touched> {
  const product = pick(chance, world.products, isSound);
  const quantity = chance.oneOf([1, 1, 2, 0.5, -1]);
  const unit_price = chance.happens(30) ? chance.oneOf([0, 9.999, -1]) : undefined;
  return inOpen(world, chance, ["claim", "exchange"], (_, open, ask) =>
    ask(`${open.kind === "claim" ? "claims" : "exchanges"}/${open.id}/outbound/items`, {
      items: [{ variant_id: product?.variants[0]?.id, quantity, unit_price }],
    }),
  );
}

function chargeFreight(world: World, chance: Chance): Promise<Touched> {
  const custom_amount = chance.oneOf([10, 0, 0.001, -5]);
  const shipping_option_id = world.premises.freight_option_id;
  return inOpen(world, chance, ["return", "claim", "exchange"], (_, { kind, id }, ask) => {
    const path =
      kind === "return" ? `returns/${id}` : `${kind}s/${id}/${chance.oneOf(["inbound", "outbound"])}`;
    return ask(`${path}/shipping-method`, { shipping_option_id, custom_amount });
  });
}

function request(world: World, chance: Chance): Promise<Touched> {
  return inOpen(world, chance, ["return", "claim", "exchange"], async (order, open, ask) => {
    const answer = await ask(`${open.kind}s/${open.id}/request`, {});
    if (answer.status >= 300) return;
    order.open = undefined;
    order.reshaped = true;
    order.returns.push(open.kind === "return" ? open.id : ((await returnOf(world, open)) ?? ""));
    await readLines(world, order);
  });
}

async function returnOf(world: World, { kind, id }: OpenChange): Promise<string | undefined> {
  const table = kind === "claim" ? "order_claim" : "order_exchange";
  const { rows } = await world.shop.pool.query<{ return_id: string | null }>(
    `select return_id from ${table} where id = $1`,
    [id],
  );
  return rows[0]?.return_id ?? undefined;
}

function callOff(world: World, chance: Chance): Promise<Touched> {
  return inOpen(world, chance, ["return", "claim", "exchange"], async (order, { kind, id }) => {
    const path = kind === "return" ? `/admin/returns/${id}/request` : `/admin/${kind}s/${id}/request`;
    const answer = await world.attempt(
      thing(order),
      () => world.merchant("DELETE", path),
      `an open ${kind} can be called off`,
    );
    if (answer.status < 300) order.open = undefined;
  });
}

/** Goods come back: counted, booked and put on the shelf, in one go; or looked at and sent away. */
async function receive(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ returns, open }) => open === undefined && returns.some(Boolean));
  const id = order && pick(chance, order.returns, Boolean);
  const quantity = chance.oneOf([1, 1, 2, 100]);
  if (!order || !id) return null;
  const ask = (path: string, body: unknown, method = "POST") =>
    world.attempt(thing(order), () => world.merchant(method, `/admin/returns/${id}/${path}`, body));
  const begun = await ask("receive", {});
  if (begun.status >= 300) return { orders: [order] };
  const { rows } = await world.shop.pool.query<{ item_id: string }>(
    "select item_id from return_item where return_id = $1 and deleted_at is null",
    [id],
  );
  const items = [{ id: rows[0]?.item_id ?? "ordli_none", quantity }];
  await ask(chance.happens(70) ? "receive-items" : "dismiss-items", { items });
  const done = await ask("receive/confirm", {});
  if (done.status >= 300) await ask("receive", undefined, "DELETE");
  order.reshaped = true;
  await readLines(world, order);
  return { orders: [order] };
}

async function cancelRequested(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ returns, open }) => open === undefined && returns.some(Boolean));
  const id = order && pick(chance, order.returns, Boolean);
  if (!order || !id) return null;
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/returns/${id}/cancel`, {}),
  );
  if (answer.status < 300) order.returns.splice(order.returns.indexOf(id), 1);
  await readLines(world, order);
  return { orders: [order] };
}

/** Returns, claims and exchanges, a request at a time. */
export const returns: readonly Action[] = [
  { name: "begin a return", weight: 2, run: (world, chance) => begin(world, chance, "return") },
  { name: "begin a claim", weight: 2, run: (world, chance) => begin(world, chance, "claim") },
  { name: "begin an exchange", weight: 2, run: (world, chance) => begin(world, chance, "exchange") },
  { name: "return: goods that come back", weight: 4, run: bringBack },
  { name: "return: goods instead", weight: 2, run: sendInstead },
  { name: "return: freight", weight: 2, run: chargeFreight },
  { name: "return: request", weight: 3, run: request },
  { name: "return: call off", weight: 2, run: callOff },
  { name: "return: goods arrive", weight: 3, run: receive },
  { name: "return: cancel", weight: 1, run: cancelRequested },
];
