import type { MedusaContainer } from "@medusajs/framework/types";
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

/** Gives a distributor a token for what they share. */
export async function issueShareToken(
  container: MedusaContainer,
  input: IssueShareTokenInput,
): Promise<IssueShareTokenResult> {
  const wanted = { ...input, now: new Date() };
  const result = await distributionService(container).referrals.issueShareToken(wanted);
  if (result.kind === "refused") return result;
  return { kind: result.kind, share_token: shareTokenView(result.share_token) };
}
