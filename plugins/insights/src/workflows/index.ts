/** What other plugins and the shop may run. */
export { personalData } from "./personal-data";
