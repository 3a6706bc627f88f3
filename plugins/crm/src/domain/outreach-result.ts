import type { OrderMoney } from "./customer-fact";
import { DAY_MS } from "./rfm";

/** What a group did in the days that are measured. Amounts are fen as decimal text. */
export interface GroupResult {
  readonly people: number;
  readonly buyers: number;
  readonly orders: number;
  /** Paid minus refunded. */
  readonly net_fen: string;
}

export const NO_RESULT: GroupResult = { people: 0, buyers: 0, orders: 0, net_fen: "0" };

/** Two groups' results together. */
export const addResults = (one: GroupResult, other: GroupResult): GroupResult => ({
  people: one.people + other.people,
  buyers: one.buyers + other.buyers,
  orders: one.orders + other.orders,
  net_fen: String(BigInt(one.net_fen) + BigInt(other.net_fen)),
});

/**
 * What a group bought from the start of an outreach on, for so many days.
 * @param orders the orders of each person; who has none is not in it
 */
export function groupResult(
  people: readonly string[],
  orders: ReadonlyMap<string, readonly OrderMoney[]>,
  { started_at, days }: { readonly started_at: Date; readonly days: number },
): GroupResult {
  const end = started_at.getTime() + days * DAY_MS;
  const bought = people.map((id) =>
    (orders.get(id) ?? []).filter(
      ({ created_at, paid_fen }) => paid_fen > 0n && created_at >= started_at && created_at.getTime() < end,
    ),
  );
  const all = bought.flat();
  return {
    people: people.length,
    buyers: bought.filter((own) => own.length > 0).length,
    orders: all.length,
    net_fen: String(all.reduce((sum, { paid_fen, refunded_fen }) => sum + paid_fen - refunded_fen, 0n)),
  };
}

/**
 * What the outreach brought beyond what would have been bought anyway: the group's net amount minus what as many people
 * of the control group have bought, rounded down. Null without a control group.
 */
export function extraFen(treated: GroupResult, control: GroupResult): string | null {
  if (control.people === 0) {
    return null;
  }
  const expected = BigInt(control.net_fen) * BigInt(treated.people);
  return String(BigInt(treated.net_fen) - expected / BigInt(control.people));
}
