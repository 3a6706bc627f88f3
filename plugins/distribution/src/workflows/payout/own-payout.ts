import type { MedusaContainer } from "@medusajs/framework/types";
import { type Refused, refused } from "../../domain/errors";
import { type OwnPayoutView, ownPayoutView } from "../../modules/distribution/payout/views";
import type { TransferState } from "../../payout-provider";
import { distributionService } from "../distribution-service";
import { payOut } from "./pay-out";
import { cancelTransfer, followTransfer } from "./payout-transfers";

/** What the payout's list says when its owner took it back before it was reviewed. */
const WITHDRAWN = "本人已撤回";

/** A payout, named by its owner. */
export interface OwnPayout {
  customer_id: string;
  payout_id: string;
}

type Found = { kind: "found"; payout: OwnPayoutView };

/** A customer's own payout; while its transfer is under way the provider is asked how far it is. */
export async function lookAtOwnPayout(
  container: MedusaContainer,
  { customer_id, payout_id }: OwnPayout,
): Promise<Found | Refused<"payout_not_found">> {
  const payout = await distributionService(container).payouts.findOwn(customer_id, payout_id);
  if (!payout) return refused("payout_not_found");
  return found(container, payout_id, await followTransfer(container, payout_id));
}

/**
 * Takes a customer's own payout back: at once while it waits for review, and through the provider while its transfer
 * waits for them. The money comes back when that is certain, and not before.
 */
export async function cancelOwnPayout(
  container: MedusaContainer,
  { customer_id, payout_id }: OwnPayout,
): Promise<Found | Refused<"payout_not_found" | "payout_state_changed" | "payout_not_cancellable">> {
  const payout = await distributionService(container).payouts.findOwn(customer_id, payout_id);
  if (!payout) return refused("payout_not_found");
  if (payout.state === "requested") {
    const decision = { act: "reject", payout_id, actor_id: customer_id, reason: WITHDRAWN } as const;
    const result = await payOut(container, decision);
    return result.kind === "refused" ? refused("payout_state_changed") : found(container, payout_id, null);
  }
  if (payout.state !== "transferring") return refused("payout_state_changed");
  const answer = await cancelTransfer(container, payout_id);
  return answer === "impossible" ? refused("payout_not_cancellable") : found(container, payout_id, answer);
}

/** Reads the payout anew, for the answer may have ended it. */
async function found(
  container: MedusaContainer,
  payout_id: string,
  transfer: TransferState | null,
): Promise<Found | Refused<"payout_not_found">> {
  const payout = await distributionService(container).payouts.find(payout_id);
  return payout ? { kind: "found", payout: ownPayoutView(payout, transfer) } : refused("payout_not_found");
}
