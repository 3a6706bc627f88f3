import { sumFen } from "../money";
import { type Earner, earnersUnder } from "../referral/referral-chain";
import { attribute, type Cut, type ReasonedAttribution } from "./commission";
import type { PlanDraft } from "./plan-shape";
import { givenBy, type OrderedLine } from "./rates";

/** A paid order as it was frozen. */
export interface PastOrder {
  order_id: string;
  frozen_at: Date;
  lines: readonly OrderedLine[];
  /** Everybody above the buyer at that time, and the buyer on tier 0 if they were an active distributor. */
  chain: readonly Earner[];
  /** What was frozen: who earns what. */
  frozen: readonly { tier: number; distributor_id: string; grade: string | null; amount_fen: bigint }[];
}

/** What something cost as it was frozen, and what it would cost under the draft. */
export interface Change {
  frozen_fen: bigint;
  draft_fen: bigint;
}

/**
 * A line of an order with everything stacked on it: its discount, and what the draft would pay if every tier were there
 * and everybody in it held the dearest grade.
 */
export interface Stack {
  order_id: string;
  order_line_id: string;
  list_fen: bigint;
  discount_fen: bigint;
  /** What the goods cost the shop; null where it is not known. */
  cost_fen: bigint | null;
  grade: string | null;
  tiers: {
    tier: number;
    amount_fen: bigint;
    rule: string | null;
    campaign: string | null;
    cut_by: Cut | null;
  }[];
  /** What is left of the line for the shop; may be negative. */
  kept_fen: bigint;
  /** The same in basis points of the list price. */
  kept_bps: number;
}

/** What a draft would have done to past orders. Amounts are before refunds. */
export interface SimulationReport {
  orders: number;
  orders_with_commission: number;
  goods_fen: bigint;
  discount_fen: bigint;
  commission: Change;
  /** What the goods of lines with a known cost brought and cost, and how many lines have none. */
  known_cost: { goods_fen: bigint; cost_fen: bigint; draft_fen: bigint; lines_without: number };
  tiers: (Change & { tier: number })[];
  grades: (Change & { grade: string | null })[];
  cuts: { cut_by: Cut; parts: number; cut_fen: bigint }[];
  distributors: { gaining: number; losing: number; unchanged: number };
  gainers: (Change & { distributor_id: string })[];
  losers: (Change & { distributor_id: string })[];
  worst: Stack[];
}

const LISTED_DISTRIBUTORS = 10;
const LISTED_STACKS = 5;
const WHOLE_BPS = 10_000n;

/** Tries a draft on one past order after another. The report depends on the orders alone, not on their sequence. */
export class Simulation {
  readonly #plan: PlanDraft;
  #orders = 0;
  #withCommission = 0;
  #goods_fen = 0n;
  #discount_fen = 0n;
  #cost = { goods_fen: 0n, cost_fen: 0n, draft_fen: 0n, lines_without: 0 };
  readonly #tiers = new Map<number, Change>();
  readonly #grades = new Map<string | null, Change>();
  readonly #distributors = new Map<string, Change>();
  readonly #cuts = new Map<Cut, { parts: number; cut_fen: bigint }>();
  #worst: Stack[] = [];

  /** @param assumed codes of campaigns that count as running all the time; the others run when they are planned */
  constructor(plan: PlanDraft, assumed: readonly string[] = []) {
    const always = { starts_at: new Date(-8.64e15), ends_at: new Date(8.64e15) };
    const campaigns = plan.campaigns.map((campaign) =>
      assumed.includes(campaign.code) ? { ...campaign, ...always } : campaign,
    );
    this.#plan = { ...plan, campaigns };
  }

  /** Tries the draft on an order, at the order's own time. */
  add(order: PastOrder): void {
    const plan = this.#plan;
    const earners = earnersUnder(plan.binding.self_purchase, order.chain);
    const chain = earners.filter(({ tier }) => tier <= plan.tiers.length);
    const parts = attribute(plan, order.lines, chain, order.frozen_at);
    this.#orders += 1;
    if (parts.some(({ amount_fen }) => amount_fen > 0n)) this.#withCommission += 1;
    for (const one of order.frozen) this.#note(one, one.amount_fen, "frozen_fen");
    for (const one of parts) this.#note(one, one.amount_fen, "draft_fen");
    for (const one of parts) this.#noteCut(one);
    for (const line of order.lines) this.#noteLine(line, parts);
    this.#worst = leastKept([...this.#worst, ...stacksOf(plan, order)]);
  }

  #note(
    who: { tier: number; grade: string | null; distributor_id: string },
    amount_fen: bigint,
    side: keyof Change,
  ): void {
    for (const change of [
      entryOf(this.#tiers, who.tier, noChange),
      entryOf(this.#grades, who.grade, noChange),
      entryOf(this.#distributors, who.distributor_id, noChange),
    ]) {
      change[side] += amount_fen;
    }
  }

  #noteCut({ cut_by, rate, quantity, base_fen, amount_fen }: ReasonedAttribution): void {
    if (!cut_by) return;
    const given = "rate_bps" in rate ? givenBy(rate, { base_fen }) : rate.fixed_fen * BigInt(quantity);
    const cut = entryOf(this.#cuts, cut_by, () => ({ parts: 0, cut_fen: 0n }));
    cut.parts += 1;
    cut.cut_fen += given - amount_fen;
  }

  #noteLine(line: OrderedLine, parts: readonly ReasonedAttribution[]): void {
    this.#goods_fen += line.base_fen;
    this.#discount_fen += listOf(line) - line.base_fen;
    const cost_fen = costOf(line);
    if (cost_fen === null) {
      this.#cost.lines_without += 1;
      return;
    }
    this.#cost.goods_fen += line.base_fen;
    this.#cost.cost_fen += cost_fen;
    this.#cost.draft_fen += paidOn(line, parts);
  }

  /** What was found so far. */
  report(): SimulationReport {
    const changes = [...this.#distributors].map(([distributor_id, change]) => ({
      distributor_id,
      ...change,
    }));
    const gainers = changes.filter((one) => gainOf(one) > 0n).sort(byGain);
    const losers = changes.filter((one) => gainOf(one) < 0n).sort((one, other) => -byGain(one, other));
    return {
      orders: this.#orders,
      orders_with_commission: this.#withCommission,
      goods_fen: this.#goods_fen,
      discount_fen: this.#discount_fen,
      commission: totalOf([...this.#tiers.values()]),
      known_cost: { ...this.#cost },
      tiers: rowsOf(this.#tiers, "tier"),
      grades: rowsOf(this.#grades, "grade"),
      cuts: rowsOf(this.#cuts, "cut_by"),
      distributors: {
        gaining: gainers.length,
        losing: losers.length,
        unchanged: changes.length - gainers.length - losers.length,
      },
      gainers: gainers.slice(0, LISTED_DISTRIBUTORS),
      losers: losers.slice(0, LISTED_DISTRIBUTORS),
      worst: [...this.#worst],
    };
  }
}

const noChange = (): Change => ({ frozen_fen: 0n, draft_fen: 0n });

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = fresh();
  map.set(key, value);
  return value;
}

function gainOf({ frozen_fen, draft_fen }: Change): bigint {
  return draft_fen - frozen_fen;
}

/** Who gains most first; of equal ones the smaller id, so that the list never depends on the sequence of orders. */
function byGain(
  one: Change & { distributor_id: string },
  other: Change & { distributor_id: string },
): number {
  const [left, right] = [gainOf(one), gainOf(other)];
  if (left !== right) return left > right ? -1 : 1;
  return one.distributor_id < other.distributor_id ? -1 : 1;
}

function totalOf(changes: readonly Change[]): Change {
  return {
    frozen_fen: sumFen(changes.map(({ frozen_fen }) => frozen_fen)),
    draft_fen: sumFen(changes.map(({ draft_fen }) => draft_fen)),
  };
}

function rowsOf<Key extends string | number | null, Value extends object, Name extends string>(
  map: ReadonlyMap<Key, Value>,
  name: Name,
): (Value & { [Part in Name]: Key })[] {
  const rows = [...map].sort(([left], [right]) => compareKeys(left, right));
  return rows.map(([key, value]) => ({ ...value, [name]: key }) as Value & { [Part in Name]: Key });
}

function compareKeys(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

function listOf({ base_fen, goods }: OrderedLine): bigint {
  const list = goods?.list_fen ?? base_fen;
  return list > base_fen ? list : base_fen;
}

function costOf({ goods }: OrderedLine): bigint | null {
  if (!goods || goods.unit_cost_fen === null) return null;
  return goods.unit_cost_fen * BigInt(goods.quantity);
}

function paidOn({ order_line_id }: OrderedLine, parts: readonly ReasonedAttribution[]): bigint {
  return sumFen(
    parts.filter((part) => part.order_line_id === order_line_id).map(({ amount_fen }) => amount_fen),
  );
}

/** For every line the stack that leaves the shop least, over all grades the draft knows and none. */
function stacksOf(plan: PlanDraft, order: PastOrder): Stack[] {
  const grades = [null, ...plan.grades.map(({ code }) => code)];
  const byGrade = grades.map((grade) => {
    const chain = plan.tiers.map(({ tier }) => ({
      ...{ tier, grade, binding_id: "", distributor_id: "" },
      distributor_no: BigInt(tier),
    }));
    return { grade, parts: attribute(plan, order.lines, chain, order.frozen_at) };
  });
  return order.lines
    .filter((line) => listOf(line) > 0n)
    .flatMap((line) => {
      const stacks = byGrade.map(({ grade, parts }) => stackOf(order.order_id, line, grade, parts));
      return leastKept(stacks).slice(0, 1);
    });
}

function stackOf(
  order_id: string,
  line: OrderedLine,
  grade: string | null,
  all: readonly ReasonedAttribution[],
): Stack {
  const parts = all.filter(({ order_line_id }) => order_line_id === line.order_line_id);
  const list_fen = listOf(line);
  const cost_fen = costOf(line);
  const kept_fen = line.base_fen - sumFen(parts.map(({ amount_fen }) => amount_fen)) - (cost_fen ?? 0n);
  return {
    order_id,
    order_line_id: line.order_line_id,
    list_fen,
    discount_fen: list_fen - line.base_fen,
    cost_fen,
    grade,
    tiers: parts.map(({ tier, amount_fen, rule, campaign, cut_by }) => ({
      ...{ tier, amount_fen, rule, campaign, cut_by },
    })),
    kept_fen,
    kept_bps: Number((kept_fen * WHOLE_BPS) / list_fen),
  };
}

/** The stacks that keep the smallest share, the worst first; ties by what is kept, then by line and grade. */
function leastKept(stacks: readonly Stack[]): Stack[] {
  const sorted = [...stacks].sort(
    (one, other) =>
      one.kept_bps - other.kept_bps ||
      compareFen(one.kept_fen, other.kept_fen) ||
      compareKeys(one.order_line_id, other.order_line_id) ||
      compareKeys(one.grade, other.grade),
  );
  return sorted.slice(0, LISTED_STACKS);
}

function compareFen(left: bigint, right: bigint): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
