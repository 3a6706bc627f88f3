/** The id the auth provider is configured with; Medusa files its identities under it. */
export const WECHAT_PROVIDER = "wechat";
