import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Refused } from "../../domain/errors";
import {
  type VerificationView,
  verificationView,
} from "../../modules/distribution/statement/statement-views";
import { distributionService } from "../distribution-service";

export interface VerifyLedgerInput {
  actor_id: string;
}

/** What the verification found, or that another one is still reading. */
export type VerifyLedgerResult =
  | { kind: "verified"; verification: VerificationView }
  | Refused<"verification_running">;

const verifyLedgerStep = createStep(
  "distribution-verify-ledger",
  async ({ actor_id }: VerifyLedgerInput, { container }): Promise<StepResponse<VerifyLedgerResult>> => {
    const result = await distributionService(container).ledger.verify(actor_id, () => new Date());
    if (result.kind === "refused") return new StepResponse<VerifyLedgerResult>(result);
    const { difference } = result.verification;
    if (difference) {
      const { check, table, key, field } = difference;
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`distribution: the ledger does not hold: ${check}, ${table} ${key}, ${field}`);
    }
    return new StepResponse<VerifyLedgerResult>({
      kind: "verified",
      verification: verificationView(result.verification),
    });
  },
);

/** Recomputes the whole ledger as it stands and keeps what it found; nothing waits for it. */
export const verifyLedgerWorkflow = createWorkflow(
  "distribution-verify-ledger",
  (input: VerifyLedgerInput) => new WorkflowResponse(verifyLedgerStep(input)),
);
