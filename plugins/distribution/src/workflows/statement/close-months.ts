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
  return { kind: "closed", months };
}
