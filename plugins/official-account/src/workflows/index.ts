export { admitWechatPersonWorkflow } from "./admit-wechat-person.js";
export { ensureWechatCustomerWorkflow } from "./ensure-wechat-customer.js";
export { signPageWorkflow } from "./sign-page.js";
