import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { lockInTurn } from "@tengman/plugin-kit";
import { readStoredCart } from "../reads/priced-cart";

/** How long somebody who counts the same promotion is waited for. */
const LOCK_SECONDS = 30;

const lockKey = (code: string) => `promotion-usage:${code}`;

/**
 * The locks under which the usage of a cart's promotions is counted: only promotions somebody counts have one. Medusa
 * counts up under row locks but counts down without, so a countdown must not meet a count-up.
 */
export const promotionUsageLocksStep = createStep(
  "promotion-usage-locks",
  async (input: { codes: string[] }, { container, transactionId }) => {
    if (input.codes.length === 0)
      return new StepResponse({ keys: [] as string[], owner: transactionId ?? "" });
    const promotions = await container
      .resolve(Modules.PROMOTION)
      .listPromotions({ code: input.codes }, { relations: ["campaign", "campaign.budget"] });
    const counted = promotions.filter(
      (promotion) => typeof promotion.limit === "number" || promotion.campaign?.budget,
    );
    // One order for all, so that two orders never wait for each other.
    const keys = counted.flatMap(({ code }) => (code ? lockKey(code) : [])).sort();
    return new StepResponse({ keys, owner: transactionId ?? "" });
  },
);

/** Counts down the usage an order's cart has counted up, in promotions and in the budgets of their campaigns. */
export async function revertPromotionUsage(container: MedusaContainer, cart_id: string): Promise<void> {
  const cart = await readStoredCart(container, cart_id);
  const { data: customers } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["customer_id", "email"],
    filters: { id: cart_id },
  });
  const discounted = [...cart.items, ...(cart.shipping_methods ?? [])];
  const actions = discounted
    .flatMap(({ adjustments }) => adjustments ?? [])
    .flatMap(({ code, amount }) => (code ? [{ code, amount: Number(amount) }] : []));
  if (actions.length === 0) return;
  const promotions = container.resolve(Modules.PROMOTION);
  await lockInTurn(
    container.resolve(Modules.LOCKING),
    actions.map(({ code }) => lockKey(code)),
    () =>
      promotions.revertUsage(actions, {
        customer_id: customers[0]?.customer_id ?? null,
        customer_email: customers[0]?.email ?? null,
      }),
    LOCK_SECONDS,
  );
}

/** What a discount took off, and whose it is. */
export interface CountedUse {
  code: string;
  amount: number;
}

interface CountUsesInput {
  uses: CountedUse[];
  customer_id: string | null;
  customer_email: string | null;
}

/** Under the locks of the promotions. */
async function underUsageLocks(
  container: MedusaContainer,
  uses: readonly CountedUse[],
  work: () => Promise<void>,
): Promise<void> {
  const keys = uses.map(({ code }) => lockKey(code));
  await lockInTurn(container.resolve(Modules.LOCKING), keys, work, LOCK_SECONDS);
}

/**
 * Counts the uses of promotions that somebody counts.
 * @throws Medusa's error when a promotion is used up
 */
export const countUsesStep = createStep(
  "count-uses-of-promotions",
  async (input: CountUsesInput, { container }) => {
    const { uses, ...who } = input;
    if (uses.length === 0) return new StepResponse(0, null);
    const promotions = container.resolve(Modules.PROMOTION);
    await underUsageLocks(container, uses, () => promotions.registerUsage(uses, who));
    return new StepResponse(uses.length, input);
  },
  async (counted, { container }) => {
    if (!counted) return;
    const { uses, ...who } = counted;
    const promotions = container.resolve(Modules.PROMOTION);
    await underUsageLocks(container, uses, () => promotions.revertUsage(uses, who));
  },
);
