export { ensurePhoneCustomerWorkflow } from "./ensure-phone-customer";
