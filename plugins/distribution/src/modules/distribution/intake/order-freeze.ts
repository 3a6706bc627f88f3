import type { EntityManager } from "typeorm";
import { sumFen } from "../../../domain/money";
import { attribute } from "../../../domain/plan/commission";
import { MAXIMUM_TIERS } from "../../../domain/plan/compliance";
import type { OrderedLine } from "../../../domain/plan/rates";
import {
  asBuyer,
  buyerAsEarner,
  type Earner,
  earners,
  earnersUnder,
} from "../../../domain/referral/referral-chain";
import { readCompliance } from "../plan/compliance-store";
import { effectivePlan } from "../plan/plan";
import { readUpline } from "../referral/binding-store";
import { findDistributorOfCustomer } from "../referral/distributor-store";
import { findSamePersons } from "../risk/risk-trace-store";
import { type FreezeOutcome, type FrozenOrder, insertFrozenOrder } from "./frozen-order-store";

/** The only currency whose smallest part is a fen. */
const CURRENCY = "cny";

/** A created order, in whole fen. */
export interface CreatedOrder {
  order_id: string;
  display_id: number | null;
  customer_id: string | null;
  currency_code: string;
  total_fen: bigint;
  lines: OrderedLine[];
}

/** Freezes who earns what on an order; freezing it again changes nothing. @returns whether it is new */
export async function freezeOrder(
  manager: EntityManager,
  order: CreatedOrder,
  now: Date,
): Promise<{ isNew: boolean; outcome: FreezeOutcome }> {
  const decided = await decideAttributions(manager, order, now);
  const isNew = await insertFrozenOrder(manager, {
    order_id: order.order_id,
    customer_id: order.customer_id,
    display_id: order.display_id,
    goods_fen: sumFen(order.lines.map(({ base_fen }) => base_fen)),
    total_fen: order.total_fen,
    frozen_at: now,
    lines: order.lines,
    ...decided,
  });
  return { isNew, outcome: decided.outcome };
}

async function decideAttributions(
  manager: EntityManager,
  order: CreatedOrder,
  now: Date,
): Promise<Pick<FrozenOrder, "outcome" | "plan_id" | "chain" | "attributions">> {
  const none = (outcome: FreezeOutcome, plan_id: string | null = null) => ({
    outcome,
    plan_id,
    chain: [] as Earner[],
    attributions: [],
  });
  if (order.currency_code.toLowerCase() !== CURRENCY) return none("other_currency");
  if (!order.customer_id) return none("no_customer");
  const plan = await effectivePlan(manager, now);
  if (!plan) return none("no_plan");
  // As many steps as the profile may ever pay: they are kept so that a draft with more tiers can be tried on the order.
  const depth = MAXIMUM_TIERS[(await readCompliance(manager)).profile];
  const upline = await readUpline(manager, order.customer_id, depth);
  const above = upline.map(({ customer_id }) => customer_id);
  const same = await findSamePersons(manager, order.customer_id, above);
  const buyer = buyerAsEarner(await findDistributorOfCustomer(manager, order.customer_id));
  const invited = earners(asBuyer(upline, order.customer_id, same), order.customer_id, depth, now);
  const chain = [...(buyer ? [buyer] : []), ...invited];
  const paid = earnersUnder(plan.binding.self_purchase, chain).filter(
    ({ tier }) => tier <= plan.tiers.length,
  );
  if (paid.length === 0) return { ...none("no_inviter", plan.id), chain };
  const attributions = attribute(plan, order.lines, paid, now);
  return { outcome: "attributed", plan_id: plan.id, chain, attributions };
}
