import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { Refused } from "../../domain/errors";
import { shanghaiMonth } from "../../domain/shanghai-day";
import { monthAfter } from "../../domain/shanghai-month";
import { type ClosedMonthView, closedMonthView } from "../../modules/distribution/statement/views";
import { distributionService } from "../distribution-service";

export interface CloseMonthsInput {
  actor_id: string;
  /** The last month to close; the one before this when absent. */
  through?: string;
}

/** The months that were closed now, or why none was. */
export type CloseMonthsResult = { kind: "closed"; months: ClosedMonthView[] } | Refused<"month_not_over">;

const closeMonthsStep = createStep(
  "distribution-close-months",
  async (
    { actor_id, through }: CloseMonthsInput,
    { container },
  ): Promise<StepResponse<CloseMonthsResult>> => {
    const now = new Date();
    const last = through ?? monthAfter(shanghaiMonth(now), -1);
    const result = await distributionService(container).statements.close({ through: last, actor_id, now });
    if (result.kind === "refused") return new StepResponse<CloseMonthsResult>(result);
    return new StepResponse<CloseMonthsResult>({
      kind: "closed",
      months: result.months.map(closedMonthView),
    });
  },
);

/** Closes and seals the months that are over (`distribution.month_closed`). Safe to run anywhere, at once, and again. */
export const closeMonthsWorkflow = createWorkflow("distribution-close-months", (input: CloseMonthsInput) => {
  const result = closeMonthsStep(input);
  when(
    "distribution-months-closed",
    { result },
    ({ result }) => result.kind === "closed" && result.months.length > 0,
  ).then(() => {
    const data = transform({ result }, ({ result }) =>
      result.kind === "closed" ? result.months.map(({ month, hash }) => ({ month, hash })) : [],
    );
    emitEventStep({ eventName: "distribution.month_closed", data });
  });
  return new WorkflowResponse(result);
});
