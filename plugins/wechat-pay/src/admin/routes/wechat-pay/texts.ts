import { messages, yuanOrDash } from "@tengman/admin-kit";
/** What the page says, in the merchant's language. */
export const TEXT = messages({
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
  refundsExplanation: "微信未能退回付款人账户，或长时间没有答复。按“处理办法”操作后，系统会继续跟进到账。",
  advice: "处理办法",
  actionFailed: "操作未成功：",
  daysTitle: "每日对账",
  daysExplanation:
    "每天 10:30 下载前一天的微信账单，与本店收款、退款逐笔核对。重跑会先补回漏掉的通知，再替换上次的结果。",
  payments: "收款",
  refunds: "退款",
  flows: "资金收入 / 支出",
  state: "结果",
  runAgain: "重新对账",
  showDifferences: "查看差异",
  hideDifferences: "收起",
  billed: "账单金额",
  booked: "本店金额",
  refusalsTitle: "拒收的通知",
  refusalsExplanation: "无法证明来自微信的请求，只计次数，不保存内容。",
} as const);

export const PROGRESS_TEXT: Readonly<Record<string, string>> = messages({
  to_submit: "待提交",
  processing: "退款中",
  succeeded: "已退回",
  needs_attention: "需要处理",
});

export const EVENT_TEXT: Readonly<Record<string, string>> = messages({
  "TRANSACTION.SUCCESS": "支付成功",
  "REFUND.SUCCESS": "退款成功",
  "REFUND.ABNORMAL": "退款异常",
  "REFUND.CLOSED": "退款关闭",
});

export const REASON_TEXT: Readonly<Record<string, string>> = messages({
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
});

/** What a button does about a refund. */
export const REFUND_ACTION_TEXT: Readonly<Record<string, { advice: string; button: string }>> = messages({
  send_on: {
    advice:
      "付款人账户无法收款。可退至本商户银行卡后自行打款；或取得付款人银行卡号，在微信商户平台“退款异常处理”中填写。",
    button: "退至商户银行卡",
  },
  reissue: { advice: "微信多次关闭了这笔退款，请先确认商户余额充足。", button: "换号重新发起" },
  retry: { advice: "长时间没有得到微信的答复。", button: "用原单号再试" },
});

export const DAY_STATE_TEXT: Readonly<Record<string, string>> = messages({
  matched: "一致",
  differing: "有差异",
  failed: "未完成",
});

export const CAUSE_TEXT: Readonly<Record<string, string>> = messages({
  payment_listed_twice: "账单重复列出收款",
  payment_unknown: "账单有收款，本店没有这笔支付",
  payment_not_captured: "微信已收款，本店尚未入账",
  payment_amount_differs: "收款金额不一致",
  payment_not_billed: "本店已入账，账单没有",
  refund_listed_twice: "账单重复列出退款",
  refund_unknown: "账单有退款，本店没有这笔退款",
  refund_amount_differs: "退款金额不一致",
  refund_abnormal: "退款没有到账",
  refund_not_billed: "本店已退款，账单没有",
  fund_flow_differs: "资金账单与交易账单合计不一致",
  transfer_unknown: "账单有商家转账，本店没有这笔提现",
  transfer_amount_differs: "商家转账与提现金额不一致",
  transfer_returned_but_paid: "转账已退回，本店却记为已到账",
  transfer_released_but_kept: "转账未退回，本店却已退还到可提现余额",
  transfer_not_billed: "本店记为已到账的提现，账单没有",
});

export const DIFFERENCE_ACTION_TEXT: Readonly<Record<string, string>> = messages({
  run_again: "稍后重新对账；仍未入账请联系技术人员",
  ask_wechat: "到微信商户平台核对这一单，不一致时联系微信支付客服",
  find_origin: "查明是谁在本店之外使用了这个商户号",
  act_on_refund: "在上方“需要处理的退款”中处理",
  act_on_payout: "核对对方是否实际收到这笔提现，与账本不符的用调账更正",
});

/** An amount in fen, which WeChat may also send as a number: `"1990"` → `¥19.90`. */
export const formatFen = (fen: string | number | null | undefined): string =>
  yuanOrDash(typeof fen === "number" ? String(fen) : fen);

export const CHECK_TEXT = messages({
  title: "收款自检",
  explanation:
    "逐项询问微信支付和本店自己的通知地址，不产生费用。“请自查”的几项微信不对外提供，请按说明到后台核对。",
  again: "重新检查",
  trial: "发起 ¥0.01 测试订单",
  checking: "正在检查…",
} as const);

type Colored<Color> = Readonly<Record<string, { words: string; color: Color }>>;

export const PAYABLE: Colored<"green" | "red" | "orange"> = messages({
  yes: { words: "可以收款", color: "green" },
  no: { words: "现在收不到款", color: "red" },
  unproven: { words: "还不能确定", color: "orange" },
  demo: { words: "演示环境：收到的不是真钱", color: "orange" },
});

export const FINDING_STATE: Colored<"green" | "red" | "orange" | "grey"> = messages({
  ok: { words: "正常", color: "green" },
  warning: { words: "请留意", color: "orange" },
  failed: { words: "有问题", color: "red" },
  unknown: { words: "请自查", color: "grey" },
});
