import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isQuiet } from "@tengman/values";
import { unreachedBecause } from "../../domain/outreach";
import { type Occasion, type Play, UNPAID_MINUTES, WINDOW_DAYS } from "../../domain/play";
import { DAY_MS } from "../../domain/rfm";
import { shanghaiDay } from "../../domain/rfm-matrix";
import type { SetPlay } from "../../modules/crm/storage/play-store";
import { crmOf } from "../crm-module";

/** So many orders are looked at in one run. */
const AT_ONCE = 200;
const MINUTE_MS = 60_000;

/** Queues the messages of all plays that are on. At night none is: what is late by then would be told in the morning. */
export async function runPlays(container: MedusaContainer, now: Date): Promise<void> {
  const { plays, options } = crmOf(container);
  if (!options.message_workflow || isQuiet(now, options.quiet_hours)) {
    return;
  }
  const day = shanghaiDay(now);
  for (const play of await plays.enabled()) {
    const due = await dueFor(container, play, now, day);
    const reachable = await reachableOf(container, due, now);
    if (reachable.length > 0) {
      await plays.queue(play, day, reachable, now);
    }
  }
}

async function dueFor(
  container: MedusaContainer,
  play: SetPlay,
  now: Date,
  day: string,
): Promise<Occasion[]> {
  const { plays } = crmOf(container);
  switch (play.kind) {
    case "unpaid":
      return plays.unplayed(play.kind, await unpaidOrders(container, now));
    case "review":
      return withoutReview(
        container,
        await plays.unplayed(play.kind, await receivedOrders(container, play, now)),
      );
    default:
      return plays.dueByFacts(play, { now, month: day.slice(0, "2026-11".length) });
  }
}

/** Whoever may not be written to now may be asked again later, as long as the occasion lasts. */
async function reachableOf(
  container: MedusaContainer,
  due: readonly Occasion[],
  now: Date,
): Promise<Occasion[]> {
  const { outreach } = crmOf(container);
  const reachable: Occasion[] = [];
  for (const one of due) {
    const person = await outreach.reachable(one.customer_id, now);
    if (person && unreachedBecause(person, now) === null) {
      reachable.push(one);
    }
  }
  return reachable;
}

/** Orders that wait for their payment for some minutes, and can still be paid. */
function unpaidOrders(container: MedusaContainer, now: Date): Promise<Occasion[]> {
  const created_at = { $lt: new Date(now.getTime() - UNPAID_MINUTES * MINUTE_MS) };
  return ordersIn(container, { state: "to_pay", created_at, pay_by: { $gt: now } });
}

/** Orders that were received so many days ago. */
function receivedOrders(container: MedusaContainer, { days }: Play, now: Date): Promise<Occasion[]> {
  const before = (count: number): Date => new Date(now.getTime() - count * DAY_MS);
  return ordersIn(container, {
    state: "received",
    received_at: { $lte: before(days), $gt: before(days + WINDOW_DAYS) },
  });
}

async function ordersIn(container: MedusaContainer, filters: object): Promise<Occasion[]> {
  const entity = crmOf(container).options.order_lives;
  if (!entity) {
    return [];
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity,
    fields: ["order_id", "customer_id"],
    filters: { ...filters, order_id: { $ne: null } },
    pagination: { take: AT_ONCE, order: { created_at: "DESC" } },
  });
  const rows = data as unknown as { order_id: string; customer_id: string }[];
  return rows.map(({ order_id, customer_id }) => ({ customer_id, occasion: order_id }));
}

/** What the service behind the option `reviews` offers. */
interface Reviews {
  ofOrder(order_id: string): Promise<readonly unknown[]>;
}

async function withoutReview(container: MedusaContainer, orders: readonly Occasion[]): Promise<Occasion[]> {
  const name = crmOf(container).options.reviews;
  const reviews = name && container.resolve<Reviews | undefined>(name, { allowUnregistered: true });
  if (!reviews) {
    return [];
  }
  const written = await Promise.all(orders.map(({ occasion }) => reviews.ofOrder(occasion)));
  return orders.filter((_, index) => written[index]?.length === 0);
}
