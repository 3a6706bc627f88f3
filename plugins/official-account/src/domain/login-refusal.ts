/** Why a log-in or a signature was refused. Clients switch on these names: they never change. */
export type LoginRefusal =
  | "callback_url_not_allowed"
  | "page_session_invalid"
  | "scope_invalid"
  | "state_unknown"
  | "state_mismatch"
  | "code_invalid"
  | "snapshot_user"
  | "wechat_unavailable"
  | "wechat_identity_missing"
  | "url_not_allowed";

export interface RefusalAnswer {
  status: 400 | 401 | 502;
  body: { type: string; code: LoginRefusal; message: string; field?: string };
}

const answers: Record<LoginRefusal, { status: RefusalAnswer["status"]; message: string; field?: string }> = {
  callback_url_not_allowed: { status: 400, message: "登录返回地址不在允许的域名内", field: "callback_url" },
  page_session_invalid: { status: 400, message: "页面会话格式不正确", field: "page_session" },
  scope_invalid: { status: 400, message: "不支持的授权范围", field: "scope" },
  state_unknown: { status: 401, message: "登录已过期，请重新登录" },
  state_mismatch: { status: 401, message: "登录不是从当前页面发起的，请重新登录" },
  code_invalid: { status: 401, message: "微信授权已失效，请重新登录" },
  snapshot_user: { status: 401, message: "当前是微信快照页，请点击页面底部的“使用完整服务”后再登录" },
  wechat_unavailable: { status: 502, message: "暂时连接不上微信，请稍后再试" },
  wechat_identity_missing: { status: 401, message: "请先通过微信登录" },
  url_not_allowed: { status: 400, message: "页面地址不在允许的域名内", field: "url" },
};

const types: Record<RefusalAnswer["status"], string> = {
  400: "invalid_data",
  401: "unauthorized",
  502: "unexpected_state",
};

/** The status and body a refusal reaches the page with; `message` may be shown to a shopper. */
export function answerTo(refusal: LoginRefusal): RefusalAnswer {
  const { status, message, field } = answers[refusal];
  return { status, body: { type: types[status], code: refusal, message, ...(field ? { field } : {}) } };
}

/** Reads a refusal back from the text an auth provider answered; anything else is not one of ours. */
export function readRefusal(text: string | undefined): LoginRefusal | undefined {
  return text !== undefined && Object.hasOwn(answers, text) ? (text as LoginRefusal) : undefined;
}
