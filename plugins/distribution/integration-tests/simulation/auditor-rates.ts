import type { Line, Pay, PlanChange, Rule } from "./happenings";

/** Somebody who may earn on an order: who, on which tier, and with which grade. */
export interface MayEarn {
  owner: string;
  tier: number;
  /** How many steps above the buyer; 0 is the buyer. */
  distance: number;
  grade: string | null;
}

/** What one line owes on one tier, and how it came to that. */
export interface OwedAmount {
  owner: string;
  tier: number;
  distance: number;
  line: string;
  amount_fen: bigint;
  by_campaign: boolean;
  by_rule: boolean;
  was_cut: boolean;
}

const STEPS = ["all", "category", "product", "variant"];
const WHOLE = 10_000n;

/** What an order was already, before something was added to it. */
export interface Before {
  base_fen: bigint;
  owed_fen: bigint;
}

/** What an order's lines pay: each tier's most specific rate, cut to what the line and then the whole order bear. */
export function owedBy(
  plan: PlanChange,
  lines: readonly Line[],
  earning: readonly MayEarn[],
  at: Date,
  before: Before = { base_fen: 0n, owed_fen: 0n },
): OwedAmount[] {
  const all = lines.flatMap((line) => {
    if (line.base_fen === 0n) return [];
    const owed = earning.flatMap((one) => owedOn(plan, line, one, at));
    return cutTo(lineBound(plan, line), owed);
  });
  if (!plan.per_order) return all;
  const bases = lines.reduce((sum, { base_fen }) => sum + base_fen, before.base_fen);
  const left = boundOf(plan.per_order, bases) - before.owed_fen;
  return cutTo(left > 0n ? left : 0n, all);
}

function owedOn(plan: PlanChange, line: Line, { grade, ...earner }: MayEarn, at: Date): OwedAmount[] {
  const standing = plan.tiers[earner.tier - 1];
  if (!standing) return [];
  const rules = plan.rules.map((rule) => ({ rule, by_campaign: false }));
  for (const { from, until, rates } of plan.campaigns) {
    if (at >= from && at < until) for (const rule of rates) rules.push({ rule, by_campaign: true });
  }
  let [best, how, by_campaign] = [standing as Pay, [-1n], false];
  for (const one of rules) {
    const pay = one.rule.tiers[earner.tier - 1];
    if (!pay || !fits(one.rule, line, grade)) continue;
    const step = STEPS.indexOf(one.rule.target === "collection" ? "category" : one.rule.target);
    const graded = one.rule.grade === null ? 0n : 1n;
    const ranked = [BigInt(step), graded, one.by_campaign ? 1n : 0n, given(pay, line)];
    if (isAbove(ranked, how)) [best, how, by_campaign] = [pay, ranked, one.by_campaign];
  }
  if (("bps" in best ? BigInt(best.bps) : best.fen) === 0n) return [];
  const by_rule = how.length > 1;
  const amount_fen = given(best, line);
  return [{ ...earner, line: line.id, amount_fen, by_campaign, by_rule, was_cut: false }];
}

function fits({ target, target_id, grade: wanted }: Rule, { goods }: Line, grade: string | null): boolean {
  if (wanted !== null && wanted !== grade) return false;
  if (target === "all") return true;
  if (!goods) return false;
  return target === "category" ? goods.categories.includes(target_id) : goods[target] === target_id;
}

function isAbove(one: readonly bigint[], other: readonly bigint[]): boolean {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? -1n;
    if (value !== against) return value > against;
  }
  return false;
}

/** A share of the base rounded down, or fixed fen for each piece. */
function given(pay: Pay, { base_fen, goods }: Line): bigint {
  return "bps" in pay ? (base_fen * BigInt(pay.bps)) / WHOLE : pay.fen * BigInt(goods?.quantity ?? 1);
}

/** A share of the whole rounded down, or fixed fen for the whole. */
function boundOf(pay: Pay, base_fen: bigint): bigint {
  return "bps" in pay ? (base_fen * BigInt(pay.bps)) / WHOLE : pay.fen;
}

/** The tightest of the base, the line's cap, and what leaves the shop its margin. */
function lineBound({ per_line, margin_floor }: PlanChange, { base_fen, goods }: Line): bigint {
  const bounds = [base_fen];
  if (per_line) bounds.push(boundOf(per_line, base_fen));
  if (margin_floor) {
    const up = (base_fen * BigInt(margin_floor.keep_bps)) % WHOLE > 0n ? 1n : 0n;
    const kept = (base_fen * BigInt(margin_floor.keep_bps)) / WHOLE + up;
    const cost = margin_floor.above_cost ? (goods?.unit_cost_fen ?? 0n) * BigInt(goods?.quantity ?? 0) : 0n;
    bounds.push(base_fen - kept - cost);
  }
  const least = bounds.reduce((found, one) => (one < found ? one : found));
  return least < 0n ? 0n : least;
}

/** Cut in proportion, by largest remainder; of equal remainders the earlier gets the fen. */
function cutTo(bound_fen: bigint, owed: OwedAmount[]): OwedAmount[] {
  const whole = owed.reduce((sum, { amount_fen }) => sum + amount_fen, 0n);
  if (whole <= bound_fen) return owed;
  const cut = owed.map((one) => ({ ...one, amount_fen: (one.amount_fen * bound_fen) / whole }));
  const rests = owed.map(({ amount_fen }) => (amount_fen * bound_fen) % whole);
  for (let left = bound_fen - cut.reduce((sum, { amount_fen }) => sum + amount_fen, 0n); left > 0n; left--) {
    const furthest = rests.reduce((most, rest, index) => (rest > (rests[most] ?? 0n) ? index : most), 0);
    const found = cut[furthest];
    if (found) found.amount_fen += 1n;
    rests[furthest] = -1n;
  }
  return cut.map((one, index) => ({
    ...one,
    was_cut: one.was_cut || one.amount_fen < (owed[index]?.amount_fen ?? 0n),
  }));
}
