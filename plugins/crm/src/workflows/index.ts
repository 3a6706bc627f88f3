/** What other plugins and the shop may run. */
export { refreshFacts } from "./facts/refresh-facts";
export { crmPersonalDataWorkflow } from "./personal-data";
