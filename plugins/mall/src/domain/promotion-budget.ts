import { partsOfFen, roundPartsToFen } from "./money";

/** A promotion as far as its campaign limits it; amounts are decimal strings in major units. */
export interface LimitedPromotion {
  code: string;
  budget: {
    id: string;
    type: string;
    /** What the budget counts by, for budgets of the type `use_by_attribute`. */
    attribute: string | null;
    limit: string | null;
    /** In all; of budgets of the type `use_by_attribute`, by this shopper. */
    used: string;
  } | null;
}

/** What is known of whoever buys. */
export interface BudgetContext {
  customer_id?: string | null;
  email?: string | null;
  customer?: { id?: string | null } | null;
}

/** What a campaign counts this shopper by, null when they do not have it: Medusa knows these two. */
export function attributeOf(
  attribute: string | null,
  { customer_id, customer, email }: BudgetContext,
): string | null {
  if (attribute === "customer_id") return customer_id ?? customer?.id ?? null;
  if (attribute === "customer_email") return email || null;
  return null;
}

/**
 * Whether a campaign counts its uses by something that this shopper does not have, such as an e-mail address. Medusa
 * refuses the whole cart then; here the promotion does not apply to them.
 */
export function lacksBudgetAttribute({ budget }: LimitedPromotion, context: BudgetContext): boolean {
  return budget?.type === "use_by_attribute" && attributeOf(budget.attribute, context) === null;
}

/** A discount that Medusa has reckoned: which promotion takes how much, in major units. */
export interface ReckonedDiscount {
  code: string;
  amount: string;
}

/**
 * The promotions whose discounts together are more than what is left of their campaign's money or uses. Medusa compares
 * each line, and each promotion, alone with the budget, accepts the cart, and refuses the order it becomes.
 */
export function overspentCodes(
  promotions: readonly LimitedPromotion[],
  discounts: readonly ReckonedDiscount[],
): Set<string> {
  const parts = new Map<string, bigint>();
  for (const { code, amount } of discounts) parts.set(code, (parts.get(code) ?? 0n) + partsOfFen(amount));
  const spent = new Map<string, bigint>();
  const over = new Set<string>();
  for (const { code, budget } of promotions) {
    const discount = parts.get(code);
    if (discount === undefined || !budget || budget.limit === null) continue;
    if (budget.type === "use_by_attribute") {
      const uses = (spent.get(budget.id) ?? partsOfFen(budget.used)) + partsOfFen(1);
      if (uses > partsOfFen(budget.limit)) over.add(code);
      else spent.set(budget.id, uses);
    }
    if (budget.type !== "spend") continue;
    // Discounts are charged in whole fen (`wholeFenDiscounts`), rounded as a whole.
    const fen_parts = partsOfFen("0.01") * roundPartsToFen(discount);
    const so_far = spent.get(budget.id) ?? partsOfFen(budget.used);
    if (so_far + fen_parts > partsOfFen(budget.limit)) over.add(code);
    else spent.set(budget.id, so_far + fen_parts);
  }
  return over;
}
