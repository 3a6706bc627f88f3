/** Why something of the account cannot be done, with the status and the words the merchant or the shopper reads. */
export const ACCOUNT_REFUSALS = {
  invalid_input: { status: 400, message: "填写的内容不正确" },
  reply_not_found: { status: 404, message: "没有这条自动回复" },
  menu_version_not_found: { status: 404, message: "没有这个菜单版本" },
  qr_code_not_found: { status: 404, message: "没有这个渠道码" },
  too_many_codes: { status: 429, message: "今天生成的二维码太多了，请明天再试" },
  not_following: { status: 409, message: "对方没有关注公众号，无法发送" },
  window_closed: { status: 409, message: "对方 48 小时内没有发过消息，微信不允许再发" },
  window_used_up: { status: 409, message: "对方发消息后最多只能回复 5 条，请等对方再次发来消息" },
  messages_refused: { status: 409, message: "对方已拒收公众号的消息" },
  quota_used_up: { status: 429, message: "今天的接口调用次数已用完，请明天再试" },
  refused_by_wechat: { status: 409, message: "微信拒绝了这次操作" },
  wechat_unavailable: { status: 502, message: "微信没有响应，请稍后再试" },
} as const;
export type AccountRefusalCode = keyof typeof ACCOUNT_REFUSALS;

/** A refusal on its way to the answer. `rid` is WeChat's number of the call that it refused. */
export interface AccountRefusal {
  code: AccountRefusalCode;
  field?: string | undefined;
  errcode?: number | undefined;
  rid?: string | null | undefined;
}

/** Carries a refusal out of what was tried. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  constructor(readonly refusal: AccountRefusal) {
    super(`refused: ${refusal.code}`);
  }
}
