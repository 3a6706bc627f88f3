import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, createCustomersWorkflow, releaseLockStep } from "@medusajs/medusa/core-flows";
import { newCustomer } from "../domain/customer-profile.js";
import { attachCustomerStep } from "./steps/attach-customer.js";
import { readWechatPersonStep } from "./steps/read-wechat-person.js";
import { recordWechatIdentityStep } from "./steps/record-wechat-identity.js";
import { refreshCustomerProfileStep } from "./steps/refresh-customer-profile.js";
import { restoreCustomerStep } from "./steps/restore-customer.js";

const LOCK_WAIT_SECONDS = 10;
const LOCK_LIFE_SECONDS = 60;

/**
 * Finds or creates the customer of a logged-in WeChat person: `{ auth_identity_id }` → `{ customer_id }`.
 * Medusa's own account workflow demands an e-mail address, which WeChat people have not; the writes are the same.
 * The lock makes concurrent first calls agree on one customer. A person whose customer was deleted gets that one back.
 */
export const ensureWechatCustomerWorkflow = createWorkflow(
  "ensure-wechat-customer",
  (input: { auth_identity_id: string }) => {
    const key = transform(input, ({ auth_identity_id }) => `wechat-customer:${auth_identity_id}`);
    const lock = { key, executeOnSubWorkflow: true };
    acquireLockStep({ ...lock, timeout: LOCK_WAIT_SECONDS, ttl: LOCK_LIFE_SECONDS, retryInterval: 0.1 });
    const known = readWechatPersonStep(input);

    const created = when("customer-is-new", known, ({ customer }) => customer === null).then(() =>
      createCustomersWorkflow.runAsStep({
        input: transform(known, ({ person, gone_customer_id }) => ({
          customersData: [newCustomer(person, gone_customer_id)],
        })),
      }),
    );
    when("customer-is-known", known, ({ customer }) => customer !== null).then(() => {
      restoreCustomerStep(known);
      refreshCustomerProfileStep(known);
    });

    const customer_id = transform({ known, created }, ({ known, created }) => {
      const id = known.customer?.id ?? created?.[0]?.id;
      if (id === undefined) throw new Error("a WeChat person was left without a customer");
      return id;
    });
    attachCustomerStep({ auth_identity_id: input.auth_identity_id, customer_id });
    recordWechatIdentityStep({ customer_id, person: known.person });
    releaseLockStep(lock);
    return new WorkflowResponse({ customer_id });
  },
);
