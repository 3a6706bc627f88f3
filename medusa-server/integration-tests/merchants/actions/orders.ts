import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isOver, type OrderRecord } from "../model";
import type { World } from "../world";
import { type Action, pick, pickOrder, type Touched } from "./action";

const thing = ({ id }: OrderRecord) => ({ kind: "order", id }) as const;

const ODD_ADDRESSES = [
  { first_name: "王小藤", phone: "13900139000", address_1: "改过的地址", country_code: "cn" },
  { first_name: "", last_name: "", phone: "", address_1: "" },
  { first_name: "藤".repeat(500), phone: "not a phone" },
  { postal_code: "1e9", country_code: "us" },
  {},
];

async function post(world: World, chance: Chance, path: string, body: unknown): Promise<Touched> {
  const order = pickOrder(world, chance, () => true);
  if (!order) return null;
  await world.attempt(thing(order), () => world.merchant("POST", `/admin/orders/${order.id}${path}`, body));
  return { orders: [order] };
}

async function complete(world: World, chance: Chance, act: "complete" | "archive"): Promise<Touched> {
  const order = pickOrder(world, chance, (one) => isOver(one) || one.received || chance.happens(10));
  if (!order) return null;
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/orders/${order.id}/${act}`, {}),
  );
  if (answer.status < 300 && act === "archive") order.archived = true;
  return { orders: [order] };
}

async function transfer(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ open }) => open === undefined);
  const to = pick(chance, world.people, ({ gone }) => !gone);
  if (!order || !to) return null;
  const answer = await world.attempt(thing(order), () =>
    world.merchant("POST", `/admin/orders/${order.id}/transfer`, { customer_id: to.customer_id }),
  );
  if (answer.status < 300) order.open = { kind: "transfer", id: order.id };
  return { orders: [order] };
}

async function callTransferOff(world: World, chance: Chance): Promise<Touched> {
  const order = pickOrder(world, chance, ({ open }) => open?.kind === "transfer");
  if (!order) return null;
  const answer = await world.attempt(
    thing(order),
    () => world.merchant("POST", `/admin/orders/${order.id}/transfer/cancel`, {}),
    "an open transfer can be called off",
  );
  if (answer.status < 300) order.open = undefined;
  return { orders: [order] };
}

/** What else the admin lets a merchant do to an order. */
export const orders: readonly Action[] = [
  {
    name: "change an order's address",
    weight: 3,
    run: (world, chance) => post(world, chance, "", { shipping_address: chance.oneOf(ODD_ADDRESSES) }),
  },
  {
    name: "change an order's e-mail and notes",
    weight: 2,
    run: (world, chance) =>
      post(
        world,
        chance,
        "",
        chance.oneOf([
          { email: "a@b.example" },
          { email: "no" },
          { metadata: { remark: 7 } },
          { metadata: null },
        ]),
      ),
  },
  { name: "complete an order", weight: 2, run: (world, chance) => complete(world, chance, "complete") },
  { name: "archive an order", weight: 1, run: (world, chance) => complete(world, chance, "archive") },
  { name: "transfer an order", weight: 2, run: transfer },
  { name: "call a transfer off", weight: 3, run: callTransferOff },
];
