import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  createCustomersWorkflow,
  releaseLockStep,
  setAuthAppMetadataStep,
} from "@medusajs/medusa/core-flows";
import { newCustomer } from "../domain/customer-profile.js";
import { readWechatPersonStep } from "./steps/read-wechat-person.js";
import { recordWechatIdentityStep } from "./steps/record-wechat-identity.js";
import { refreshCustomerProfileStep } from "./steps/refresh-customer-profile.js";

const LOCK_WAIT_SECONDS = 10;
const LOCK_LIFE_SECONDS = 60;

/**
 * Finds or creates the customer of a logged-in WeChat person: `{ auth_identity_id }` → `{ customer_id }`.
 * Medusa's own account workflow demands an e-mail address, which WeChat people have not; the writes are the same.
 * The lock makes concurrent first calls agree on one customer.
 */
export const ensureWechatCustomerWorkflow = createWorkflow(
  "ensure-wechat-customer",
  (input: { auth_identity_id: string }) => {
    const key = transform(input, ({ auth_identity_id }) => `wechat-customer:${auth_identity_id}`);
    const lock = { key, executeOnSubWorkflow: true };
    acquireLockStep({ ...lock, timeout: LOCK_WAIT_SECONDS, ttl: LOCK_LIFE_SECONDS, retryInterval: 0.1 });
    const known = readWechatPersonStep(input);

    const created = when("customer-is-new", known, ({ customer }) => customer === null).then(() => {
      const customers = createCustomersWorkflow.runAsStep({
        input: transform(known, ({ person }) => ({ customersData: [newCustomer(person)] })),
      });
      setAuthAppMetadataStep(
        transform({ input, customers }, ({ input, customers }) => ({
          authIdentityId: input.auth_identity_id,
          actorType: "customer",
          value: customers[0]?.id ?? null,
        })),
      );
      return customers;
    });
    when("customer-is-known", known, ({ customer }) => customer !== null).then(() =>
      refreshCustomerProfileStep(known),
    );

    const customer_id = transform({ known, created }, ({ known, created }) => {
      const id = known.customer?.id ?? created?.[0]?.id;
      if (id === undefined) throw new Error("a WeChat person was left without a customer");
      return id;
    });
    recordWechatIdentityStep({ customer_id, person: known.person });
    releaseLockStep(lock);
    return new WorkflowResponse({ customer_id });
  },
);
