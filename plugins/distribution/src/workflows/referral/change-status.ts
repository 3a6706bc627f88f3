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
import type { StandingAct } from "../../domain/referral/distributor-status";
import { type DistributorView, distributorView } from "../../modules/distribution/referral/views";
import { ledgerService } from "../distribution-service";

export interface ChangeStandingInput {
  distributor_id: string;
  act: StandingAct;
  actor_id: string;
  reason: string | null;
}

/** The distributor after the decision, or why it was not taken. */
export type ChangeStandingResult =
  | { kind: "changed"; distributor: DistributorView; customer_id: string }
  | Refused<"distributor_not_found" | "status_changed" | "reason_missing">;

const EVENTS: Record<StandingAct, string> = {
  approve: "distribution.distributor_activated",
  refuse: "distribution.distributor_refused",
  freeze: "distribution.distributor_frozen",
  unfreeze: "distribution.distributor_unfrozen",
  close: "distribution.distributor_closed",
};

const changeStandingStep = createStep(
  "distribution-change-standing",
  async (input: ChangeStandingInput, { container }): Promise<StepResponse<ChangeStandingResult>> => {
    const result = await ledgerService(container).distributors.changeStanding({ ...input, now: new Date() });
    if (result.kind === "refused") return new StepResponse<ChangeStandingResult>(result);
    const { customer_id } = result.distributor;
    const distributor = distributorView(result.distributor);
    return new StepResponse<ChangeStandingResult>({ kind: "changed", distributor, customer_id });
  },
);

/** Approves, refuses, freezes, unfreezes or closes a distributor, and says so once. */
export const changeStandingWorkflow = createWorkflow(
  "distribution-change-standing",
  (input: ChangeStandingInput) => {
    const result = changeStandingStep(input);
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
