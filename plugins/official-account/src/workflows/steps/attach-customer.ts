import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

interface Attached {
  attached: boolean;
}

interface Undo {
  id: string;
  app_metadata: Record<string, unknown>;
}

/** Has a log-in act for a customer. Medusa's own step refuses log-ins that once acted for one who was deleted. */
export const attachCustomerStep = createStep(
  "attach-wechat-customer",
  async (input: { auth_identity_id: string; customer_id: string }, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const { id, app_metadata } = await auth.retrieveAuthIdentity(input.auth_identity_id);
    const before = app_metadata ?? {};
    if (before.customer_id === input.customer_id) {
      return new StepResponse<Attached, Undo | null>({ attached: false }, null);
    }
    await auth.updateAuthIdentities({ id, app_metadata: { ...before, customer_id: input.customer_id } });
    return new StepResponse<Attached, Undo | null>({ attached: true }, { id, app_metadata: before });
  },
  async (before, { container }) => {
    if (before) await container.resolve(Modules.AUTH).updateAuthIdentities(before);
  },
);
