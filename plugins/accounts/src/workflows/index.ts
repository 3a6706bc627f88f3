export { createEmailCustomerWorkflow } from "./create-email-customer";
