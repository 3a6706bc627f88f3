import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Refused } from "../../domain/errors";
import { type DistributorView, distributorView } from "../../modules/distribution/referral/views";
import { distributionService } from "../distribution-service";

export interface AcceptAgreementInput {
  customer_id: string;
  agreement_version: string;
}

/** The distributor with the agreement they accepted, or why not. */
export type AcceptAgreementResult =
  | { kind: "accepted"; distributor: DistributorView }
  | Refused<"not_a_distributor" | "agreement_outdated">;

const acceptAgreementStep = createStep(
  "distribution-accept-agreement",
  async (input: AcceptAgreementInput, { container }): Promise<StepResponse<AcceptAgreementResult>> => {
    const { joining } = distributionService(container).referrals;
    const result = await joining.acceptAgreement({ ...input, now: new Date() });
    if (result.kind === "refused") return new StepResponse<AcceptAgreementResult>(result);
    const distributor = distributorView(result.distributor);
    return new StepResponse<AcceptAgreementResult>({ kind: "accepted", distributor });
  },
);

/** Records that a distributor accepts the agreement in force; sharing goes on then. */
export const acceptAgreementWorkflow = createWorkflow(
  "distribution-accept-agreement",
  (input: AcceptAgreementInput) => new WorkflowResponse(acceptAgreementStep(input)),
);
