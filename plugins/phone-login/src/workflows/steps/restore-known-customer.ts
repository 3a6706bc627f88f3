import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

interface Known {
  /** Null: the identity has acted for nobody yet. */
  customer_id: string | null;
}

/** Reads whom an identity acts for, and gives a deleted customer back. */
export const restoreKnownCustomerStep = createStep(
  "restore-known-phone-customer",
  async ({ auth_identity_id }: { auth_identity_id: string }, { container }) => {
    const identity = await container.resolve(Modules.AUTH).retrieveAuthIdentity(auth_identity_id);
    const customer_id = identity.app_metadata?.customer_id;
    if (typeof customer_id !== "string")
      return new StepResponse<Known, string | null>({ customer_id: null }, null);
    const customers = container.resolve(Modules.CUSTOMER);
    const [customer] = await customers.listCustomers({ id: customer_id }, { withDeleted: true });
    if (!customer?.deleted_at) return new StepResponse<Known, string | null>({ customer_id }, null);
    await customers.restoreCustomers([customer_id]);
    return new StepResponse<Known, string | null>({ customer_id }, customer_id);
  },
  async (restored, { container }) => {
    if (restored) await container.resolve(Modules.CUSTOMER).softDeleteCustomers([restored]);
  },
);
