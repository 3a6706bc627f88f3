import type { EntityManager } from "typeorm";
import { capsLeft, furtherPieces } from "../../../domain/intake/order-addition";
import { sumFen } from "../../../domain/money";
import { attribute, type ReasonedAttribution } from "../../../domain/plan/commission";
import type { Caps } from "../../../domain/plan/plan-shape";
import type { OrderedLine } from "../../../domain/plan/rates";
import { earnersUnder } from "../../../domain/referral/referral-chain";
import { cutToBounds } from "../plan/plan";
import { findPlan } from "../plan/plan-store";
import {
  type FrozenTerms,
  findFrozenLineIds,
  insertFrozenOrder,
  readFrozenBefore,
  readFrozenTerms,
} from "./frozen-order-store";
import { lockFrozenOrders } from "./order-ledger-store";

/** Goods that were added to a frozen order and are paid for by a payment of their own, in whole fen. */
export interface PaidAddition {
  /** The number of the payment collection; what is frozen is known by it. */
  addition_id: string;
  order_id: string;
  /** All that the payment is for, freight with it. */
  total_fen: bigint;
  lines: readonly OrderedLine[];
}

/**
 * Freezes what was added to an order, by what was frozen with the order: its people, its plan and its moment. Nothing
 * is read anew but the goods. Freezing it again changes nothing.
 * @returns whether the order is one that was frozen
 */
export async function freezeAddition(manager: EntityManager, addition: PaidAddition): Promise<boolean> {
  const { addition_id, order_id, total_fen } = addition;
  const locked = await lockFrozenOrders(manager, [order_id]);
  if (locked.size === 0) return false;
  const terms = await readFrozenTerms(manager, order_id);
  const lines = await namedApart(manager, addition);
  await insertFrozenOrder(manager, {
    ...terms,
    order_id: addition_id,
    parent_id: order_id,
    goods_fen: sumFen(lines.map(({ base_fen }) => base_fen)),
    total_fen,
    lines,
    attributions: await attributionsOf(manager, addition, lines, terms),
  });
  return true;
}

/** More pieces of a line that is frozen already are a line of their own. */
async function namedApart(manager: EntityManager, addition: PaidAddition): Promise<OrderedLine[]> {
  const ids = addition.lines.map(({ order_line_id }) => order_line_id);
  const known = await findFrozenLineIds(manager, ids);
  return addition.lines.map((line) => {
    const { order_line_id } = line;
    if (!known.has(order_line_id)) return line;
    return { ...line, order_line_id: furtherPieces(order_line_id, addition.addition_id) };
  });
}

async function attributionsOf(
  manager: EntityManager,
  { order_id }: PaidAddition,
  lines: readonly OrderedLine[],
  terms: FrozenTerms,
): Promise<ReasonedAttribution[]> {
  const before = await readFrozenBefore(manager, order_id);
  const added_fen = sumFen(lines.map(({ base_fen }) => base_fen));
  return attributeAsFrozen(manager, lines, terms, (caps) => capsLeft(caps, before, added_fen));
}

/** Who earns what on lines by the plan, the people and the moment of a frozen order. */
export async function attributeAsFrozen(
  manager: EntityManager,
  lines: readonly OrderedLine[],
  { outcome, plan_id, chain, frozen_at }: FrozenTerms,
  capsOf: (caps: Caps) => Caps,
): Promise<ReasonedAttribution[]> {
  const frozen = plan_id !== null && outcome === "attributed" ? await findPlan(manager, plan_id) : null;
  if (!frozen) return [];
  const plan = await cutToBounds(manager, frozen);
  const paid = earnersUnder(plan.binding.self_purchase, chain).filter(
    ({ tier }) => tier <= plan.tiers.length,
  );
  return attribute({ ...plan, caps: capsOf(plan.caps) }, lines, paid, frozen_at);
}
