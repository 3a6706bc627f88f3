import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { unreachedBecause } from "../../domain/outreach";
import { type Occasion, type Play, UNPAID_MINUTES, WINDOW_DAYS } from "../../domain/play";
import { DAY_MS } from "../../domain/rfm";
import { AT_ONCE } from "../../modules/crm/storage/play-store";
import { crmOf } from "../crm-module";

/** So many orders are read at once. */
const PAGE = 200;
const MINUTE_MS = 60_000;

/** Orders that wait for their payment for some minutes, and can still be paid, each with who may be written to now. */
export function unpaidOrders(container: MedusaContainer, play: Play, now: Date): Promise<Occasion[]> {
  const created_at = { $lt: new Date(now.getTime() - UNPAID_MINUTES * MINUTE_MS) };
  return dueOf({ ...payable(now), created_at }, { container, play, now });
}

/** Orders that were received so many days ago and that nobody has reviewed, each with who may be written to now. */
export async function unreviewedOrders(
  container: MedusaContainer,
  play: Play,
  now: Date,
): Promise<Occasion[]> {
  const name = crmOf(container).options.reviews;
  const reviews = name && container.resolve<Reviews | undefined>(name, { allowUnregistered: true });
  if (!reviews) {
    return [];
  }
  const before = (count: number): Date => new Date(now.getTime() - count * DAY_MS);
  const received_at = { $lte: before(play.days), $gt: before(play.days + WINDOW_DAYS) };
  return dueOf({ state: "received", received_at }, { container, play, now }, (orders) =>
    withoutReview(reviews, orders),
  );
}

/** Whether any of these orders can still be paid. */
export async function anyPayable(
  container: MedusaContainer,
  order_ids: readonly string[],
  now: Date,
): Promise<boolean> {
  const found = await ordersIn(container, payable(now), [...order_ids]);
  return found.length > 0;
}

const payable = (now: Date): object => ({ state: "to_pay", pay_by: { $gt: now } });

/**
 * Pages through the orders until there are people enough for one run. Whoever may not be written to now takes nobody's
 * place, and may be asked again later, as long as the occasion lasts.
 */
async function dueOf(
  filters: object,
  { container, play, now }: { container: MedusaContainer; play: Play; now: Date },
  wanted: (orders: Occasion[]) => Promise<Occasion[]> = async (orders) => orders,
): Promise<Occasion[]> {
  const due: Occasion[] = [];
  let after: string | undefined = "";
  while (after !== undefined && due.length < AT_ONCE) {
    const page: Occasion[] = await ordersIn(container, filters, { $gt: after });
    const unplayed = await crmOf(container).plays.unplayed(play.kind, page);
    due.push(...(await wanted(await reachableOf(container, unplayed, now))));
    after = page.length < PAGE ? undefined : page.at(-1)?.occasion;
  }
  return due.slice(0, AT_ONCE);
}

/** A page of orders by their numbers: those of these, or those behind one. */
async function ordersIn(
  container: MedusaContainer,
  filters: object,
  order_id: string[] | { $gt: string },
): Promise<Occasion[]> {
  const entity = crmOf(container).options.order_lives;
  if (!entity) {
    return [];
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity,
    fields: ["order_id", "customer_id"],
    filters: { ...filters, order_id },
    pagination: { take: PAGE, order: { order_id: "ASC" } },
  });
  const rows = data as unknown as { order_id: string; customer_id: string }[];
  return rows.map(({ order_id, customer_id }) => ({ customer_id, occasion: order_id }));
}

async function reachableOf(
  container: MedusaContainer,
  orders: readonly Occasion[],
  now: Date,
): Promise<Occasion[]> {
  const ids = orders.map(({ customer_id }) => customer_id);
  const people = await crmOf(container).outreach.candidatesAmong(ids, now);
  const reachable = new Set(
    people.filter((person) => unreachedBecause(person, now) === null).map(({ customer_id }) => customer_id),
  );
  return orders.filter(({ customer_id }) => reachable.has(customer_id));
}

/** What the service behind the option `reviews` offers. */
interface Reviews {
  ofOrder(order_id: string): Promise<readonly unknown[]>;
}

async function withoutReview(reviews: Reviews, orders: readonly Occasion[]): Promise<Occasion[]> {
  const written = await Promise.all(orders.map(({ occasion }) => reviews.ofOrder(occasion)));
  return orders.filter((_, index) => written[index]?.length === 0);
}
