import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { signPageStep } from "./steps/sign-page.js";

/** Signs one of the shop's pages for the JS-SDK: `{ url }` → signed or refused, as a value. */
export const signPageWorkflow = createWorkflow("sign-wechat-page-for-js-sdk", (input: { url: string }) => {
  return new WorkflowResponse(signPageStep(input));
});
