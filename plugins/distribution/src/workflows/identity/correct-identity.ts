import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Refused } from "../../domain/errors";
import type { AskCorrection, AskedCorrection } from "../../modules/distribution/identity/correction";
import { type CorrectionView, correctionView } from "../../modules/distribution/identity/correction-views";
import type { MaskedIdentity } from "../../modules/distribution/identity/identity";
import { distributionService } from "../distribution-service";

export type CorrectIdentityInput = Omit<AskCorrection, "now">;

/** The identity as it is now, the wish that waits for the merchant, or why neither. */
export type CorrectIdentityResult =
  | { kind: "corrected"; identity: MaskedIdentity }
  | { kind: "requested"; correction: CorrectionView }
  | Refused<Extract<AskedCorrection, { kind: "refused" }>["code"] | "payouts_closed">;

const correctIdentityStep = createStep(
  "distribution-correct-identity",
  async (input: CorrectIdentityInput, { container }): Promise<StepResponse<CorrectIdentityResult>> => {
    const asked = await distributionService(container).identities.ask({ ...input, now: new Date() });
    if (asked.kind !== "requested") return new StepResponse<CorrectIdentityResult>(asked);
    const correction = correctionView(asked.correction);
    return new StepResponse<CorrectIdentityResult>({ kind: "requested", correction });
  },
);

/** Corrects what a person told wrongly about themselves, or asks the merchant for it. */
export const correctIdentityWorkflow = createWorkflow(
  "distribution-correct-identity",
  (input: CorrectIdentityInput) => new WorkflowResponse(correctIdentityStep(input)),
);
