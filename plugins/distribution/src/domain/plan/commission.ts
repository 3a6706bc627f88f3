import { apportion } from "../apportion";
import { shareOf, sumFen } from "../money";
import type { Earner } from "../referral/referral-chain";
import type { Caps, Rate } from "./plan-shape";
import { givenBy, type OrderedLine, type RatePlan, resolveRate } from "./rates";

/** A bought line: its base is the net goods paid, after discounts, without freight. */
export interface BoughtLine {
  order_line_id: string;
  base_fen: bigint;
}

/** What one line owes on one tier, frozen when the order is created. */
export interface Attribution extends BoughtLine {
  tier: number;
  /** What connects the earner with the buyer; null when they bought it themselves. */
  binding_id: string | null;
  distributor_id: string;
  distributor_no: bigint;
  amount_fen: bigint;
}

/** What took something off what the rate gives: no line pays more than its base, then the plan's own caps. */
export type Cut = "base" | "per_line" | "margin_floor" | "per_order";

/** An attribution with the reason for its amount. */
export interface ReasonedAttribution extends Attribution {
  grade: string | null;
  rate: Rate;
  quantity: number;
  /** The rule that held, and the campaign it stands in; null for the plan's own rate. */
  rule: string | null;
  campaign: string | null;
  cut_by: Cut | null;
}

/**
 * Decides what every line owes on every tier at `at`: the resolved rate on the base, cut to what the line and the
 * order can bear. A cut is shared by all it concerns in proportion, to the fen. Lines without a base and rates of zero
 * owe nothing and are left out; what was cut to nothing stays, with its reason.
 */
export function attribute(
  plan: RatePlan,
  lines: readonly OrderedLine[],
  chain: readonly Earner[],
  at: Date,
): ReasonedAttribution[] {
  const perLine = lines
    .filter(({ base_fen }) => base_fen > 0n)
    .map((line) => cutLine(plan.caps, line, rateLine(plan, line, chain, at)));
  const parts = perLine.flat();
  const { per_order } = plan.caps;
  if (!per_order) return parts;
  return cut(parts, capOf(per_order, sumFen(lines.map(({ base_fen }) => base_fen))), "per_order");
}

function rateLine(
  plan: RatePlan,
  line: OrderedLine,
  chain: readonly Earner[],
  at: Date,
): ReasonedAttribution[] {
  const { order_line_id, base_fen, goods } = line;
  return chain.flatMap(({ grade = null, ...earner }) => {
    const resolved = resolveRate(plan, line, { tier: earner.tier, grade }, at);
    if (!resolved || isZero(resolved.rate)) return [];
    const quantity = goods?.quantity ?? 1;
    const given = { ...resolved, ...givenOnPaid(resolved.rate, line) };
    return [{ order_line_id, base_fen, ...earner, grade, quantity, ...given }];
  });
}

/** What a rate gives; fixed fen for pieces that were paid for in part count in that part. */
function givenOnPaid(rate: Rate, line: OrderedLine): Pick<ReasonedAttribution, "amount_fen" | "cut_by"> {
  const { base_fen, worth_fen = base_fen } = line;
  const whole_fen = givenBy(rate, line);
  if ("rate_bps" in rate || worth_fen <= base_fen) return { amount_fen: whole_fen, cut_by: null };
  return { amount_fen: (whole_fen * base_fen) / worth_fen, cut_by: "base" };
}

function isZero(rate: Rate): boolean {
  return "rate_bps" in rate ? rate.rate_bps === 0 : rate.fixed_fen === 0n;
}

/** Cuts a line to the tightest of its bounds; of equal ones the first in this order is named. */
function cutLine(caps: Caps, line: OrderedLine, parts: ReasonedAttribution[]): ReasonedAttribution[] {
  const { base_fen } = line;
  const bounds: { fen: bigint; by: Cut }[] = [{ fen: base_fen, by: "base" }];
  if (caps.per_line) bounds.push({ fen: capOf(caps.per_line, base_fen), by: "per_line" });
  if (caps.margin_floor) bounds.push({ fen: marginLeft(caps.margin_floor, line), by: "margin_floor" });
  const tightest = bounds.reduce((found, one) => (one.fen < found.fen ? one : found));
  return cut(parts, tightest.fen, tightest.by);
}

/** A cap's amount: a share of a base rounded down, or fixed fen for the whole of it. */
function capOf(cap: Rate, base_fen: bigint): bigint {
  return "rate_bps" in cap ? shareOf(base_fen, cap.rate_bps) : cap.fixed_fen;
}

/**
 * What a line can give away and still keep its floor: the base without the share to keep (rounded up, for the shop
 * keeps it whole) and, where it counts and is known, without the goods' cost.
 */
export function marginLeft(
  floor: NonNullable<Caps["margin_floor"]>,
  { base_fen, goods }: OrderedLine,
): bigint {
  const whole = 10_000n;
  const kept = (base_fen * BigInt(floor.keep_bps) + whole - 1n) / whole;
  const cost = floor.above_cost && goods ? (goods.unit_cost_fen ?? 0n) * BigInt(goods.quantity) : 0n;
  const left = base_fen - kept - cost;
  return left > 0n ? left : 0n;
}

/** Cuts parts to a bound in proportion; parts that already fit are left alone. */
function cut(parts: ReasonedAttribution[], bound_fen: bigint, by: Cut): ReasonedAttribution[] {
  const amounts = parts.map(({ amount_fen }) => amount_fen);
  if (sumFen(amounts) <= bound_fen) return parts;
  const cutTo = apportion(amounts, bound_fen);
  return parts.map((part, index) => {
    const amount_fen = cutTo[index] ?? 0n;
    return amount_fen === part.amount_fen ? part : { ...part, amount_fen, cut_by: by };
  });
}
