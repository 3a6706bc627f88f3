/** A WeChat person as one Official Account sees them. `openid` means something only beside its `app_id`. */
export interface WechatPerson {
  app_id: string;
  openid: string;
  unionid?: string;
  nickname: string;
  avatar_url: string;
}

/** The name of people who let the shop see their openid only. */
export const UNNAMED = "微信用户";

/** How Medusa's auth module files the person: one identity per account and openid. */
export function identityKey(person: Pick<WechatPerson, "app_id" | "openid">): string {
  return `${person.app_id}:${person.openid}`;
}

/**
 * What is kept on the identity. Medusa copies `user_metadata` into every token, so only the nickname stands there; the
 * openid, and the picture whose address may tell it, stay in `provider_metadata`, which never leaves the server.
 */
export function identityMetadata(person: WechatPerson): {
  provider_metadata: { app_id: string; openid: string; unionid?: string; avatar_url: string };
  user_metadata: { nickname: string };
} {
  const { app_id, openid, unionid, nickname, avatar_url } = person;
  return {
    provider_metadata: { app_id, openid, ...(unionid === undefined ? {} : { unionid }), avatar_url },
    user_metadata: { nickname },
  };
}

/** The person an identity's metadata speaks of, or undefined when it is not one of ours. */
export function personOf(identity: {
  provider_metadata?: Record<string, unknown> | null;
  user_metadata?: Record<string, unknown> | null;
}): WechatPerson | undefined {
  const app_id = text(identity.provider_metadata?.app_id);
  const openid = text(identity.provider_metadata?.openid);
  if (app_id === undefined || openid === undefined) return undefined;
  const unionid = text(identity.provider_metadata?.unionid);
  return {
    app_id,
    openid,
    ...(unionid === undefined ? {} : { unionid }),
    nickname: text(identity.user_metadata?.nickname) ?? UNNAMED,
    avatar_url: text(identity.provider_metadata?.avatar_url) ?? "",
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
