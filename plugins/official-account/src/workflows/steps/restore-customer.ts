import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { KnownPerson } from "./read-wechat-person.js";

interface Restored {
  restored: boolean;
}

/**
 * Gives a person the customer back that somebody deleted. Their orders, inviters and earnings stand under its id; a
 * second customer would leave them to nobody.
 */
export const restoreCustomerStep = createStep(
  "restore-wechat-customer",
  async ({ customer }: KnownPerson, { container }) => {
    if (!customer?.deleted_at) return new StepResponse<Restored, string | null>({ restored: false }, null);
    await container.resolve(Modules.CUSTOMER).restoreCustomers([customer.id]);
    return new StepResponse<Restored, string | null>({ restored: true }, customer.id);
  },
  async (restored_id, { container }) => {
    if (restored_id) await container.resolve(Modules.CUSTOMER).softDeleteCustomers([restored_id]);
  },
);
