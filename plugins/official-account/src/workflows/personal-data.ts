import { personalDataWorkflow } from "@tengman/plugin-kit";
import { accountOf } from "./official-account-module.js";

/** What the Official Account knows of a customer. Nobody is kept from closing by it, and nothing is lost with it. */
export const officialAccountPersonalDataWorkflow = personalDataWorkflow("official-account-personal-data", {
  erase: ({ customer_id }, container) => accountOf(container).people.erase(customer_id),
  export: ({ customer_id }, container) => accountOf(container).people.read(customer_id),
  isUsed: async () => false,
});
