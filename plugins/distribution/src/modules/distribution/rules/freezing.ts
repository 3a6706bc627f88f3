import type { EntityManager } from "typeorm";
import { attribute, type BoughtLine } from "../../../domain/commission";
import { sumFen } from "../../../domain/money";
import { asBuyer, earners } from "../../../domain/referral-chain";
import { readUpline } from "../storage/binding-store";
import { type FreezeOutcome, type FrozenOrder, insertFrozenOrder } from "../storage/frozen-order-store";
import { findSamePersons } from "../storage/risk-trace-store";
import { effectivePlan } from "./publishing";

/** The only currency whose smallest part is a fen. */
const CURRENCY = "cny";

/** A created order, in whole fen. */
export interface CreatedOrder {
  order_id: string;
  display_id: number | null;
  customer_id: string | null;
  currency_code: string;
  total_fen: bigint;
  lines: BoughtLine[];
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
): Promise<Pick<FrozenOrder, "outcome" | "plan_id" | "attributions">> {
  const none = (outcome: FreezeOutcome, plan_id: string | null = null) => ({
    outcome,
    plan_id,
    attributions: [],
  });
  if (order.currency_code.toLowerCase() !== CURRENCY) return none("other_currency");
  if (!order.customer_id) return none("no_customer");
  const plan = await effectivePlan(manager, now);
  if (!plan) return none("no_plan");
  const upline = await readUpline(manager, order.customer_id, plan.tiers.length);
  const above = upline.map(({ customer_id }) => customer_id);
  const same = await findSamePersons(manager, order.customer_id, above);
  const counted = asBuyer(upline, order.customer_id, same);
  const chain = earners(counted, order.customer_id, plan.tiers.length, now);
  if (chain.length === 0) return none("no_inviter", plan.id);
  return { outcome: "attributed", plan_id: plan.id, attributions: attribute(order.lines, chain, plan.tiers) };
}
