import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { WechatPerson } from "../../domain/wechat-person.js";
import { OFFICIAL_ACCOUNT_MODULE } from "../../modules/official-account/index.js";
import type { OfficialAccountModuleService } from "../../modules/official-account/service.js";

interface Recorded {
  id: string;
}

interface Undo {
  created?: string;
  restored?: {
    id: string;
    customer_id: string;
    unionid: string | null;
    nickname: string;
    avatar_url: string;
  };
}

/** Writes which customer the person is, creating the row or correcting it. */
export const recordWechatIdentityStep = createStep(
  "record-wechat-identity",
  async (input: { customer_id: string; person: WechatPerson }, { container }) => {
    const account: OfficialAccountModuleService = container.resolve(OFFICIAL_ACCOUNT_MODULE);
    const { app_id, openid, unionid, nickname, avatar_url } = input.person;
    const row = {
      customer_id: input.customer_id,
      app_id,
      openid,
      unionid: unionid ?? null,
      nickname,
      avatar_url,
    };
    const [before] = await account.listWechatIdentities({ app_id, openid });
    if (!before) {
      const { id } = await account.createWechatIdentities(row);
      return new StepResponse<Recorded, Undo>({ id }, { created: id });
    }
    await account.updateWechatIdentities({ ...row, id: before.id });
    const { id, customer_id } = before;
    const restored = {
      id,
      customer_id,
      unionid: before.unionid,
      nickname: before.nickname,
      avatar_url: before.avatar_url,
    };
    return new StepResponse<Recorded, Undo>({ id }, { restored });
  },
  async (done, { container }) => {
    const account: OfficialAccountModuleService = container.resolve(OFFICIAL_ACCOUNT_MODULE);
    if (done?.created !== undefined) await account.deleteWechatIdentities(done.created);
    if (done?.restored !== undefined) await account.updateWechatIdentities(done.restored);
  },
);
