import { messages, type StatusText, t } from "@tengman/admin-kit";
/** What the payments page says, in the merchant's language. */
export const TEXT = messages({
  share: "分账",
  title: "支付与退款",
  explanation: "每一笔微信支付的单号、状态和经过。可按订单号、商户单号、微信支付订单号或退款单号精确查找。",
  search: "订单号 / 商户单号 / 微信单号 / 退款单号",
  find: "查找",
  all: "全部状态",
  more: "加载更多",
  presented: "发起时间",
  order: "订单",
  channel: "渠道",
  amount: "金额",
  state: "微信状态",
  outTradeNo: "商户单号",
  transactionId: "微信支付订单号",
  open: "查看经过",
  nothing: "没有找到支付记录",
  session: "支付会话",
  otherNumbers: "同一订单的其他单号",
  refunds: "退款",
  stray: "订单取消后到账，自动原路退回",
  timeline: "经过",
  times: (times: number, until: string) => t("共 {{times}} 次，最近 {{until}}", { times, until }),
} as const);

export const CHANNEL_TEXT: Readonly<Record<string, string>> = messages({
  jsapi: "微信内",
  h5: "手机浏览器",
  native: "扫码",
});

export const STATE_TEXT: Readonly<Record<string, StatusText>> = messages({
  NOTPAY: { label: "待支付", color: "orange" },
  USERPAYING: { label: "支付中", color: "orange" },
  PAYERROR: { label: "支付失败", color: "red" },
  SUCCESS: { label: "已支付", color: "green" },
  REFUND: { label: "有退款", color: "blue" },
  CLOSED: { label: "已关闭", color: "grey" },
  REVOKED: { label: "已撤销", color: "grey" },
});

/** What happened, as a heading of the timeline. */
export const KIND_TEXT: Readonly<Record<string, string>> = messages({
  presented: "向微信下单",
  queried: "向微信查询支付",
  closed: "请微信关闭订单",
  notified: "收到微信通知",
  captured: "本店入账",
  refunded: "本店登记退款",
  refund_requested: "向微信申请退款",
  refund_queried: "向微信查询退款",
  refund_sent_on: "异常退款转出",
  stray: "已取消订单到账",
});

/** What came of it. */
export const OUTCOME_TEXT: Readonly<Record<string, string>> = messages({
  accepted: "成功",
  refused: "微信未受理",
  unreachable: "没有应答",
  unauthentic: "应答未通过验签",
  received: "等待处理",
  processed: "已处理",
  captured: "已入账",
  already_captured: "此前已入账",
  refund_captured: "订单已取消，已申请退回",
  refund_stray: "订单已取消，已申请退回",
  refund_recorded: "已记录退款结果",
  ignored: "无需处理",
});

/** WeChat's words in a timeline. */
export const WORD_TEXT: Readonly<Record<string, string>> = messages({
  ...Object.fromEntries(Object.entries(STATE_TEXT).map(([state, { label }]) => [state, label])),
  PROCESSING: "退款中",
  ABNORMAL: "退款异常",
  "TRANSACTION.SUCCESS": "支付成功",
  "REFUND.SUCCESS": "退款成功",
  "REFUND.ABNORMAL": "退款异常",
  "REFUND.CLOSED": "退款关闭",
});
