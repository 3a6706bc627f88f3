import type { MedusaContainer } from "@medusajs/framework/types";
import {
  acknowledge,
  bindReferral,
  issueShareToken,
  joinProgram,
  publishPlan,
} from "@tengman/distribution/workflows";
import type { CustomerIds } from "./people";

const MERCHANT = "seed";
const AGREEMENT_VERSION = "2026-01";

/** Who leads the demonstration's chain: the first invited the second. */
const CHAIN = { inviter: "周婷", invited: "林晓雨" } as const;

const PLAN = {
  name: "藤蔓分享计划",
  tiers: [
    { tier: 1, rate_bps: 1000 },
    { tier: 2, rate_bps: 300 },
  ],
  holding_days: 7,
  binding: { protection_days: 180 },
  minimum_payout_fen: "1000",
  joining_mode: "free" as const,
  agreement: {
    version: AGREEMENT_VERSION,
    title: "藤蔓分享计划 分销商协议",
    body: [
      "一、加入免费。加入分享计划不需要缴费、购买商品或充值，也不因此承诺任何收入。",
      "二、佣金只来自真实成交。您分享的商品由好友购买并付款后，按商品实付金额（不含运费）计算佣金；您邀请的分销商促成成交时，您另得第二级佣金，不再有更多层级。",
      "三、退款追回。好友退款时，对应佣金按退回的商品金额同比例追回。",
      "四、结算与提现。好友确认收货且冻结期满后，佣金转为可提现；提现时由商家依法代扣税款。",
      "五、诚实分享。请如实介绍商品，不得夸大宣传、虚假承诺收益，或以骚扰方式推广。",
      "六、自愿绑定。好友点按“同意”后才成为您的客户；好友可以拒绝并照常购物。",
      "七、退出。您可以随时申请退出，已产生的佣金照常结算。",
    ].join("\n\n"),
  },
};

/**
 * The two-tier plan, and a chain of two distributors where the people are known. The second tier is published on the
 * merchant's recorded word, as the rules for mainland China ask.
 */
export async function ensureDistribution(container: MedusaContainer, customers: CustomerIds): Promise<void> {
  await acknowledge(container, {
    topic: "tier_two",
    actor_id: MERCHANT,
    statement: "本店知悉：分销不超过两级，加入免费，佣金只依据真实成交的商品金额计算，不以发展人员数量计酬。",
  });
  refuseRefusal("the plan", await publishPlan(container, { actor_id: MERCHANT, plan: PLAN }));
  const inviter = customers.get(CHAIN.inviter);
  const invited = customers.get(CHAIN.invited);
  if (!inviter || !invited) return;
  for (const [display_name, customer_id] of [
    [CHAIN.inviter, inviter],
    [CHAIN.invited, invited],
  ] as const) {
    const result = await joinProgram(container, {
      customer_id,
      agreement_version: AGREEMENT_VERSION,
      display_name,
    });
    refuseRefusal(`joining of a distributor`, result);
  }
  await bind(container, inviter, invited);
}

/** The invited accepts a share of the inviter, through the same steps a tap on the sheet takes. */
async function bind(container: MedusaContainer, inviter: string, invited: string): Promise<void> {
  const answer = await issueShareToken(container, { customer_id: inviter, target: { type: "shop" } });
  if (answer.kind !== "issued") throw new Error(`The share token was refused: ${answer.code}`);
  const result = await bindReferral(container, {
    customer_id: invited,
    share_token: answer.share_token.token,
  });
  refuseRefusal("the binding", result);
}

/** The seed writes what must be accepted; a refusal is a mistake in the seed. */
function refuseRefusal(what: string, answer: { kind: string; code?: string }): void {
  if (answer.kind === "refused") throw new Error(`Seeding ${what} was refused: ${answer.code}`);
}
