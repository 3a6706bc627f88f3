import type { MedusaContainer } from "@medusajs/framework/types";
import type { Refused } from "../../domain/errors";
import { shanghaiMonth } from "../../domain/shanghai-day";
import { monthAfter } from "../../domain/shanghai-month";
import { type ClosedMonthView, closedMonthView } from "../../modules/distribution/statement/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

export interface CloseMonthsInput {
  actor_id: string;
  /** The last month to close; the one before this when absent. */
  through?: string;
}

/** The months that were closed now, or why none was. */
export type CloseMonthsResult = { kind: "closed"; months: ClosedMonthView[] } | Refused<"month_not_over">;

/** Payload of `distribution.statement_closed`: a distributor's statement of a month is final. */
export interface StatementClosedEvent {
  month: string;
  distributor_id: string;
}

/** Statements that are announced at once. */
const STATEMENTS = 1_000;

/** Closes and seals the months that are over (`distribution.month_closed`). Safe to run anywhere, at once, and again. */
export async function closeMonths(
  container: MedusaContainer,
  { actor_id, through }: CloseMonthsInput,
): Promise<CloseMonthsResult> {
  const now = new Date();
  const last = through ?? monthAfter(shanghaiMonth(now), -1);
  const result = await distributionService(container).statements.close({ through: last, actor_id, now });
  if (result.kind === "refused") return result;
  const months = result.months.map(closedMonthView);
  const closed = months.map(({ month, hash }) => ({ month, hash }));
  await announce(container, "distribution.month_closed", ...closed);
  await announceStatements(container, months);
  return { kind: "closed", months };
}

/** Says whose statement became final. Of several months closed at once only the last is news. */
async function announceStatements(
  container: MedusaContainer,
  months: readonly ClosedMonthView[],
): Promise<void> {
  const closed = months.map(({ month }) => month).toSorted();
  const month = closed.at(-1);
  const { statements } = distributionService(container);
  for (let after: bigint | null = null; month; ) {
    const wanted: Parameters<typeof statements.monthOwners>[0] = { month, after, limit: STATEMENTS };
    const owners = await statements.monthOwners(wanted);
    const events = owners.map(({ distributor_id }): StatementClosedEvent => ({ month, distributor_id }));
    await announce(container, "distribution.statement_closed", ...events);
    after = owners.at(-1)?.distributor_no ?? null;
    if (owners.length < STATEMENTS) return;
  }
}
