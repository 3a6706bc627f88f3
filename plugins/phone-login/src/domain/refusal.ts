/** Every code a request can be refused with, its HTTP status and what a person may read. Names never change. */
const REFUSALS = {
  phone_login_off: { status: 404, message: "本店暂未开通手机号登录", field: undefined },
  phone_invalid: { status: 400, message: "请输入正确的手机号", field: "phone" },
  purpose_invalid: { status: 400, message: "不支持的验证码用途", field: "purpose" },
  code_invalid: { status: 400, message: "请输入 6 位验证码", field: "code" },
  code_wrong: { status: 401, message: "验证码不正确", field: "code" },
  code_expired: { status: 401, message: "验证码已失效，请重新获取", field: "code" },
  too_many_codes: { status: 429, message: "获取验证码过于频繁，请稍后再试", field: undefined },
  proof_required: { status: 409, message: "请稍候，正在进行安全校验", field: "proof" },
  proof_invalid: { status: 400, message: "安全校验未通过，请重新获取验证码", field: "proof" },
  sms_unavailable: { status: 502, message: "短信暂时发送不了，请稍后再试", field: undefined },
} as const;

export type PhoneRefusal = keyof typeof REFUSALS;

const TYPES: Record<number, string> = {
  400: "invalid_data",
  401: "unauthorized",
  404: "not_found",
  502: "unexpected_state",
};

export interface RefusalAnswer {
  status: number;
  body: { type: string; code: PhoneRefusal; message: string; field?: string };
}

/** The status and body a refusal reaches the page with. */
export function answerTo(refusal: PhoneRefusal): RefusalAnswer {
  const { status, message, field } = REFUSALS[refusal];
  const body = { type: TYPES[status] ?? "not_allowed", code: refusal, message };
  return { status, body: field === undefined ? body : { ...body, field } };
}

/** Reads a refusal back from the text an auth provider answered; anything else is not one of ours. */
export function readRefusal(text: string | undefined): PhoneRefusal | undefined {
  return text !== undefined && Object.hasOwn(REFUSALS, text) ? (text as PhoneRefusal) : undefined;
}
