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
import type { BindingRefusal } from "../../domain/referral/binding";
import { type BindingView, bindingView } from "../../modules/distribution/referral/views";
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

const bindReferralStep = createStep(
  "distribution-bind-referral",
  async (input: BindReferralInput, { container }): Promise<StepResponse<BindReferralResult>> => {
    const has_bought = await hasBoughtIfAsked(container, input.customer_id);
    const result = await distributionService(container).referrals.bind({
      ...input,
      has_bought,
      now: new Date(),
    });
    if (result.kind === "refused") return new StepResponse<BindReferralResult>(result);
    const binding = bindingView(result.binding, result.inviter);
    return new StepResponse<BindReferralResult>({ kind: result.kind, binding });
  },
);

/** Binds a customer who agreed to the distributor whom the token names, and says so once. */
export const bindReferralWorkflow = createWorkflow(
  "distribution-bind-referral",
  (input: BindReferralInput) => {
    const result = bindReferralStep(input);
    when("distribution-bound", { result }, ({ result }) => result.kind === "bound").then(() => {
      const data = transform({ result, input }, ({ result, input }) => ({
        binding_id: result.kind === "refused" ? undefined : result.binding.id,
        customer_id: input.customer_id,
      }));
      emitEventStep({ eventName: "distribution.binding_created", data });
    });
    return new WorkflowResponse(result);
  },
);
