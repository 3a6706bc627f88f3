import { messages, type StatusText, t } from "@tengman/admin-kit/texts";

export const NOTICES = "/admin/official-account/notices";
export const TEMPLATES = `${NOTICES}/templates`;

export const KINDS = messages({
  order_paid: "付款成功",
  order_shipped: "订单发货",
  order_refunded: "退款到账",
  commission_accrued: "新增佣金",
  commission_matured: "佣金可提现",
  commission_clawed_back: "佣金追回",
  payout_to_confirm: "提现待确认收款",
  payout_sent: "提现到账",
  payout_failed: "提现失败",
  friend_joined: "好友加入",
  statement_closed: "月对账单",
  application_decided: "申请审核结果",
} as const);
export type NoticeKind = keyof typeof KINDS;

/** A notice as `GET /admin/official-account/notices` shows it; times are ISO 8601. */
export interface Notice {
  id: string;
  kind: NoticeKind;
  customer_id: string;
  nickname: string | null;
  facts: Record<string, string>;
  state: "waiting" | "sent" | "delivered" | "failed";
  reason: string | null;
  errcode: number | null;
  rid: string | null;
  attempts: number;
  created_at: string;
  sent_at: string | null;
}

export interface NoticePage {
  notices: Notice[];
  next_cursor?: string;
}

export const STATES: Readonly<Record<Notice["state"], StatusText>> = messages({
  waiting: { label: "待发送", color: "orange" },
  sent: { label: "微信已接收", color: "blue" },
  delivered: { label: "已送达", color: "green" },
  failed: { label: "未送达", color: "red" },
});

/** What is known of a notice's event; a template shows some of it. */
export const FACTS: Readonly<Record<string, string>> = messages({
  order_number: "订单号",
  goods: "商品",
  amount: "金额",
  time: "时间",
  tracking_number: "运单号",
  count: "笔数或人数",
  month: "月份",
  decision: "审核结果",
});

/** Values as a follower would see them, for the preview. */
export const SAMPLES: Readonly<Record<string, string>> = messages({
  order_number: "202611300138001",
  goods: "茉莉花茶 等2件",
  amount: "¥79.11",
  time: "2026年11月30日 18:05",
  tracking_number: "SF1234567890123",
  count: "3",
  month: "2026年10月",
  decision: "已通过",
});

interface Trouble {
  readonly what: string;
  /** What the merchant can do about it. */
  readonly todo: string;
}

const TROUBLES: Readonly<Record<string, Trouble>> = messages({
  not_following: { what: "对方没有关注公众号", todo: "不用处理，关注后的新通知会正常发送" },
  refused_by_person: { what: "对方拒收公众号的消息", todo: "不用处理，这是对方的选择" },
  not_in_wechat: { what: "顾客没有用微信登录过", todo: "不用处理，用微信登录后的新通知会正常发送" },
  openid_unknown: { what: "微信不认识这位粉丝", todo: "检查服务器配置的公众号 AppID 是否更换过" },
  template_unknown: { what: "模板不存在", todo: "模板被删除或类目变更过，请在下方填写新的模板 ID" },
  template_recalled: { what: "模板已被微信停用", todo: "在公众平台换一个模板，再填写新的模板 ID" },
  data_refused: { what: "字段内容不符合模板", todo: "对照公众平台的模板检查下方的字段" },
  quota_used_up: { what: "今天的发送次数已用完", todo: "不用处理，会自动再试" },
  not_allowed: { what: "公众号没有发送模板消息的权限", todo: "需要已认证的服务号，并开通模板消息" },
  wechat_unavailable: { what: "微信没有响应", todo: "会自动再试，多次失败请检查服务器网络" },
  switched_off: { what: "这类通知已停用", todo: "需要发送时在下方启用" },
  not_delivered: { what: "微信没有送达", todo: "不用处理，微信没有说明原因" },
  refused: { what: "微信拒绝发送", todo: "用调用编号（rid）在公众平台的“接口诊断”查询原因" },
});

/** Why a notice did not arrive, and what helps; null while nothing is wrong. */
export function troubleOf(reason: string | null): Trouble | null {
  if (reason === null) return null;
  if (reason.startsWith("field_does_not_fit:")) {
    return {
      what: t("字段 {{field}} 放不下它的内容", { field: reason.slice(reason.indexOf(":") + 1) }),
      todo: t("在下方给这个字段换一项内容"),
    };
  }
  return TROUBLES[reason] ?? { what: reason, todo: "" };
}

/** A field of a template: `thing2` shows a fact, or the same text for everybody. */
export interface TemplateField {
  name: string;
  fact?: string;
  text?: string;
}

export interface NoticeTemplate {
  kind: NoticeKind;
  template_id: string;
  fields: TemplateField[];
  is_enabled: boolean;
}

export interface TemplatesAnswer {
  templates: NoticeTemplate[];
  facts: Record<NoticeKind, string[]>;
}

/** What a field shows in the preview. */
export const sampleOf = ({ fact, text }: TemplateField): string =>
  fact ? (SAMPLES[fact] ?? "") : (text ?? "");

/** What a notice says, in one line. */
export const factsText = (facts: Readonly<Record<string, string>>): string =>
  ["goods", "order_number", "amount", "tracking_number", "month", "decision"]
    .flatMap((name) => facts[name] ?? [])
    .join(" · ");
