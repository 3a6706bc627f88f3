/** A refusal as every part of the API words it (docs/store-api.md, «Refusals»). */
export interface WordedRefusal {
  type: string;
  code: string;
  message: string;
  field?: string;
  /** What Medusa had said, for whoever writes a client. */
  detail?: string;
}

interface Wording {
  type: string;
  code: string;
  message: string;
}

/** What a status means when nothing more exact is known. */
const WORDINGS: Record<number, Wording> = {
  400: { type: "invalid_data", code: "invalid_request", message: "请求内容有误，请检查后重试" },
  401: { type: "unauthorized", code: "unauthorized", message: "请先登录" },
  403: { type: "forbidden", code: "forbidden", message: "您没有此项操作的权限" },
  404: { type: "not_found", code: "not_found", message: "您访问的内容不存在" },
  405: { type: "not_allowed", code: "method_not_allowed", message: "不支持该请求方式" },
  408: { type: "invalid_data", code: "request_timeout", message: "请求超时，请重试" },
  409: { type: "conflict", code: "conflict", message: "状态已变化，请刷新后重试" },
  413: { type: "invalid_data", code: "body_too_large", message: "提交的内容过大" },
  415: { type: "invalid_data", code: "unsupported_media_type", message: "不支持该内容格式" },
  422: { type: "invalid_data", code: "unprocessable", message: "请求无法处理，请检查后重试" },
  429: { type: "not_allowed", code: "too_many_attempts", message: "尝试次数过多，请稍后再试" },
};
const ANY_REFUSAL: Wording = { type: "not_allowed", code: "refused", message: "请求未被受理" };
const ANY_FAILURE: Wording = {
  type: "unexpected_state",
  code: "unexpected_error",
  message: "服务暂时不可用，请稍后重试",
};

/** Medusa's sentences that deserve a code of their own. */
const KNOWN_SENTENCES: readonly { sentence: RegExp; code: string; message: string }[] = [
  {
    sentence: /publishable (api )?key/i,
    code: "publishable_key_invalid",
    message: "页面已过期，请刷新后重试",
  },
];

const CHINESE = /\p{Script=Han}/u;

/** How a status is worded. */
export function wordingOf(status: number): Wording {
  return WORDINGS[status] ?? (status >= 500 ? ANY_FAILURE : ANY_REFUSAL);
}

/**
 * Brings what was answered with 4xx or 5xx into the one shape of refusals.
 * @param body what was answered: JSON that was read, or undefined for anything else
 * @param forShoppers whether a shopper reads it, in Chinese; the admin keeps Medusa's own words
 * @returns undefined when the answer has that shape already
 */
export function wordRefusal(status: number, body: unknown, forShoppers: boolean): WordedRefusal | undefined {
  const given = isRecord(body) ? body : {};
  const said = textOf(given.message);
  const isReadable = said !== undefined && (!forShoppers || CHINESE.test(said));
  if (isReadable && textOf(given.code) !== undefined && textOf(given.type) !== undefined) return undefined;
  const standard = wordingOf(status);
  const known = KNOWN_SENTENCES.find(({ sentence }) => said !== undefined && sentence.test(said));
  const message = isReadable ? said : (known?.message ?? standard.message);
  const hidden = isReadable || status >= 500 ? undefined : said;
  return {
    // What a route added beside its words stays.
    ...given,
    type: typeOf(given.type) ?? standard.type,
    code: textOf(given.code) ?? known?.code ?? standard.code,
    message,
    ...(hidden === undefined ? {} : { detail: hidden }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A type that says something: Medusa calls what its body parser refuses unknown. */
function typeOf(value: unknown): string | undefined {
  return value === "unknown_error" ? undefined : textOf(value);
}
