import { messages, percent, t, timeText, yuan } from "@tengman/admin-kit/texts";

/** One entry of the audit trail. */
export interface AuditEntry {
  id: string;
  occurred_at: string;
  actor_id: string;
  action: string;
  subject_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
}

export interface AuditAnswer {
  entries: AuditEntry[];
  next_cursor?: string;
}

/** What the audit trail's actions are called. */
export const ACTIONS: Record<string, string> = messages({
  acknowledged: "合规确认",
  plan_published: "发布分佣方案",
  costs_changed: "修改成本价",
  distributor_joined: "加入分销",
  distributor_approved: "通过申请",
  distributor_refused: "拒绝申请",
  distributor_frozen: "冻结分销商",
  distributor_unfrozen: "解冻分销商",
  distributor_closed: "取消分销资格",
  distributor_applied: "申请加入分销",
  agreement_accepted: "同意新协议",
  account_erased: "注销并删除账户",
  grade_changed: "等级变更",
  invitation_issued: "发出邀请",
  invitation_revoked: "撤销邀请",
  bound: "建立推荐关系",
  binding_expired: "推荐关系到期",
  change_requested: "提交推荐人变更",
  change_approved: "执行推荐人变更",
  change_refused: "未通过推荐人变更",
  unbind_requested: "申请解绑",
  unbind_approved: "解除绑定",
  unbind_refused: "未通过解绑",
  identity_told: "完成实名",
  identity_correction_requested: "申请更正实名",
  identity_corrected: "更正实名",
  identity_correction_refused: "未通过实名更正",
  identity_seen: "查看实名信息",
  payout_requested: "申请提现",
  payout_transferring: "批准提现",
  payout_rejected: "拒绝提现",
  payout_confirmed: "提现已付款",
  payout_failed: "提现失败",
  payout_expired: "提现过期",
  payee_seen: "查看收款人",
  payees_exported: "导出银行付款表",
  risk_case_opened: "发现风险",
  risk_case_raised: "风险升级",
  risk_case_cleared: "解除核查",
  risk_case_confirmed: "确认违规",
  risk_case_appealed: "提交申诉",
  month_closed: "月度结账",
  ledger_verified: "核对账本",
  tax_report_exported: "导出申报表",
});

/** An action in words; a newer one than this page shows its own name. */
export const actionText = (action: string): string => ACTIONS[action] ?? action;

const FIELDS: Record<string, string> = messages({
  status: "状态",
  state: "状态",
  verdict: "处置",
  signals: "迹象",
  reason: "原因",
  grade_code: "等级",
  is_pinned: "固定等级",
  figures: "业绩",
  distributor_id: "分销商",
  customer_id: "顾客",
  inviter_id: "推荐人",
  issuer_id: "发出人",
  binding_id: "推荐关系",
  correction_id: "更正申请",
  appeal_id: "申诉",
  payout_ids: "提现",
  amount_fen: "金额",
  withheld_fen: "代扣税",
  fee_fen: "手续费",
  cost_fen: "成本价",
  gross_fen: "收入",
  agreement_version: "协议版本",
  version: "版本",
  effective_from: "生效时间",
  expires_at: "到期",
  identity_kept_until: "实名信息保留至",
  tiers: "层级比例",
  topic: "事项",
  statement: "确认内容",
  real_name: "姓名",
  id_number: "证件号码",
  month: "月份",
  transfers: "入账笔数",
  statements: "对账单",
  hash: "校验值",
  people: "人数",
  difference: "差异",
  payee: "收款账户",
  payee_hint: "收款账户",
});

const VALUES: Record<string, string> = messages({
  applied: "待审核",
  active: "正常",
  frozen: "已冻结",
  closed: "已取消资格",
  open: "待处理",
  approved: "已通过",
  refused: "未通过",
  revoked: "已撤销",
  cleared: "已解除",
  confirmed: "已确认",
  requested: "待审核",
  transferring: "付款中",
  rejected: "已拒绝",
  failed: "失败",
  expired: "已过期",
  review: "待核查",
  hold: "资金暂停",
  tier_two: "二级分销",
  after_purchase: "购买后加入",
  self_purchase: "自购返佣",
});

/** A field of an entry that changed, in words. */
export interface FieldChange {
  readonly name: string;
  /** Null where nothing was before. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What an entry changed, field by field; what stayed the same is left out. @param nameOf names behind ids */
export function changesOf(
  { before, after }: Pick<AuditEntry, "before" | "after">,
  nameOf: (id: string) => string,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.flatMap((field) => {
    const was = before && field in before ? valueText(field, before[field], nameOf) : null;
    const is = after && field in after ? valueText(field, after[field], nameOf) : null;
    return was === is ? [] : [{ name: FIELDS[field] ?? field, before: was, after: is }];
  });
}

/** A value as a person reads it: money as yuan, instants by the clock of Shanghai, states by their names. */
function valueText(field: string, value: unknown, nameOf: (id: string) => string): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return value ? t("是") : t("否");
  if (field.endsWith("_fen")) return yuan(String(value));
  if (field.endsWith("_bps")) return percent(Number(value));
  if (Array.isArray(value)) return listText(field, value, nameOf);
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([name, one]) => `${FIELDS[name] ?? name} ${valueText(name, one, nameOf)}`)
      .join(t("，"));
  }
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return timeText(text);
  return VALUES[text] ?? nameOf(text);
}

/** Rates by their tier, and of other lists how many they are. */
function listText(field: string, values: readonly unknown[], nameOf: (id: string) => string): string {
  if (field !== "tiers") return t("{{count}} 项", { count: values.length });
  return values
    .map((rate) => {
      const { tier, rate_bps, fixed_fen } = rate as { tier: number; rate_bps?: number; fixed_fen?: string };
      const amount = rate_bps === undefined ? valueText("fixed_fen", fixed_fen, nameOf) : percent(rate_bps);
      return t("{{tier}} 级 {{amount}}", { tier, amount });
    })
    .join(t("，"));
}
