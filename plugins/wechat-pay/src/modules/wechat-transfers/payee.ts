import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** A receiver as one of the merchant's apps knows them. */
export interface WechatPayee {
  readonly app_id: string;
  readonly openid: string;
}

/**
 * Who a customer is in WeChat, by the first of the merchant's apps they came in through.
 * @returns undefined when they never logged in by WeChat
 */
export async function findPayee(
  scope: MedusaContainer,
  customer_id: string,
  app_ids: readonly string[],
): Promise<WechatPayee | undefined> {
  const { data } = await scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "wechat_identity",
    fields: ["app_id", "openid"],
    filters: { customer_id, app_id: [...app_ids] },
  });
  const known = data as unknown as WechatPayee[];
  const [first] = app_ids.flatMap((app_id) => known.filter((identity) => identity.app_id === app_id));
  return first && { app_id: first.app_id, openid: first.openid };
}
