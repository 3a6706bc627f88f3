import { percent, planRate, t, timeText, yuan } from "@tengman/admin-kit/texts";
import type { Grade, PlanDraft, Rate, RateRule, Target } from "./plan";
import { JOINING_WORDS, SELF_PURCHASE_WORDS } from "./plan-texts";

/** One thing a plan says; the same thing of two plans has the same id. */
export interface PlanLine {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** What two plans say differently about one thing; null where one of them says nothing. */
export interface PlanDifference {
  readonly id: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

type NameOf = (target: Target) => string;
type Said = Omit<PlanDraft, "effective_from">;

const tierRates = (tiers: readonly ({ tier: number } & Rate)[]): string =>
  tiers.map((rate) => t("{{tier}} 级 {{rate}}", { tier: rate.tier, rate: planRate(rate) })).join(t("，"));

function ruleLine(id: string, { target, grade, tiers }: RateRule, nameOf: NameOf, window = ""): PlanLine {
  const who = grade ? t(" · 等级 {{grade}}", { grade }) : "";
  return { id, name: `${window}${nameOf(target)}${who}`, text: tierRates(tiers) };
}

function capText(cap: Rate | null): string {
  if (cap === null) return t("不封顶");
  return "rate_bps" in cap ? percent(cap.rate_bps) : yuan(cap.fixed_fen);
}

function floorText(floor: Said["caps"]["margin_floor"]): string {
  if (floor === null) return t("不设");
  const share = percent(floor.keep_bps);
  return floor.above_cost ? t("扣成本后至少留 {{share}}", { share }) : t("至少留 {{share}}", { share });
}

function feeText(fee: Said["payout_fee"]): string {
  switch (fee.kind) {
    case "none":
      return t("不收取");
    case "fixed":
      return t("每笔 {{amount}}", { amount: yuan(fee.fixed_fen) });
    case "share":
      return t("{{share}}，每笔最低 {{amount}}", {
        share: percent(fee.rate_bps),
        amount: yuan(fee.minimum_fen),
      });
  }
}

function gradeText({ rank, upgrade, downgrade, benefits }: Grade): string {
  const condition = (wanted: Grade["upgrade"]) => {
    if (wanted === null) return t("无");
    const parts = [
      ...(wanted.own_sales_fen ? [t("本人销售额 {{amount}}", { amount: yuan(wanted.own_sales_fen) })] : []),
      ...(wanted.own_earnings_fen
        ? [t("本人佣金 {{amount}}", { amount: yuan(wanted.own_earnings_fen) })]
        : []),
    ];
    return t("{{days}} 天内 {{amounts}}", { days: wanted.window_days, amounts: parts.join(t("，")) });
  };
  return [
    t("次序 {{rank}}", { rank }),
    t("升级：{{condition}}", { condition: condition(upgrade) }),
    t("保级：{{condition}}", { condition: condition(downgrade) }),
    ...benefits,
  ].join(t("；"));
}

/** Everything a plan says, in the order in which a merchant decides it. */
export function planLines(plan: Said, nameOf: NameOf): PlanLine[] {
  const { binding, caps } = plan;
  return [
    { id: "name", name: t("方案名称"), text: plan.name },
    { id: "tiers", name: t("默认比例"), text: tierRates(plan.tiers) },
    ...plan.rules.map((rule) => ruleLine(`rule/${rule.code}`, rule, nameOf)),
    ...plan.campaigns.flatMap((campaign) => [
      {
        id: `campaign/${campaign.code}`,
        name: t("活动「{{name}}」", { name: campaign.name }),
        text: t("{{start}} 至 {{end}}", {
          start: timeText(campaign.starts_at),
          end: timeText(campaign.ends_at),
        }),
      },
      ...campaign.rates.map((rule) =>
        ruleLine(`campaign/${campaign.code}/${rule.code}`, rule, nameOf, `${campaign.name} · `),
      ),
    ]),
    { id: "per_line", name: t("单品封顶"), text: capText(caps.per_line) },
    { id: "per_order", name: t("单笔订单封顶"), text: capText(caps.per_order) },
    { id: "margin_floor", name: t("保底毛利"), text: floorText(caps.margin_floor) },
    ...plan.grades.map((grade) => ({
      id: `grade/${grade.code}`,
      name: t("等级「{{name}}」", { name: grade.name }),
      text: gradeText(grade),
    })),
    { id: "joining", name: t("加入方式"), text: JOINING_WORDS[plan.joining_mode] },
    {
      id: "customers",
      name: t("可以绑定的顾客"),
      text: binding.customers === "all" ? t("所有顾客") : t("仅新顾客"),
    },
    { id: "self_purchase", name: t("分销商自购"), text: SELF_PURCHASE_WORDS[binding.self_purchase] },
    { id: "protection", name: t("绑定保护期"), text: t("{{days}} 天", { days: binding.protection_days }) },
    {
      id: "expiry",
      name: t("绑定有效期"),
      text:
        binding.expires_after_days === null
          ? t("长期有效")
          : t("{{days}} 天", { days: binding.expires_after_days }),
    },
    { id: "holding", name: t("冻结天数"), text: t("{{days}} 天", { days: plan.holding_days }) },
    { id: "minimum", name: t("最低提现金额"), text: yuan(plan.minimum_payout_fen) },
    { id: "fee", name: t("提现手续费"), text: feeText(plan.payout_fee) },
    {
      id: "agreement",
      name: t("分销协议"),
      text: t("{{title}}，版本 {{version}}", {
        title: plan.agreement.title,
        version: plan.agreement.version,
      }),
    },
    { id: "agreement_body", name: t("协议正文"), text: plan.agreement.body },
  ];
}

/** What a plan changes of another one, thing by thing; all of it where there is no other. */
export function planDifferences(before: Said | null, after: Said, nameOf: NameOf): PlanDifference[] {
  const was = new Map(before ? planLines(before, nameOf).map((line) => [line.id, line]) : []);
  const is = new Map(planLines(after, nameOf).map((line) => [line.id, line]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old?.text === now?.text && old?.name === now?.name) return [];
    return [{ id, name: now?.name ?? old?.name ?? id, before: old?.text ?? null, after: now?.text ?? null }];
  });
}
