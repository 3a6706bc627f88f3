import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isOver, isQuiet, type OrderRecord } from "../model";
import type { World } from "../world";
import { type Action, pick, pickOrder, type Touched } from "./action";

interface AdminOrder {
  readonly order: { readonly fulfillments: readonly { readonly id: string; readonly created_at: string }[] };
}

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;

const unsent = (order: OrderRecord) =>
  [...order.lines].flatMap(([id, { quantity, fulfilled }]) =>
    quantity > fulfilled ? [{ id, quantity: quantity - fulfilled }] : [],
  );

const isPaid = (order: OrderRecord) => order.paid_fen > 0 && !isOver(order);

/** Packs what is still to be sent, or some of it. */
export async function pack(
  world: World,
  order: OrderRecord,
  items = unsent(order),
): Promise<string | undefined> {
  const path = `/admin/orders/${order.id}`;
  const possible = isQuiet(order) && !order.reshaped ? "a paid order can be packed" : undefined;
  const answer = await world.attempt<AdminOrder>(
    thing(order),
    () => world.merchant("POST", `${path}/fulfillments?fields=*fulfillments`, { items }),
    possible,
  );
  if (answer.status >= 300) return undefined;
  const known = order.parcels;
  const made = answer.body.order.fulfillments.find(({ id }) => !known.has(id) && !order.called_off.has(id));
  if (!made) return undefined;
  known.set(made.id, { items, shipped: false, delivered: false });
  for (const { id, quantity } of items) {
    const line = order.lines.get(id);
    if (line) line.fulfilled += quantity;
  }
  return made.id;
}

/** Hands a parcel to its carrier. */
export async function ship(world: World, order: OrderRecord, parcel_id: string): Promise<void> {
  const parcel = order.parcels.get(parcel_id);
  if (!parcel) return;
  const labels = [{ tracking_number: "SF1234567890", tracking_url: "#", label_url: "#" }];
  const answer = await world.attempt(
    thing(order),
    () =>
      world.merchant("POST", `/admin/orders/${order.id}/fulfillments/${parcel_id}/shipments`, {
        items: parcel.items,
        labels,
      }),
    !parcel.shipped && isQuiet(order) && !order.reshaped ? "a parcel can be shipped" : undefined,
  );
  if (answer.status >= 300 || parcel.shipped) return;
  parcel.shipped = true;
  for (const { id, quantity } of parcel.items) {
    const line = order.lines.get(id);
    if (line) line.sent += quantity;
  }
}

async function send(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => isPaid(one) && unsent(one).length > 0);
  if (!order) return null;
  const parcel = await pack(world, order);
  if (parcel) await ship(world, order, parcel);
  return { orders: [order] };
}

async function packSome(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => isPaid(one) && unsent(one).length > 0);
  const [some] = order ? chance.shuffled(unsent(order)) : [];
  if (!order || !some) return null;
  await pack(world, order, [{ id: some.id, quantity: chance.whole(1, some.quantity) }]);
  return { orders: [order] };
}

/** Packs more than there is, none, half a piece, or pieces of a line that is no line. */
async function packOddly(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => one.lines.size > 0);
  if (!order) return null;
  const [id = ""] = chance.shuffled([...order.lines.keys()]);
  const items = chance.oneOf([
    [{ id, quantity: 1_000 }],
    [{ id, quantity: 0 }],
    [{ id, quantity: -1 }],
    [{ id: "ordli_none", quantity: 1 }],
  ]);
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/orders/${order.id}/fulfillments`, { items }),
  );
  if (answer.status < 300) world.fault(`order ${order.id} was packed with ${JSON.stringify(items)}`);
  return { orders: [order] };
}

async function withParcel(
  world: World,
  chance: Chance,
  fits: (parcel: { shipped: boolean; delivered: boolean }) => boolean,
  act: (order: OrderRecord, parcel_id: string) => Promise<void>,
): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => [...one.parcels.values()].some(fits));
  const parcel = order && pick(chance, [...order.parcels], ([, one]) => fits(one));
  if (!order || !parcel) return null;
  await act(order, parcel[0]);
  return { orders: [order] };
}

async function deliver(world: World, order: OrderRecord, parcel_id: string): Promise<void> {
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/orders/${order.id}/fulfillments/${parcel_id}/mark-as-delivered`, {}),
  );
  const parcel = order.parcels.get(parcel_id);
  if (answer.status >= 300 || !parcel || parcel.delivered) return;
  parcel.delivered = true;
  if (parcel.shipped) return;
  parcel.shipped = true;
  for (const { id, quantity } of parcel.items) {
    const line = order.lines.get(id);
    if (line) line.sent += quantity;
  }
}

async function unpack(world: World, order: OrderRecord, parcel_id: string): Promise<void> {
  const parcel = order.parcels.get(parcel_id);
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/orders/${order.id}/fulfillments/${parcel_id}/cancel`, {}),
  );
  if (answer.status >= 300 || !parcel) return;
  order.parcels.delete(parcel_id);
  order.called_off.add(parcel_id);
  for (const { id, quantity } of parcel.items) {
    const line = order.lines.get(id);
    if (!line) continue;
    line.fulfilled -= quantity;
    if (parcel.shipped) line.sent -= quantity;
  }
}

/** Packing, shipping, delivering, and taking it back. */
export const sending: readonly Action[] = [
  { name: "send an order", weight: 10, run: send },
  { name: "pack some of an order", weight: 4, run: packSome },
  { name: "pack oddly", weight: 2, run: packOddly },
  {
    name: "ship a parcel",
    weight: 5,
    run: (world, chance) =>
      withParcel(
        world,
        chance,
        ({ shipped }) => !shipped,
        (order, parcel) => ship(world, order, parcel),
      ),
  },
  {
    name: "ship a parcel again",
    weight: 1,
    run: (world, chance) =>
      withParcel(
        world,
        chance,
        ({ shipped }) => shipped,
        (order, parcel) => ship(world, order, parcel),
      ),
  },
  {
    name: "mark as delivered",
    weight: 3,
    run: (world, chance) =>
      withParcel(
        world,
        chance,
        ({ delivered }) => !delivered,
        (order, parcel) => deliver(world, order, parcel),
      ),
  },
  {
    name: "call a parcel off",
    weight: 3,
    run: (world, chance) =>
      withParcel(
        world,
        chance,
        () => true,
        (order, parcel) => unpack(world, order, parcel),
      ),
  },
];
