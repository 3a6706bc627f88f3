import type { MedusaResponse } from "@medusajs/framework/http";
import type { Refused } from "../domain/errors";

/** How one refusal looks on the wire: its status, Medusa's type, and the words a person reads. */
interface Wording {
  status: number;
  type: "invalid_data" | "not_allowed" | "not_found" | "conflict" | "forbidden";
  message: string;
}

const WORDINGS = {
  invalid_request: { status: 400, type: "invalid_data", message: "请求参数有误" },
  cursor_invalid: { status: 400, type: "invalid_data", message: "翻页参数无效，请从第一页重新开始" },
  too_many_attempts: { status: 429, type: "not_allowed", message: "尝试次数过多，请稍后再试" },
  statement_missing: { status: 400, type: "invalid_data", message: "请填写确认说明" },
  agreement_outdated: { status: 409, type: "conflict", message: "分销协议已更新，请阅读并同意最新版本" },
  purchase_required: { status: 409, type: "conflict", message: "完成一笔付款订单后即可加入" },
  invitation_required: {
    status: 409,
    type: "conflict",
    message: "需要有效的邀请码，请核对或向邀请人索取新的邀请码",
  },
  invitations_closed: { status: 409, type: "conflict", message: "当前加入方式不需要邀请" },
  invitation_unknown: { status: 404, type: "not_found", message: "没有找到该邀请" },
  invitation_spent: { status: 409, type: "conflict", message: "该邀请已使用或已失效" },
  too_many_invitations: {
    status: 409,
    type: "conflict",
    message: "未使用的邀请过多，请等待使用或过期后再发出",
  },
  joining_closed: { status: 403, type: "forbidden", message: "暂未开放加入分销" },
  not_a_distributor: { status: 403, type: "forbidden", message: "您还不是分销商，加入后即可使用" },
  distributor_not_found: { status: 404, type: "not_found", message: "没有找到该分销商" },
  grade_not_offered: { status: 422, type: "invalid_data", message: "当前方案没有这个等级" },
  distributor_closed: { status: 409, type: "conflict", message: "该分销商已关闭" },
  status_changed: { status: 409, type: "conflict", message: "分销商状态已变化，请刷新后重试" },
  reason_missing: { status: 422, type: "invalid_data", message: "请填写原因" },
  share_token_unknown: { status: 404, type: "not_found", message: "分享链接无效或已过期" },
  product_unknown: { status: 404, type: "not_found", message: "商品不存在或已下架" },
  order_not_found: { status: 404, type: "not_found", message: "没有找到该订单的分销记录" },
  already_bound: { status: 409, type: "conflict", message: "您已有推荐人，保护期内不能更换" },
  self_referral: { status: 409, type: "conflict", message: "不能成为自己的推荐人" },
  referral_loop: { status: 409, type: "conflict", message: "对方是您推荐的下级，不能再成为您的推荐人" },
  not_new_customer: { status: 409, type: "conflict", message: "仅限未下过单的新顾客绑定推荐人" },
  not_bound: { status: 409, type: "conflict", message: "当前没有推荐人" },
  same_inviter: { status: 409, type: "conflict", message: "对方已是当前推荐人" },
  inviter_not_active: { status: 409, type: "conflict", message: "对方当前不能作为推荐人" },
  changed_recently: { status: 409, type: "conflict", message: "推荐人近期刚变更过，冷静期内不能再次变更" },
  change_open: { status: 409, type: "conflict", message: "已有一个待处理的推荐人变更" },
  change_not_found: { status: 404, type: "not_found", message: "没有找到该变更申请" },
  change_decided: { status: 409, type: "conflict", message: "该申请已处理，请刷新后查看" },
  same_person: { status: 403, type: "forbidden", message: "须由另一位同事复核，不能批准自己提交的变更" },
  binding_changed: { status: 409, type: "conflict", message: "推荐人在申请之后已变化，请重新提交" },
  customer_not_found: { status: 404, type: "not_found", message: "没有找到该顾客" },
  chain_too_long: { status: 409, type: "conflict", message: "推荐链过长，暂时无法绑定" },
  not_eligible: { status: 409, type: "conflict", message: "暂不符合绑定条件" },
  payouts_closed: { status: 403, type: "forbidden", message: "暂未开放提现" },
  not_active: { status: 403, type: "forbidden", message: "分销商状态异常，暂时不能提现" },
  identity_missing: { status: 409, type: "conflict", message: "请先完成实名认证" },
  identity_settled: { status: 409, type: "conflict", message: "已完成实名认证，如有误请申请更正" },
  identity_taken: { status: 409, type: "conflict", message: "该证件号码已被使用" },
  identity_unchanged: { status: 409, type: "conflict", message: "填写的信息与已登记的一致，无需更正" },
  correction_open: { status: 409, type: "conflict", message: "已有一个待审核的更正申请" },
  correction_not_found: { status: 404, type: "not_found", message: "没有找到该更正申请" },
  correction_decided: { status: 409, type: "conflict", message: "该更正申请已处理，请刷新后查看" },
  correction_waits_for_payout: {
    status: 409,
    type: "conflict",
    message: "该分销商有一笔提现正在处理，请在其结束后再更正",
  },
  real_name_invalid: { status: 422, type: "invalid_data", message: "请填写真实姓名" },
  id_number_invalid: { status: 422, type: "invalid_data", message: "身份证号码有误" },
  under_age: { status: 422, type: "not_allowed", message: "未满 18 周岁不能提现" },
  risk_held: { status: 409, type: "conflict", message: "您的账户正在核查，暂时不能提现；如有疑问可提交申诉" },
  balance_left: { status: 409, type: "conflict", message: "还有待结算或可提现的佣金，结清后才能注销" },
  orders_open: {
    status: 409,
    type: "conflict",
    message: "还有顾客的待付款订单，付款后您将获得佣金；请在其付款或超时关闭后再注销",
  },
  customer_is_distributor: {
    status: 409,
    type: "conflict",
    message: "该顾客是分销商，不能直接删除：请先在「分销商」中关闭其分销身份，并结清佣金",
  },
  customer_has_commission: {
    status: 409,
    type: "conflict",
    message: "该顾客还有佣金、提现或欠款未结清，结清后才能删除",
  },
  distributor_frozen: {
    status: 409,
    type: "conflict",
    message: "该分销商已被冻结，解冻后才能打款；也可以驳回提现，款项退回其余额",
  },
  risk_case_waits: { status: 409, type: "conflict", message: "该分销商有待处理的风险核查，请先处理" },
  risk_case_not_found: { status: 404, type: "not_found", message: "没有找到该风险核查" },
  risk_case_decided: { status: 409, type: "conflict", message: "该风险核查已处理，请刷新后查看" },
  risk_case_standing: { status: 409, type: "conflict", message: "该分销商已有进行中的风险核查" },
  nothing_to_appeal: { status: 409, type: "conflict", message: "您的账户没有需要申诉的核查" },
  appeal_waiting: { status: 409, type: "conflict", message: "您已提交申诉，请等待商家答复" },
  nothing_to_export: { status: 404, type: "not_found", message: "没有待银行付款的提现" },
  payout_not_found: { status: 404, type: "not_found", message: "没有找到该提现记录" },
  payout_state_changed: { status: 409, type: "conflict", message: "提现状态已变化，请刷新后重试" },
  payout_not_cancellable: { status: 409, type: "conflict", message: "该提现已在处理，不能撤回" },
  payee_missing: { status: 400, type: "invalid_data", message: "请填写收款账户" },
  payout_not_manual: { status: 409, type: "conflict", message: "该提现由支付渠道处理，不能手动确认" },
  payout_under_way: { status: 409, type: "conflict", message: "您有一笔提现正在处理，请完成后再申请" },
  request_key_reused: { status: 409, type: "conflict", message: "重复的提现请求金额不一致" },
  debt_open: { status: 409, type: "conflict", message: "您有待抵扣的退款佣金，结清后才能提现" },
  below_minimum: { status: 422, type: "not_allowed", message: "低于最低提现金额" },
  net_below_minimum: {
    status: 422,
    type: "not_allowed",
    message: "扣除代扣个税与手续费后，到账金额过低",
  },
  above_transfer_limit: { status: 422, type: "not_allowed", message: "超过单笔提现上限" },
  insufficient_balance: { status: 422, type: "not_allowed", message: "可提现余额不足" },
  above_person_day_limit: { status: 422, type: "not_allowed", message: "超过您今日的提现上限" },
  above_shop_day_limit: { status: 422, type: "not_allowed", message: "今日提现额度已满，请明天再试" },
  plan_name_missing: { status: 422, type: "invalid_data", message: "请填写分佣方案名称" },
  agreement_incomplete: { status: 422, type: "invalid_data", message: "请填写完整的分销协议" },
  tiers_not_consecutive: { status: 422, type: "invalid_data", message: "层级必须从一级开始连续设置" },
  rate_out_of_range: { status: 422, type: "invalid_data", message: "佣金比例须在 0.01% 至 100% 之间" },
  rates_exceed_base: { status: 422, type: "invalid_data", message: "各层级佣金比例之和不能超过 100%" },
  days_out_of_range: { status: 422, type: "invalid_data", message: "天数超出允许范围" },
  fee_out_of_range: { status: 422, type: "invalid_data", message: "提现手续费比例须大于 0 且小于 100%" },
  fee_above_minimum_payout: {
    status: 422,
    type: "invalid_data",
    message: "提现手续费须低于最低提现金额",
  },
  effective_from_past: { status: 422, type: "invalid_data", message: "生效时间不能早于现在" },
  code_taken: { status: 422, type: "invalid_data", message: "编号重复" },
  rule_without_target: { status: 422, type: "invalid_data", message: "规则须指定商品范围或分销商等级" },
  rule_tier_unknown: { status: 422, type: "invalid_data", message: "规则里的层级不在方案之内或重复" },
  grade_unknown: { status: 422, type: "invalid_data", message: "规则引用了方案里没有的等级" },
  window_empty: { status: 422, type: "invalid_data", message: "结束时间须晚于开始时间" },
  campaign_window_empty: { status: 422, type: "invalid_data", message: "活动结束时间须晚于开始时间" },
  cap_out_of_range: { status: 422, type: "invalid_data", message: "佣金上限超出允许范围" },
  grade_rank_taken: { status: 422, type: "invalid_data", message: "等级的高低次序重复" },
  grade_name_missing: { status: 422, type: "invalid_data", message: "请填写等级名称" },
  grade_condition_empty: { status: 422, type: "invalid_data", message: "等级条件须至少有一项金额" },
  grade_condition_not_allowed: {
    status: 422,
    type: "not_allowed",
    message: "等级只能依据本人销售额或本人佣金，不能依据发展人数等其他条件",
  },
  joining_condition_not_allowed: {
    status: 422,
    type: "not_allowed",
    message: "加入分销必须免费，不能以指定商品、消费门槛、押金或拉人数量为条件",
  },
  minimum_payout_out_of_range: { status: 422, type: "invalid_data", message: "最低提现金额无效" },
  verification_running: { status: 409, type: "conflict", message: "账本正在核对，请稍后再试" },
  month_not_over: { status: 409, type: "conflict", message: "该月份尚未结束，不能结账" },
  statement_too_long: { status: 422, type: "not_allowed", message: "明细过多，请导出表格查看" },
  tier_not_allowed: { status: 422, type: "not_allowed", message: "当前合规设置不允许这么多层级" },
  tier_two_not_acknowledged: {
    status: 422,
    type: "not_allowed",
    message: "启用二级分销前须由商家确认合规告知",
  },
  self_purchase_not_acknowledged: {
    status: 422,
    type: "not_allowed",
    message: "启用自购返佣前须由商家确认合规告知",
  },
  after_purchase_not_acknowledged: {
    status: 422,
    type: "not_allowed",
    message: "将购买设为加入条件前须由商家确认合规告知",
  },
} as const satisfies Record<string, Wording>;

/** Every code this plugin refuses with; stable. */
export type RefusalCode = keyof typeof WORDINGS;

/** A refusal that is over at a moment. */
export type SaidRefusal = Refused<RefusalCode> & { until?: string };

/** Answers a refusal: the one place where codes become statuses and words. */
export function sendRefusal(res: MedusaResponse, { code, field, until }: SaidRefusal): void {
  const { status, type, message } = WORDINGS[code];
  const more = { ...(field === undefined ? {} : { field }), ...(until === undefined ? {} : { until }) };
  res.status(status).json({ type, code, message, ...more });
}

/** What a person reads for a code. */
export function wordsOf(code: RefusalCode): string {
  return WORDINGS[code].message;
}
