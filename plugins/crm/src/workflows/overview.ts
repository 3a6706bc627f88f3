import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { comparedDays, type DayPeriod } from "../domain/day-period";
import { fenOfSum, type MedusaAmount } from "../domain/fen";

/** What a stretch of time brought. Amounts are fen as decimal text. */
interface Figures {
  /** Orders that were paid. */
  readonly orders: number;
  readonly revenue_fen: string;
  readonly refunds_fen: string;
  readonly new_customers: number;
}

interface Moved {
  readonly amount: MedusaAmount;
  readonly created_at: string | Date;
}

interface ReadPayment {
  captures?: Moved[] | null;
  refunds?: Moved[] | null;
}

/** So few pieces in a place are little stock. */
const LOW_STOCK = 5;

/** Today beside yesterday and the same day of last week, and what waits in Medusa and the order life. */
export async function readOverview(container: MedusaContainer, now: Date) {
  const days = comparedDays(now);
  const [today, yesterday, last_week, to_ship, low_stock] = await Promise.all([
    figuresOfDay(container, days.today),
    figuresOfDay(container, days.yesterday),
    figuresOfDay(container, days.last_week),
    countOf(container, "mall_order", { state: "to_ship" }),
    countOf(container, "inventory_item", { location_levels: { stocked_quantity: { $lte: LOW_STOCK } } }),
  ]);
  return { today, yesterday, last_week, waiting: { to_ship, low_stock } };
}

async function figuresOfDay(container: MedusaContainer, day: DayPeriod) {
  const { from, so_far, until } = day;
  const [captures, refunds, customers] = await Promise.all([
    movedIn(container, "captures", day),
    movedIn(container, "refunds", day),
    container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "customer",
      fields: ["created_at"],
      filters: { created_at: { $gte: from, $lt: until } },
    }),
  ]);
  const before = (end: Date): Figures => {
    const isBefore = ({ created_at }: { created_at: string | Date }): boolean => new Date(created_at) < end;
    const captured = captures.filter(isBefore);
    return {
      orders: captured.length,
      revenue_fen: String(fenOfSum(captured.map(({ amount }) => amount))),
      refunds_fen: String(fenOfSum(refunds.filter(isBefore).map(({ amount }) => amount))),
      new_customers: (customers.data as { created_at: string | Date }[]).filter(isBefore).length,
    };
  };
  return {
    from: from.toISOString(),
    until: until.toISOString(),
    so_far: before(so_far),
    whole: before(until),
  };
}

/** Money that came in or went back on a day. */
async function movedIn(
  container: MedusaContainer,
  direction: "captures" | "refunds",
  { from, until }: DayPeriod,
): Promise<Moved[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: [`${direction}.amount`, `${direction}.created_at`],
    filters: { [direction]: { created_at: { $gte: from, $lt: until } } },
  });
  return (data as unknown as ReadPayment[])
    .flatMap((payment) => payment[direction] ?? [])
    .filter(({ created_at }) => new Date(created_at) >= from && new Date(created_at) < until);
}

/** How many rows of an entity fit; null where the shop has no such plugin. */
async function countOf(
  container: MedusaContainer,
  entity: "mall_order" | "inventory_item",
  filters: Record<string, unknown>,
): Promise<number | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  try {
    const { metadata } = await query.graph({
      entity,
      fields: ["id"],
      filters,
      pagination: { take: 1, skip: 0 },
    });
    return metadata?.count ?? 0;
  } catch (error) {
    if (/Service with alias .* was not found/.test(String(error))) {
      return null;
    }
    throw error;
  }
}
