import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { createCustomersWorkflow, setAuthAppMetadataStep } from "@medusajs/medusa/core-flows";

/** Makes the customer of an address that was proved: `{ auth_identity_id, email }` → `{ customer_id }`. */
export const createEmailCustomerWorkflow = createWorkflow(
  "create-email-customer",
  (input: { auth_identity_id: string; email: string }) => {
    const customers = createCustomersWorkflow.runAsStep({
      input: transform(input, ({ email }) => ({
        customersData: [{ email, first_name: email.split("@")[0] ?? "", has_account: true }],
      })),
    });
    const customer_id = transform(customers, ([customer]) => customer?.id ?? "");
    setAuthAppMetadataStep({
      authIdentityId: input.auth_identity_id,
      actorType: "customer",
      value: customer_id,
    });
    return new WorkflowResponse({ customer_id });
  },
);
