import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { PageSignature } from "../../client/official-account-client.js";
import { WechatApiError, WechatUnreachableError } from "../../client/wechat-api-error.js";
import { isOnAllowedHost } from "../../domain/allowed-hosts.js";
import type { LoginRefusal } from "../../domain/login-refusal.js";
import { OFFICIAL_ACCOUNT_MODULE } from "../../modules/official-account/index.js";
import type { OfficialAccountModuleService } from "../../modules/official-account/service.js";
import { sharedCredentials } from "../shared-credentials.js";

export type SignedPage =
  | { kind: "signed"; signature: PageSignature }
  | { kind: "refused"; reason: Extract<LoginRefusal, "url_not_allowed" | "wechat_unavailable"> };

/** Signs an address of the shop's own pages; credentials come from the cache all servers share. */
export const signPageStep = createStep("sign-wechat-page", async (input: { url: string }, { container }) => {
  const account: OfficialAccountModuleService = container.resolve(OFFICIAL_ACCOUNT_MODULE);
  if (!isOnAllowedHost(input.url, account.allowed_hosts)) {
    return new StepResponse<SignedPage>({ kind: "refused", reason: "url_not_allowed" });
  }
  const shared = sharedCredentials(container);
  try {
    const signature = await account.client.signPage(input.url, shared, new Date());
    return new StepResponse<SignedPage>({ kind: "signed", signature });
  } catch (error) {
    if (!(error instanceof WechatApiError) && !(error instanceof WechatUnreachableError)) throw error;
    container.resolve("logger").error(error.message);
    return new StepResponse<SignedPage>({ kind: "refused", reason: "wechat_unavailable" });
  }
});
