/** Every code a request can be refused with, its HTTP status and what a person may read. Names never change. */
const REFUSALS = {
  email_login_off: { status: 404, message: "本店暂未开通邮箱登录", field: undefined },
  phone_login_off: { status: 404, message: "本店暂未开通手机号登录", field: undefined },
  identity_unknown: { status: 404, message: "没有绑定该登录方式", field: undefined },
  email_invalid: { status: 400, message: "请输入正确的邮箱地址", field: "email" },
  phone_invalid: { status: 400, message: "请输入正确的手机号", field: "phone" },
  not_understood: { status: 400, message: "请先确认已了解注销的后果", field: "understood" },
  profile_invalid: { status: 400, message: "请检查填写的资料", field: undefined },
  consent_invalid: { status: 400, message: "不支持的授权内容", field: undefined },
  session_unknown: { status: 404, message: "该登录已退出", field: undefined },
  purpose_invalid: { status: 400, message: "不支持的验证码用途", field: "purpose" },
  password_invalid: { status: 400, message: "密码需 8 到 128 位，且不能过于简单", field: "password" },
  proof_invalid: { status: 400, message: "安全校验未通过，请重新获取验证码", field: "proof" },
  credentials_wrong: { status: 401, message: "邮箱或密码不正确", field: undefined },
  reauthentication_required: { status: 403, message: "为了账号安全，请重新登录后再操作", field: undefined },
  identity_taken: {
    status: 409,
    message: "该登录方式已属于另一个有订单或资料的账号，请联系客服",
    field: undefined,
  },
  wechat_taken: { status: 409, message: "该账号已绑定另一个微信", field: undefined },
  wechat_token_invalid: { status: 400, message: "微信验证已失效，请重试", field: "token" },
  last_way_in: { status: 409, message: "这是唯一的登录方式，不能解绑", field: undefined },
  wechat_stays: { status: 409, message: "微信用于退款和提现，不能解绑", field: undefined },
  proof_required: { status: 409, message: "请稍候，正在进行安全校验", field: "proof" },
  code_wrong: { status: 422, message: "验证码不正确", field: "code" },
  code_expired: { status: 422, message: "验证码已失效，请重新获取", field: "code" },
  old_password_wrong: { status: 422, message: "原密码不正确", field: "old_password" },
  too_many_attempts: { status: 429, message: "尝试过于频繁，请稍后再试", field: undefined },
  too_many_codes: { status: 429, message: "获取验证码过于频繁，请稍后再试", field: undefined },
} as const;

export type AccountRefusal = keyof typeof REFUSALS;

const TYPES: Record<number, string> = {
  400: "invalid_data",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
};

/** The status and body a refusal reaches the page with. */
export function answerTo(refusal: AccountRefusal): { status: number; body: Record<string, string> } {
  const { status, message, field } = REFUSALS[refusal];
  const body = { type: TYPES[status] ?? "not_allowed", code: refusal, message };
  return { status, body: field === undefined ? body : { ...body, field } };
}
