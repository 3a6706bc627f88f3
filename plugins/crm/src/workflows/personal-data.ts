import { personalDataWorkflow } from "@tengman/plugin-kit";
import { crmOf } from "./crm-module";
import { forgetCustomer } from "./facts/forget-customer";

/** What customer management knows of a customer. Nobody is kept from closing by it; all of it goes with the account. */
export const crmPersonalDataWorkflow = personalDataWorkflow("crm-personal-data", {
  erase: ({ customer_id }, container) => forgetCustomer(container, customer_id),
  export: async ({ customer_id }, container) => {
    const { facts, tags, care } = crmOf(container);
    const { consents_to_marketing } = await care.find(customer_id);
    return {
      facts: await facts.find(customer_id),
      tags: (await tags.ofCustomer(customer_id)).map(({ name }) => name),
      notes: (await care.notes(customer_id)).map(({ body, created_at }) => ({ body, created_at })),
      consents_to_marketing,
    };
  },
  isUsed: async () => false,
});
