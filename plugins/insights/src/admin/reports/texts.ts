import { messages, percent, t, yuanOrDash } from "@tengman/admin-kit";
import type { Value, ValueKind } from "./report-types";

/** What figures and columns are called. */
export const NAMES: Readonly<Record<string, string>> = messages({
  net_fen: "净销售额",
  paid_fen: "支付金额",
  refunded_fen: "退款金额",
  paid_orders: "支付订单",
  average_fen: "客单价",
  visitors: "访客数",
  new_visitors: "新访客",
  conversion: "支付转化率",
  orders: "订单数",
  commission_fen: "佣金净额",
  accrued_fen: "计提佣金",
  clawed_fen: "追回佣金",
  cost_ratio: "佣金成本率",
  revenue_share: "销售额占比",
  new_customers: "新客数",
  shares: "分享次数",
  opens: "打开分享的访客",
  opened_and_paid: "打开后支付的访客",
  selling_distributors: "动销分销商",
  active_distributors: "有效分销商",
  page_views: "浏览量",
  day: "日期",
  source: "来源",
  paid: "支付访客",
  product: "看过商品",
  cart: "加购",
  checkout: "结算",
  ordered: "下单",
  step: "步骤",
  of_previous: "较上一步",
  of_first: "较第一步",
  name: "分销商",
  tier: "层级",
  distributors: "分销商数",
  share: "占比",
  buyers: "支付客户",
  new_buyers: "新客户",
  repeat_buyers: "复购客户",
  repurchase: "复购率",
  month: "首次支付月份",
  size: "客户数",
  month_1: "1 个月后",
  month_2: "2 个月后",
  month_3: "3 个月后",
  month_4: "4 个月后",
  month_5: "5 个月后",
  month_6: "6 个月后",
  goods_fen: "商品销售额",
  pieces: "销量",
  refunded_pieces: "退货件数",
  returned: "退货率",
  views: "浏览次数",
  carts: "加购次数",
  title: "商品",
  term: "搜索词",
  terms: "搜索词数",
  searches: "搜索次数",
  without_result: "无结果次数",
  missed: "无结果率",
  hour: "时段",
  weekday_1: "周一",
  weekday_2: "周二",
  weekday_3: "周三",
  weekday_4: "周四",
  weekday_5: "周五",
  weekday_6: "周六",
  weekday_7: "周日",
  first: "商品甲",
  second: "商品乙",
  lift: "相关倍数",
});

/** What tables are called, by report and table. */
export const TABLES: Readonly<Record<string, string>> = messages({
  "overview/by_day": "每日数据",
  "traffic/by_channel": "渠道",
  "funnel/steps": "转化步骤",
  "funnel/by_channel": "各渠道的转化",
  "funnel/by_distributor": "各分销商的转化",
  "distribution/effect": "分销与自然订单",
  "distribution/tiers": "层级构成",
  "distribution/top": "分销商排行",
  "distribution/sleeping": "上期有单、本期无单的分销商",
  "customers/cohorts": "同期群复购",
  "products/products": "商品",
  "searches/terms": "搜索词",
  "searches/without_result": "没有结果的搜索词",
  "habits/orders_by_hour": "支付订单：星期与时段",
  "habits/visitors_by_hour": "访客：星期与时段",
  "habits/together": "经常一起买的商品",
});

/** Words that stand in rows. */
const WORDS: Readonly<Record<string, string>> = messages({
  visitors: "访问",
  product: "看过商品",
  cart: "加购",
  checkout: "结算",
  ordered: "下单",
  paid: "支付",
  attributed: "分销订单",
  unattributed: "自然订单",
  share: "分享链接",
  direct: "直接访问",
  wechat: "微信内",
  "wechat-chat": "微信聊天",
  "wechat-group": "微信群",
  "wechat-moments": "朋友圈",
  search: "搜索引擎",
  referral: "外部链接",
  unknown: "未知",
});

/** Columns whose texts are words of ours; other texts are names that people gave. */
const WORD_COLUMNS = ["step", "source"];

/** A value as people read it. */
export function valueText(key: string, kind: ValueKind, value: Value): string {
  if (value === null) return "—";
  if (kind === "fen") return yuanOrDash(String(value));
  if (kind === "bps") return percent(Number(value));
  if (key === "hour") return `${String(value).padStart(2, "0")}:00`;
  if (key === "tier") return t("第 {{tier}} 级", { tier: value });
  if (kind === "count") return Number(value).toLocaleString("en-US");
  if (WORD_COLUMNS.includes(key)) return WORDS[String(value)] ?? String(value);
  return String(value);
}
