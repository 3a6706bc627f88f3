import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Refused } from "../../domain/errors";
import type { ShareTarget } from "../../domain/referral/share-token";
import type { ShareRefusal } from "../../modules/distribution/referral/share-token";
import { type ShareTokenView, shareTokenView } from "../../modules/distribution/referral/views";
import { distributionService } from "../distribution-service";

export interface IssueShareTokenInput {
  customer_id: string;
  target: ShareTarget;
}

/** The token, or why there is none. */
export type IssueShareTokenResult = { kind: "issued"; share_token: ShareTokenView } | Refused<ShareRefusal>;

const issueShareTokenStep = createStep(
  "distribution-issue-share-token",
  async (input: IssueShareTokenInput, { container }): Promise<StepResponse<IssueShareTokenResult>> => {
    const result = await distributionService(container).referrals.issueShareToken({
      ...input,
      now: new Date(),
    });
    if (result.kind === "refused") return new StepResponse<IssueShareTokenResult>(result);
    const share_token = shareTokenView(result.share_token);
    return new StepResponse<IssueShareTokenResult>({ kind: result.kind, share_token });
  },
);

/** Gives a distributor a token for what they share. */
export const issueShareTokenWorkflow = createWorkflow(
  "distribution-issue-share-token",
  (input: IssueShareTokenInput) => new WorkflowResponse(issueShareTokenStep(input)),
);
