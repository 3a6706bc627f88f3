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
import type { StatusAct } from "../../domain/referral/distributor-status";
import { type DistributorView, distributorView } from "../../modules/distribution/referral/views";
import { distributionService } from "../distribution-service";

export interface ChangeStatusInput {
  distributor_id: string;
  act: StatusAct;
  actor_id: string;
  reason: string | null;
}

/** The distributor after the decision, or why it was not taken. */
export type ChangeStatusResult =
  | { kind: "changed"; distributor: DistributorView; customer_id: string }
  | Refused<"distributor_not_found" | "status_changed" | "reason_missing">;

const EVENTS: Record<StatusAct, string> = {
  approve: "distribution.distributor_activated",
  refuse: "distribution.distributor_refused",
  freeze: "distribution.distributor_frozen",
  unfreeze: "distribution.distributor_unfrozen",
  close: "distribution.distributor_closed",
};

const changeStatusStep = createStep(
  "distribution-change-standing",
  async (input: ChangeStatusInput, { container }): Promise<StepResponse<ChangeStatusResult>> => {
    const result = await distributionService(container).referrals.distributors.changeStatus({
      ...input,
      now: new Date(),
    });
    if (result.kind === "refused") return new StepResponse<ChangeStatusResult>(result);
    const { customer_id } = result.distributor;
    const distributor = distributorView(result.distributor);
    return new StepResponse<ChangeStatusResult>({ kind: "changed", distributor, customer_id });
  },
);

/** Approves, refuses, freezes, unfreezes or closes a distributor, and says so once. */
export const changeStatusWorkflow = createWorkflow(
  "distribution-change-standing",
  (input: ChangeStatusInput) => {
    const result = changeStatusStep(input);
    when("distribution-standing-changed", { result }, ({ result }) => result.kind === "changed").then(() => {
      const event = transform({ result, input }, ({ result, input }) => ({
        name: EVENTS[input.act],
        data:
          result.kind === "changed"
            ? { distributor_id: result.distributor.id, customer_id: result.customer_id }
            : {},
      }));
      emitEventStep({ eventName: event.name, data: event.data });
    });
    return new WorkflowResponse(result);
  },
);
