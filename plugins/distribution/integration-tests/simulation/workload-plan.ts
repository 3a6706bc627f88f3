import type { Chance } from "./chance";
import type { BoughtGoods, Condition, GradeTerms, Pay, PayoutFeeTerms, PlanChange, Rule } from "./happenings";

const DAY_MS = 86_400_000;
const PRODUCTS = 12;
/** Of the least payout; a fee may not swallow it whole. */
const MOST_FEE = 0.95;
const GRADES = ["bronze", "silver", "gold"];
const TARGETS = ["variant", "product", "collection", "category", "all"] as const;

/** Goods of a small shop, in so many pieces; of some nobody wrote down what they cost. */
export function goodsOf(chance: Chance, base_fen: bigint): BoughtGoods {
  const product = chance.whole(0, PRODUCTS - 1);
  const quantity = chance.whole(1, 3);
  const cost = (base_fen * BigInt(chance.whole(20, 95))) / 100n / BigInt(quantity);
  return {
    quantity,
    variant: `variant_${product}_${chance.whole(0, 1)}`,
    product: `prod_${product}`,
    collection: product % 4 === 3 ? null : `col_${product % 3}`,
    categories: product % 5 === 4 ? [] : [`cat_${product % 5}`, "cat_top"],
    unit_cost_fen: chance.happens(70) ? cost : null,
  };
}

/** A plan as a merchant might publish it, who tries everything there is. */
export function planOf(chance: Chance, at: Date): PlanChange {
  const tiers = [payOf(chance, 500, 1_500, 800), payOf(chance, 100, 499, 200)].slice(
    0,
    chance.happens(80) ? 2 : 1,
  );
  const grades = chance.happens(80) ? gradesOf(chance) : [];
  const protection_days = chance.whole(2, 30);
  const minimum_fen = chance.oneOf([10, 100, 1_000]);
  return {
    tiers,
    holding_days: chance.whole(0, 10),
    protection_days,
    expires_after_days: chance.happens(60) ? protection_days + chance.whole(0, 25) : null,
    new_customers_only: chance.happens(10),
    pays_own_purchases: chance.happens(40),
    minimum_fen: BigInt(minimum_fen),
    payout_fee: chance.happens(50) ? payoutFeeOf(chance, minimum_fen) : null,
    rules: rulesOf(chance, tiers, grades, chance.whole(0, 6), TARGETS.slice(0, -1)),
    campaigns: Array.from({ length: chance.whole(0, 2) }, (_, index) => {
      const from = new Date(at.getTime() + chance.whole(0, 8) * DAY_MS);
      const until = new Date(from.getTime() + chance.whole(1, 15) * DAY_MS);
      const rates = rulesOf(chance, tiers, grades, chance.whole(1, 3), TARGETS);
      return { code: `campaign-${index}`, from, until, rates };
    }),
    per_line: chance.happens(45) ? payOf(chance, 500, 2_000, 3_000) : null,
    per_order: chance.happens(35) ? payOf(chance, 400, 1_500, 6_000) : null,
    margin_floor: chance.happens(45)
      ? { keep_bps: chance.whole(5_000, 9_900), above_cost: chance.happens(50) }
      : null,
    grades,
  };
}

/** A fee as high as it may be, so that now and then tax and fee leave nothing. */
function payoutFeeOf(chance: Chance, minimum_fen: number): PayoutFeeTerms {
  const least = BigInt(chance.whole(1, Math.floor(minimum_fen * MOST_FEE)));
  return chance.happens(50) ? { fen: least } : { bps: chance.whole(10, 300), least_fen: least };
}

function payOf(chance: Chance, least_bps: number, most_bps: number, most_fen: number): Pay {
  if (chance.happens(80)) return { bps: chance.whole(least_bps, most_bps) };
  return { fen: BigInt(chance.whole(1, most_fen)) };
}

/** @param targetsForAll what a rule for every grade may name: a standing one for everything would be the plan's own rate */
function rulesOf(
  chance: Chance,
  tiers: readonly Pay[],
  grades: readonly GradeTerms[],
  count: number,
  targetsForAll: readonly Rule["target"][],
): Rule[] {
  return Array.from({ length: count }, (_, index) => {
    const grade = grades.length > 0 && chance.happens(50) ? chance.oneOf(grades).code : null;
    const target = chance.oneOf(grade === null ? targetsForAll : TARGETS);
    const named = chance.whole(0, tiers.length - 1);
    return {
      code: `rule-${index}`,
      target,
      target_id: targetOf(chance, target),
      grade,
      tiers: tiers.map((_, tier) =>
        tier !== named && chance.happens(40) ? null : payOf(chance, 0, 2_500, 1_500),
      ),
    };
  });
}

function targetOf(chance: Chance, target: Rule["target"]): string {
  const product = chance.whole(0, PRODUCTS - 1);
  return {
    variant: `variant_${product}_${product % 2}`,
    product: `prod_${product}`,
    collection: `col_${product % 3}`,
    category: product % 5 === 4 ? "cat_top" : `cat_${product % 5}`,
    all: "",
  }[target];
}

function gradesOf(chance: Chance): GradeTerms[] {
  return GRADES.map((code, index) => {
    const rise = chance.happens(85) ? conditionOf(chance, index + 1) : null;
    const keep = chance.happens(60) ? conditionOf(chance, index + 1) : null;
    return { code, rank: index + 1, rise, keep };
  });
}

function conditionOf(chance: Chance, rank: number): Condition {
  const sales_fen = BigInt(chance.whole(5_000, 150_000) * rank);
  const earnings_fen = BigInt(chance.whole(300, 9_000) * rank);
  const only = chance.whole(0, 2);
  return {
    sales_fen: only === 1 ? null : sales_fen,
    earnings_fen: only === 0 ? null : earnings_fen,
    days: chance.whole(3, 40),
  };
}

/** A grade's code, of a plan or of none. */
export function gradeOf(chance: Chance): string | null {
  return chance.happens(20) ? null : chance.oneOf(GRADES);
}
