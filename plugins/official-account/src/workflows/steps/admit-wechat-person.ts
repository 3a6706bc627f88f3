import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { identityKey, identityMetadata, type WechatPerson } from "../../domain/wechat-person.js";
import { OFFICIAL_ACCOUNT_MODULE } from "../../modules/official-account/index.js";
import type { OfficialAccountModuleService } from "../../modules/official-account/service.js";
import { WECHAT_PROVIDER } from "../wechat-provider.js";

interface Admitted {
  auth_identity_id: string;
}

/** Files a person's identity exactly as their first log-in would, or finds it. */
export const admitWechatPersonStep = createStep(
  "admit-wechat-person",
  async (input: Omit<WechatPerson, "app_id">, { container }) => {
    const account: OfficialAccountModuleService = container.resolve(OFFICIAL_ACCOUNT_MODULE);
    const auth = container.resolve(Modules.AUTH);
    const person = { ...input, app_id: account.app_id };
    const filed = { entity_id: identityKey(person), provider: WECHAT_PROVIDER };
    const [existing] = await auth.listAuthIdentities({ provider_identities: filed });
    if (existing) return new StepResponse<Admitted, string | null>({ auth_identity_id: existing.id }, null);
    const created = await auth.createAuthIdentities({
      provider_identities: [{ ...filed, ...identityMetadata(person) }],
    });
    return new StepResponse<Admitted, string | null>({ auth_identity_id: created.id }, created.id);
  },
  async (created_id, { container }) => {
    if (created_id) await container.resolve(Modules.AUTH).deleteAuthIdentities([created_id]);
  },
);
