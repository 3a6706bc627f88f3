import type { Chance } from "../../../plugins/distribution/integration-tests/simulation/chance";
import { orderFaults, type SeenOrder } from "./checks/order";
import { hiddenFaults, pageFaults } from "./checks/pages";
import { isSound, type OrderRecord, type PersonRecord } from "./model";
import type { Ask } from "./wire";
import { soon, type World } from "./world";

type Listed = { products?: { id: string }[]; orders?: { id: string }[] };

/** A page of the shop, who opens it and what it must show. */
interface Sight {
  readonly ask: Ask;
  readonly path: string;
  readonly must?: readonly string[];
}

/** Pages that show what is sold, everybody's own, and the merchant's lists. */
function sights(world: World): Sight[] {
  const { guest, merchant } = world;
  const sound = world.products.filter(isSound).map(({ id }) => id);
  const lists = ["newest", "default", "price_asc", "price_desc"].map((order) => ({
    ask: guest,
    path: `/store/mall/products?limit=50&order=${order}`,
  }));
  return [
    { ask: guest, path: "/store/mall/home" },
    ...lists,
    { ask: guest, path: `/store/mall/products?limit=50&q=${encodeURIComponent("流水商品")}`, must: sound },
    { ask: guest, path: "/store/products?limit=20" },
    { ask: guest, path: "/store/mall/disclosures" },
    { ask: guest, path: "/store/distribution/program" },
    ...sound.map((id) => ({ ask: guest, path: `/store/mall/products/${id}` })),
    ...world.people.filter(({ gone }) => !gone).flatMap((person) => ownSights(world, person)),
    ...MERCHANT_PAGES.map((path) => ({ ask: merchant, path })),
  ];
}

/** The merchant's pages of an order, and its place among its shopper's. */
function orderSights(world: World, { id, shopper }: OrderRecord): Sight[] {
  const { merchant } = world;
  const person = world.person(shopper);
  return [
    { ask: merchant, path: `/admin/mall/orders/${id}` },
    { ask: merchant, path: `/admin/orders/${id}` },
    { ask: merchant, path: `/admin/distribution/orders/${id}` },
    ...(person.gone ? [] : [ownOrders(world, person)]),
  ];
}

function ownOrders(world: World, person: PersonRecord): Sight {
  const place = world.people.indexOf(person);
  const own = world.orders.filter(({ shopper }) => shopper === place).map(({ id }) => id);
  return { ask: person.ask, path: "/store/mall/orders?limit=50", must: own.slice(-50) };
}

const MERCHANT_PAGES = [
  "/admin/mall/after-sales",
  "/admin/mall/invoices",
  "/admin/mall/disclosures",
  "/admin/distribution/distributors",
  "/admin/distribution/plans",
  "/admin/distribution/bindings",
  "/admin/distribution/bindings/changes",
  "/admin/distribution/payouts",
  "/admin/distribution/accruals",
  "/admin/distribution/risk",
  "/admin/distribution/audit",
  "/admin/distribution/ledger/accounts",
  "/admin/distribution/ledger/transfers",
  "/admin/wechat-pay/payments",
  "/admin/wechat-pay/refunds",
  "/admin/wechat-pay/stray-payments",
  "/admin/wechat-pay/transfers",
  "/admin/orders?limit=20",
  "/admin/products?limit=20",
  "/admin/promotions?limit=20",
  "/admin/customers?limit=20",
];

function ownSights(world: World, person: PersonRecord): Sight[] {
  const shopping = [
    ownOrders(world, person),
    { ask: person.ask, path: "/store/mall/after-sales" },
    { ask: person.ask, path: "/store/distribution/me" },
  ];
  if (person.distributor?.state !== "active") return shopping;
  const pages = [
    "orders",
    "entries",
    "statements",
    "team",
    "ranking",
    "payouts",
    "identity",
    "appeals",
    "data",
  ];
  return [...shopping, ...pages.map((page) => ({ ask: person.ask, path: `/store/distribution/me/${page}` }))];
}

async function look(world: World, { ask, path, must = [] }: Sight): Promise<void> {
  const { status, body } = await ask<Listed>("GET", path);
  for (const fault of pageFaults({ path, status, body })) world.fault(fault);
  const shown = [...(body.products ?? []), ...(body.orders ?? [])].map(({ id }) => id);
  for (const fault of hiddenFaults(path, status === 200 ? must : [], shown)) world.fault(fault);
}

const AT_ONCE = 4;
const YOUNGEST = 10;

/** Opens every page of the shop, those of the youngest orders included. */
export async function lookAround(world: World): Promise<void> {
  const youngest = world.orders.slice(-YOUNGEST).flatMap((order) => orderSights(world, order).slice(0, 3));
  const waiting = [...sights(world), ...youngest];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await look(world, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Opens a page of each order that was touched, and a page where somebody else may meet what was done. */
export async function lookAtTouched(
  world: World,
  chance: Chance,
  orders: readonly OrderRecord[],
): Promise<void> {
  const own = orders.map((order) => chance.oneOf(orderSights(world, order)));
  const hasOthers = orders.length === 0 || chance.happens(50);
  const others = hasOthers ? [chance.oneOf(sights(world))] : [];
  for (const sight of [...own, ...others]) await look(world, sight);
}

/** Looks at an order as its shopper and its merchant do, until it is true or it is too late. */
export async function lookAtOrder(world: World, order: OrderRecord): Promise<void> {
  const person = world.person(order.shopper);
  if (person.gone) return;
  let faults: string[] = [];
  await soon(async () => {
    const { status, body } = await person.ask<{ order: SeenOrder }>("GET", `/store/mall/orders/${order.id}`);
    faults = status === 200 ? orderFaults(order, body.order) : [`order ${order.id} is ${status}`];
    return faults.length === 0;
  });
  for (const fault of faults) world.fault(fault);
}
