export { admitWechatPersonWorkflow } from "./admit-wechat-person.js";
export { ensureWechatCustomerWorkflow } from "./ensure-wechat-customer.js";
export { sendToCustomerWorkflow } from "./send-to-customer.js";
export { signPageWorkflow } from "./sign-page.js";
