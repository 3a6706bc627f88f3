import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import type { WechatPerson } from "../domain/wechat-person.js";
import { ensureWechatCustomerWorkflow } from "./ensure-wechat-customer.js";
import { admitWechatPersonStep } from "./steps/admit-wechat-person.js";

/**
 * Makes a WeChat person known without a log-in, for imports and demonstration data:
 * `{ openid, unionid?, nickname, avatar_url }` → `{ customer_id }`. Their later log-in meets the same customer.
 */
export const admitWechatPersonWorkflow = createWorkflow(
  "admit-wechat-person-and-customer",
  (input: Omit<WechatPerson, "app_id">) => {
    const { auth_identity_id } = admitWechatPersonStep(input);
    const customer = ensureWechatCustomerWorkflow.runAsStep({ input: { auth_identity_id } });
    return new WorkflowResponse(customer);
  },
);
