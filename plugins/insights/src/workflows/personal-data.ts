import { personalDataWorkflow } from "@tengman/plugin-kit";
import { insightsOf } from "./insights-module";

/** Nothing here keeps an account open, and another account of the same person would miss none of it. */
export const personalData = personalDataWorkflow("insights-personal-data", {
  erase: ({ customer_id, now }, container) =>
    insightsOf(container).forgetCustomer(customer_id, new Date(now)),
  export: async ({ customer_id }, container) => ({
    days: await insightsOf(container).customerDays(customer_id),
  }),
  isUsed: async () => false,
});
