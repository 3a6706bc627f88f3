import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { discountFaults, type SeenOrder } from "../checks/order";
import { isOver, isSound, type OrderRecord } from "../model";
import type { Answer } from "../wire";
import { soon, type World } from "../world";
import { type Action, pick, pickOrder, type Touched } from "./action";

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;
const isEdited = ({ open }: OrderRecord) => open?.kind === "edit";
/** Prices and pieces a form lets through. */
const ODD_PRICES = [9.999, 0, -1, 0.001, 1e9, 12.5, 45];
const ODD_QUANTITIES = [0, 1, 2, 3, 1.5, -1, 1_000_000];

/** One request about an order's open change; what is refused changed nothing. */
async function change(
  world: World,
  order: OrderRecord,
  path: string,
  body: unknown,
  method = "POST",
): Promise<Answer<unknown>> {
  return world.attempt(thing(order), () => world.merchant(method, path, body));
}

async function begin(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => !isOver(one));
  if (!order) return null;
  const answer = await change(world, order, "/admin/order-edits", { order_id: order.id });
  if (answer.status < 300) order.open = { kind: "edit", id: order.id };
  return { orders: [order] };
}

async function inEdit(
  world: World,
  chance: Chance,
  act: (order: OrderRecord, path: string) => Promise<unknown>,
): Promise<Touched> {
  const order = pickOrder(world, chance, isEdited);
  if (!order) return null;
  await act(order, `/admin/order-edits/${order.id}`);
  return { orders: [order] };
}

async function addGoods(world: World, chance: Chance): Promise<Touched> {
  const product = pick(chance, world.products);
  const quantity = chance.oneOf([1, 1, 2, ...ODD_QUANTITIES]);
  const unit_price = chance.happens(40) ? chance.oneOf(ODD_PRICES) : undefined;
  const variant_id = product?.variants[0]?.id;
  return inEdit(world, chance, (order, path) =>
    change(world, order, `${path}/items`, { items: [{ variant_id, quantity, unit_price }] }),
  );
}

async function changeLine(world: World, chance: Chance): Promise<Touched> {
  const quantity = chance.oneOf([1, 2, ...ODD_QUANTITIES]);
  const unit_price = chance.happens(40) ? chance.oneOf(ODD_PRICES) : undefined;
  return inEdit(world, chance, (order, path) => {
    const [line = "ordli_none"] = chance.shuffled([...order.lines.keys()]);
    return change(world, order, `${path}/items/item/${line}`, { quantity, unit_price });
  });
}

async function changeFreight(world: World, chance: Chance): Promise<Touched> {
  const custom_amount = chance.oneOf([5, 0, 0.001, -3, 1e9]);
  const shipping_option_id = world.premises.freight_option_id;
  return inEdit(world, chance, (order, path) =>
    change(world, order, `${path}/shipping-method`, { shipping_option_id, custom_amount }),
  );
}

async function carryOver(world: World, chance: Chance): Promise<Touched> {
  const carry_over_promotions = chance.happens(70);
  return inEdit(world, chance, (order) => carryOverOf(world, order, carry_over_promotions));
}

async function seen(world: World, order: OrderRecord): Promise<SeenOrder | undefined> {
  const path = `/store/mall/orders/${order.id}`;
  return (await world.person(order.shopper).ask<{ order?: SeenOrder }>("GET", path)).body.order;
}

/** Discounts that stayed as they were though pieces were taken away. */
function keptDiscounts(before: SeenOrder | undefined, after: SeenOrder | undefined): string[] {
  const amounts = ({ quantity, discount_fen }: SeenOrder["items"][number]) => ({
    quantity,
    discount_fen: Number(discount_fen),
  });
  return (after?.items ?? []).flatMap((line) => {
    const was = before?.items.find(({ id }) => id === line.id);
    return was ? discountFaults(line.id, amounts(was), amounts(line)) : [];
  });
}

async function confirm(world: World, chance: Chance): Promise<Touched> {
  return inEdit(world, chance, async (order, path) => {
    const before = await seen(world, order);
    const requested = await change(world, order, `${path}/request`, {});
    if (requested.status >= 300) return;
    const answer = await change(world, order, `${path}/confirm`, {});
    if (answer.status >= 300) return;
    order.open = undefined;
    order.reshaped = true;
    let faults: string[] = [];
    await soon(async () => {
      faults = keptDiscounts(before, await seen(world, order));
      return faults.length === 0;
    });
    for (const fault of faults) world.fault(fault);
    await readLines(world, order);
  });
}

/** Takes over the lines as Medusa has them after a change: the state's own reckoning goes on from there. */
export async function readLines(world: World, order: OrderRecord): Promise<void> {
  const { rows } = await world.shop.pool.query<{
    id: string;
    variant_id: string;
    quantity: string;
    fulfilled: string;
    sent: string;
  }>(
    `select i.item_id as id, l.variant_id, i.quantity, i.fulfilled_quantity as fulfilled, i.shipped_quantity as sent
       from order_item i join "order" o on o.id = i.order_id and o.version = i.version
         join order_line_item l on l.id = i.item_id
      where o.id = $1 and i.deleted_at is null`,
    [order.id],
  );
  order.lines.clear();
  for (const { id, variant_id, ...pieces } of rows) {
    order.lines.set(id, {
      variant_id,
      quantity: Number(pieces.quantity),
      fulfilled: Number(pieces.fulfilled),
      sent: Number(pieces.sent),
    });
  }
}

async function callOff(world: World, chance: Chance): Promise<Touched> {
  return inEdit(world, chance, async (order, path) => {
    const answer = await world.attempt(
      thing(order),
      () => world.merchant("DELETE", path),
      "an open edit can be called off",
    );
    if (answer.status < 300) order.open = undefined;
  });
}

/** A usual edit from begin to end, in one go. */
async function editUsually(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => !isOver(one) && one.open === undefined);
  const [line] = order ? chance.shuffled([...order.lines]) : [];
  const product = pick(chance, world.products, isSound);
  if (!order || !line || !product) return null;
  const begun = await change(world, order, "/admin/order-edits", { order_id: order.id });
  if (begun.status >= 300) return { orders: [order] };
  order.open = { kind: "edit", id: order.id };
  const path = `/admin/order-edits/${order.id}`;
  const addsGoods = chance.happens(50);
  if (addsGoods) {
    const items = [{ variant_id: product.variants[0]?.id, quantity: 1 }];
    await change(world, order, `${path}/items`, { items });
  } else {
    const quantity = chance.whole(Math.max(line[1].fulfilled, 0), line[1].quantity + 1);
    await change(world, order, `${path}/items/item/${line[0]}`, { quantity });
  }
  if (chance.happens(30)) await carryOverOf(world, order);
  const requested = await change(world, order, `${path}/request`, {});
  const confirmed = requested.status < 300 ? await change(world, order, `${path}/confirm`, {}) : requested;
  if (confirmed.status < 300) {
    order.open = undefined;
    order.reshaped = true;
    await readLines(world, order);
  }
  return { orders: [order] };
}

async function carryOverOf(world: World, order: OrderRecord, carry_over_promotions = true): Promise<void> {
  const { rows } = await world.shop.pool.query<{ id: string }>(
    `select id from order_change where order_id = $1 and status in ('pending', 'requested') and deleted_at is null`,
    [order.id],
  );
  await change(world, order, `/admin/order-changes/${rows[0]?.id}`, { carry_over_promotions });
}

/** Edits of orders, a request at a time, so that others happen while one is open. */
export const edits: readonly Action[] = [
  { name: "begin an edit", weight: 4, run: begin },
  { name: "edit: add goods", weight: 4, run: addGoods },
  { name: "edit: change a line", weight: 4, run: changeLine },
  { name: "edit: change freight", weight: 1, run: changeFreight },
  { name: "edit: carry promotions over", weight: 2, run: carryOver },
  { name: "edit: confirm", weight: 4, run: confirm },
  { name: "edit: call off", weight: 3, run: callOff },
  { name: "edit an order", weight: 5, run: editUsually },
];
