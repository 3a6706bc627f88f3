import { messages, type StatusText, t } from "@tengman/admin-kit/texts";
import type { PlanDraft, Target, Topic } from "./plan";

export const JOINING_WORDS: Record<PlanDraft["joining_mode"], string> = messages({
  free: "免费加入（默认）",
  after_purchase: "完成购买后才能加入",
  review: "申请后由商家审核",
  invitation: "仅限邀请",
});

export const SELF_PURCHASE_WORDS: Record<PlanDraft["binding"]["self_purchase"], string> = messages({
  none: "自购不返佣（默认）",
  distributor_rate: "自购按一级比例返佣",
});

export const TARGET_WORDS: Record<Target["type"], string> = messages({
  all: "全部商品",
  category: "商品分类",
  collection: "商品系列",
  product: "商品",
  variant: "商品规格",
});

export const CUT_WORDS: Record<string, string> = messages({
  base: "不超过实付",
  per_line: "单品封顶",
  margin_floor: "保底毛利",
  per_order: "单笔封顶",
});

/** What the merchant is asked to acknowledge, as a text that they may put into their own words. */
export const ACKNOWLEDGEMENTS: Record<Topic, { title: string; risk: string; statement: string }> = messages({
  tier_two: {
    title: "启用二级分销前的合规告知",
    risk: "《禁止传销条例》第七条禁止以下级的销售业绩为依据向上级给付报酬，且没有写明安全的层级数。三级及以上在本系统中一律不允许。启用二级前请咨询法律顾问；确认内容会记录在操作日志中，不能撤回。",
    statement: "本店知悉：分销不超过两级，加入免费，佣金只依据真实成交的商品金额计算，不以发展人员数量计酬。",
  },
  after_purchase: {
    title: "以购买为加入条件前的合规告知",
    risk: "《禁止传销条例》第七条把“认购商品”视为变相的入门费。以完成购买为条件有被认定为变相收费的风险；指定商品、消费门槛、押金在本系统中一律不允许。确认内容会记录在操作日志中，不能撤回。",
    statement:
      "本店知悉：购买只是加入的时机，不指定商品、不设金额门槛、不收任何费用，退货不影响已取得的资格。",
  },
  self_purchase: {
    title: "启用自购返佣前的合规告知",
    risk: "自购返佣须是明示并如实入账的价格优惠。若与加入资格、等级或层级挂钩，可能被认定为变相的入门费或刷单返利。本系统中自购不计入等级业绩，退货按比例追回，且仅限分销商本人账户下单；确认内容会记录在操作日志中，不能撤回。",
    statement:
      "本店知悉：自购返佣是对本人订单的价格优惠，已在规则中明示并如实入账，不作为加入条件或升级条件，退货即追回。",
  },
});

/** Whether a version waits, holds, or was replaced. */
export function planStatus(
  plan: { id: string; effective_from: string },
  in_force: string | null,
  now: number,
): StatusText {
  if (plan.id === in_force) return { label: t("生效中"), color: "green" };
  if (Date.parse(plan.effective_from) > now) return { label: t("待生效"), color: "orange" };
  return { label: t("已被取代"), color: "grey" };
}
