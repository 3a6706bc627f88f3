import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { accountOf } from "./official-account-module.js";
import { type SentServiceMessage, sendServiceMessage } from "./send-service-message.js";

/** A text for a customer of the shop, who need not be in WeChat. */
export interface CustomerMessage {
  customer_id: string;
  text: string;
}

const sendToCustomerStep = createStep(
  "official-account-send-to-customer",
  async ({ customer_id, text }: CustomerMessage, { container }) => {
    const openid = await accountOf(container).openidOf(customer_id);
    if (!openid)
      return new StepResponse<SentServiceMessage>({ kind: "refused", reason: "not_following", rid: null });
    const message = { openid, answer: { kind: "text" as const, text } };
    return new StepResponse(await sendServiceMessage(container, message, new Date()));
  },
);

/**
 * Writes to a customer within WeChat's window, once: `{ customer_id, text }` → sent or refused, as a value. Other
 * plugins run it by its name.
 */
export const sendToCustomerWorkflow = createWorkflow("official-account-message", (input: CustomerMessage) => {
  return new WorkflowResponse(sendToCustomerStep(input));
});
