import { AsyncLocalStorage } from "node:async_hooks";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MathBN, Modules } from "@medusajs/framework/utils";
import PromotionModule from "@medusajs/medusa/promotion";
import type { MerchantFault } from "../../domain/merchant-fault";
import {
  attributeOf,
  type BudgetContext,
  type LimitedPromotion,
  lacksBudgetAttribute,
  overspentCodes,
} from "../../domain/promotion-budget";
import { noteUnusablePromotion } from "../faults/unusable-promotions";

/*
 * Medusa reckons all promotions of a cart in one go, automatic ones included, and one that cannot be reckoned refuses
 * the whole cart: nobody could buy anything until the merchant finds out which. Its module offers no hook inside that
 * reckoning, so its two methods are wrapped here: what a shopper cannot use is left out, what throws is left out and
 * told to the merchant, and the rest applies.
 */

type Amount = Parameters<typeof MathBN.convert>[0];

export interface ActivePromotion {
  id: string;
  code: string;
  /** How many times it may be used at all. */
  limit?: number | null;
  campaign?: {
    budget?: {
      id: string;
      type: string;
      attribute?: string | null;
      limit?: Amount | null;
      used?: Amount | null;
    } | null;
  } | null;
}

export interface ComputedAction {
  action: string;
  code: string;
  amount?: Amount;
  item_id?: string;
  shipping_method_id?: string;
  is_tax_inclusive?: boolean;
}

interface PromotionService {
  campaignBudgetUsageService_: {
    list(filters: { budget_id: string; attribute_value: string }): Promise<{ used?: Amount | null }[]>;
  };
  computeActions(codes: string[], context: BudgetContext, ...rest: unknown[]): Promise<ComputedAction[]>;
  listActivePromotions_(...query: unknown[]): Promise<ActivePromotion[]>;
}

interface Reckoning {
  context: BudgetContext;
  /** Which promotions may take part. */
  admits(promotion: ActivePromotion): boolean;
  /** Those that took part, in the order in which they were reckoned. */
  considered: ActivePromotion[];
}

const reckonings = new AsyncLocalStorage<Reckoning>();
/** Where somebody wants to know which promotions took part, besides what they do. */
const witnesses = new AsyncLocalStorage<{ promotions: ActivePromotion[] }>();

const decimal = (amount: Amount | null | undefined) => MathBN.convert(amount ?? 0).toFixed();

function limitedPromotion({ code, campaign }: ActivePromotion): LimitedPromotion {
  const budget = campaign?.budget;
  if (!budget) return { code, budget: null };
  const { id, type, attribute = null, limit, used } = budget;
  const most = limit === null || limit === undefined ? null : decimal(limit);
  return { code, budget: { id, type, attribute, limit: most, used: decimal(used) } };
}

/** Promotions with what this shopper has used of campaigns that count by who they are. */
async function withOwnUses(
  service: PromotionService,
  { considered, context }: Reckoning,
): Promise<LimitedPromotion[]> {
  const limited = considered.map(limitedPromotion);
  for (const { budget } of limited) {
    if (budget?.type !== "use_by_attribute") continue;
    const attribute_value = attributeOf(budget.attribute, context) ?? "";
    const filters = { budget_id: budget.id, attribute_value };
    const [usage] = await service.campaignBudgetUsageService_.list(filters);
    budget.used = decimal(usage?.used);
  }
  return limited;
}

/** Takes the discounts of overspent campaigns out again, as Medusa does for a single line that is too much. */
function withinBudgets(actions: ComputedAction[], promotions: LimitedPromotion[]): ComputedAction[] {
  const discounts = actions.flatMap(({ code, amount }) =>
    amount === undefined ? [] : [{ code, amount: decimal(amount) }],
  );
  const over = overspentCodes(promotions, discounts);
  if (over.size === 0) return actions;
  const kept = actions.filter(({ code, amount }) => amount === undefined || !over.has(code));
  return [...kept, ...[...over].map((code) => ({ action: "campaignBudgetExceeded", code }))];
}

const unusable = ({ id, code }: ActivePromotion, error: unknown): MerchantFault => ({
  kind: "promotion_unusable",
  subject_type: "promotion",
  subject_id: id,
  title: code,
  detail: error instanceof Error ? error.message : String(error),
});

function guard(service: PromotionService): void {
  const { computeActions, listActivePromotions_ } = service;
  if (!computeActions || !listActivePromotions_) {
    throw new Error("@tengman/mall: Medusa's promotion module has changed, its guard must follow");
  }
  service.listActivePromotions_ = async function (...query) {
    const promotions = await listActivePromotions_.apply(this, query);
    const reckoning = reckonings.getStore();
    if (!reckoning) return promotions;
    reckoning.considered = promotions.filter(
      (promotion) =>
        reckoning.admits(promotion) && !lacksBudgetAttribute(limitedPromotion(promotion), reckoning.context),
    );
    return reckoning.considered;
  };
  service.computeActions = async function (codes, context, ...rest) {
    const reckon = async (admits: Reckoning["admits"]) => {
      const reckoning: Reckoning = { context, admits, considered: [] };
      try {
        const actions = await reckonings.run(reckoning, () =>
          computeActions.call(this, codes, context, ...rest),
        );
        const limited = await withOwnUses(this, reckoning);
        const witness = witnesses.getStore();
        if (witness) witness.promotions = reckoning.considered;
        return { actions: withinBudgets(actions, limited), error: undefined, reckoning };
      } catch (error) {
        return { actions: null, error, reckoning };
      }
    };
    const all = await reckon(() => true);
    if (all.actions) return all.actions;
    const odd = new Set<string>();
    for (const promotion of all.reckoning.considered) {
      const alone = await reckon(({ id }) => id === promotion.id);
      if (alone.actions) continue;
      odd.add(promotion.id);
      noteUnusablePromotion(unusable(promotion, alone.error));
    }
    const others = await reckon(({ id }) => !odd.has(id));
    if (!others.actions) throw others.error;
    return others.actions;
  };
}

guard(PromotionModule.service.prototype as unknown as PromotionService);

/** What promotions do to a cart, and which were considered. */
export async function reckonPromotions(
  container: MedusaContainer,
  codes: readonly string[],
  cart: object,
): Promise<{ actions: ComputedAction[]; promotions: ActivePromotion[] }> {
  const witness = { promotions: [] as ActivePromotion[] };
  const service = container.resolve(Modules.PROMOTION) as unknown as PromotionService;
  const actions = await witnesses.run(witness, () =>
    service.computeActions([...codes], cart as BudgetContext),
  );
  return { actions, promotions: witness.promotions };
}
