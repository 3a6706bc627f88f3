import type { MedusaContainer } from "@medusajs/framework/types";
import type { Refused } from "../../domain/errors";
import type { BindingRefusal } from "../../domain/referral/binding";
import { type BindingView, bindingView } from "../../modules/distribution/referral/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";
import { hasBoughtIfAsked } from "../intake/paid-orders";

export interface BindReferralInput {
  /** The customer who consents. */
  customer_id: string;
  share_token: string;
}

/** The binding, new or made before with the same inviter, or why there is none. */
export type BindReferralResult =
  | { kind: "bound" | "already_bound_here"; binding: BindingView }
  | Refused<BindingRefusal | "share_token_unknown">;

/** Binds a customer who agreed to the distributor whom the token names, and says so once. */
export async function bindReferral(
  container: MedusaContainer,
  input: BindReferralInput,
): Promise<BindReferralResult> {
  const { customer_id } = input;
  const has_bought = await hasBoughtIfAsked(container, customer_id);
  const wanted = { ...input, has_bought, now: new Date() };
  const result = await distributionService(container).referrals.bind(wanted);
  if (result.kind === "refused") return result;
  const binding = bindingView(result.binding, result.inviter);
  if (result.kind === "bound") {
    const data = { binding_id: binding.id, customer_id, distributor_id: result.inviter.id };
    await announce(container, "distribution.binding_created", data);
  }
  return { kind: result.kind, binding };
}
