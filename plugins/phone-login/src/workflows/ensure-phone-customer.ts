import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  createCustomersWorkflow,
  releaseLockStep,
  setAuthAppMetadataStep,
} from "@medusajs/medusa/core-flows";
import { newCustomer } from "../domain/new-customer";
import { restoreKnownCustomerStep } from "./steps/restore-known-customer";

const LOCK_WAIT_SECONDS = 10;
const LOCK_LIFE_SECONDS = 60;

/**
 * Finds or creates the customer of somebody who proved a number: `{ auth_identity_id, phone }` → `{ customer_id }`.
 * Medusa's own account workflow demands an e-mail address; the writes are the same. The lock makes log-ins at the same
 * moment agree on one customer. Whose customer the merchant deleted gets it back: their orders stand under its id.
 */
export const ensurePhoneCustomerWorkflow = createWorkflow(
  "ensure-phone-customer",
  (input: { auth_identity_id: string; phone: string }) => {
    const key = transform(input, ({ auth_identity_id }) => `phone-customer:${auth_identity_id}`);
    const lock = { key, executeOnSubWorkflow: true };
    acquireLockStep({ ...lock, timeout: LOCK_WAIT_SECONDS, ttl: LOCK_LIFE_SECONDS, retryInterval: 0.1 });
    const known = restoreKnownCustomerStep(input);
    const created = when("customer-is-new", known, ({ customer_id }) => customer_id === null).then(() => {
      const customers = createCustomersWorkflow.runAsStep({
        input: transform(input, ({ phone }) => ({ customersData: [newCustomer(phone)] })),
      });
      const value = transform(customers, ([customer]) => customer?.id ?? "");
      setAuthAppMetadataStep({ authIdentityId: input.auth_identity_id, actorType: "customer", value });
      return value;
    });
    releaseLockStep(lock);
    const customer_id = transform(
      { known, created },
      ({ known, created }) => known.customer_id ?? created ?? "",
    );
    return new WorkflowResponse({ customer_id });
  },
);
