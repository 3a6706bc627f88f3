/** What the page says, in the merchant's language. */
export const TEXT = {
  loading: "加载中…",
  failed: "加载失败，请稍后再试",
  empty: "没有记录",
  none: "—",
  time: "时间",
  event: "事件",
  outTradeNo: "商户单号",
  amount: "金额",
  reason: "原因",
  order: "订单",
  openOrder: "查看订单",
  refundProgress: "退款进度",
  lastError: "最近一次错误",
  refundNumber: "退款编号",
  day: "日期",
  count: "次数",
  rejectedTitle: "未入账的微信通知",
  rejectedExplanation: "确由微信发出，但与本店订单不符，因此没有入账。请到微信商户平台核对。",
  strayTitle: "已取消订单收到的款项",
  strayExplanation: "订单取消后到账的钱，系统自动原路退回，不计入销售。",
  refundsTitle: "需要处理的退款",
  refundsExplanation: "微信未能退回付款人账户，请到微信商户平台处理。",
  refusalsTitle: "拒收的通知",
  refusalsExplanation: "无法证明来自微信的请求，只计次数，不保存内容。",
} as const;

export const PROGRESS_TEXT: Readonly<Record<string, string>> = {
  to_submit: "待提交",
  processing: "退款中",
  succeeded: "已退回",
  needs_attention: "需要处理",
};

export const EVENT_TEXT: Readonly<Record<string, string>> = {
  "TRANSACTION.SUCCESS": "支付成功",
  "REFUND.SUCCESS": "退款成功",
  "REFUND.ABNORMAL": "退款异常",
  "REFUND.CLOSED": "退款关闭",
};

export const REASON_TEXT: Readonly<Record<string, string>> = {
  mch_id_mismatch: "商户号不符",
  app_id_mismatch: "应用编号不符",
  out_trade_no_mismatch: "商户单号不符",
  currency_mismatch: "币种不符",
  amount_mismatch: "金额不符",
  session_unknown: "没有对应的支付",
  refund_unknown: "不是在本店后台发起的退款",
  resource_malformed: "内容无法识别",
  headers_missing: "缺少签名",
  probe: "微信的验签探测",
  stale: "时间戳超出五分钟",
  serial_unknown: "未知的公钥编号",
  signature_invalid: "签名不正确",
  body_malformed: "格式不正确",
  body_too_large: "内容过大",
  resource_undecipherable: "无法解密（请检查 APIv3 密钥）",
};

/** `"1990"` → `¥19.90`. */
export function formatFen(fen: string | number | undefined): string {
  if (fen === undefined) {
    return TEXT.none;
  }
  const digits = String(fen).padStart(3, "0");
  return `¥${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A moment in the merchant's own time zone. */
export function formatTime(moment: string): string {
  return new Date(moment).toLocaleString("zh-CN", { hour12: false });
}
