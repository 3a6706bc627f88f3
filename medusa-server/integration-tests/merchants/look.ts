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

/** Every page of the shop, as far as this run knows what is on it. */
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
    ...world.orders.slice(-10).flatMap(({ id }) => [
      { ask: merchant, path: `/admin/mall/orders/${id}` },
      { ask: merchant, path: `/admin/orders/${id}` },
      { ask: merchant, path: `/admin/distribution/orders/${id}` },
    ]),
  ];
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
  const place = world.people.indexOf(person);
  const own = world.orders.filter(({ shopper }) => shopper === place).map(({ id }) => id);
  const shopping = [
    { ask: person.ask, path: "/store/mall/orders?limit=50", must: own.slice(-50) },
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

/** Opens some pages of the shop, or all of them. */
export async function lookAround(world: World, chance: Chance, count: number | "all"): Promise<void> {
  const all = sights(world);
  const waiting = count === "all" ? all : chance.shuffled(all).slice(0, count);
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await look(world, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
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
