/** What people read about transfers. WeChat's codes say what happened; these say it in Chinese, and what helps. */

const FAILURES: Readonly<Record<string, string>> = {
  OVERDUE_CLOSE: "超过 24 小时未确认收款，已自动退回",
  ACCOUNT_FROZEN: "收款人的微信账户已冻结",
  ACCOUNT_NOT_EXIST: "收款人的微信账户不存在",
  PAYEE_ACCOUNT_ABNORMAL: "收款人的微信账户异常，无法收款",
  PAYEE_ACCOUNT_FREEZE: "收款人的微信账户已冻结",
  REAL_NAME_CHECK_FAIL: "收款人未在微信完成实名认证",
  NAME_NOT_CORRECT: "实名信息与微信账户不一致",
  OPENID_INVALID: "收款人的微信身份无效，请重新用微信登录",
  TRANSFER_QUOTA_EXCEED: "超过收款人的微信收款额度",
  DAY_RECEIVED_QUOTA_EXCEED: "超过收款人今日的微信收款额度",
  MONTH_RECEIVED_QUOTA_EXCEED: "超过收款人本月的微信收款额度",
  DAY_RECEIVED_COUNT_EXCEED: "超过收款人今日的微信收款次数",
  RECEIVE_ACCOUNT_NOT_CONFIGURE: "收款人未设置收款账户",
  TRANSFER_RISK: "微信提示交易存在风险，未能转账",
  REFUSED: "微信未受理：收款人的微信账户与实名信息可能不一致",
  PAYEE_UNKNOWN: "收款人还没有用微信登录过本店",
};

/** Why a transfer came to nothing. */
export function failureWords(code: string | null): string {
  return (code && FAILURES[code]) || "微信转账失败，请联系商家";
}

export const EXPIRED_WORDS = "超过 24 小时未确认收款，已自动退回";
export const CANCELLED_WORDS = "转账已撤回";

const PROBLEMS: Readonly<Record<string, string>> = {
  NOT_ENOUGH: "微信商户号的运营账户余额不足，充值后系统会用原单号继续转账",
  QUOTA_EXCEED: "超过微信商家转账额度，请在商户平台调整额度，或等到明天",
  NO_AUTH: "商户号还没有“商家转账”或佣金报酬场景（1005）的权限，请在商户平台开通",
  FREQUENCY_LIMITED: "微信限制了请求频率，系统稍后会继续",
  SIGN_ERROR: "微信没有通过签名验证，请检查商户证书与私钥",
  LOST: "微信查不到这笔转账，为避免重复付款不会再发起；请到微信商户平台核对后联系技术人员",
  DISAGREES: "微信上这个单号的转账与本单金额或商户不符，请到微信商户平台核对",
  UNREACHABLE: "暂时没有得到微信的答复，系统会用原单号继续查询",
};

/** What the merchant has to know while a transfer does not go on. */
export function problemWords(code: string): string {
  return PROBLEMS[code] ?? `微信暂未受理（${code}），系统会用原单号继续尝试`;
}
