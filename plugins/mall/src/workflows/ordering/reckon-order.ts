import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type MedusaAmount, reckonedFenOf } from "../../domain/money";
import type { LineFact } from "../../modules/checkout/line-facts";
import type { AssembleCartInput } from "../assemble-cart";
import { bareCart, type ReckonedCart, reckonCart } from "../quoting/price-quote";
import { withTotals } from "../quoting/quoted-cart";

/**
 * The guard of every order's amount, as a plain cart has it in `hooks/complete-cart`: what is asked of the shopper is what
 * Medusa reckons of the rows that become the order.
 */
function assertOneTotal({ cart, priced }: ReckonedCart): void {
  const { total } = withTotals(cart) as unknown as { total: MedusaAmount };
  if (reckonedFenOf(total) === BigInt(priced.total_fen)) return;
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "The payment's amount is not the order's total",
    "payment_amount_mismatch",
  );
}

/**
 * What the order costs, reckoned as its quote was.
 * @throws {RefusedError} `variant_unknown`, `price_invalid`, `shipping_unavailable`
 */
export const reckonOrderStep = createStep(
  "reckon-mall-order",
  async ({ cart, facts }: { cart: AssembleCartInput; facts: Record<string, LineFact> }, { container }) => {
    const bare = await bareCart(container, cart, new Map(Object.entries(facts)));
    const reckoned = await reckonCart(container, cart, bare);
    assertOneTotal(reckoned);
    return new StepResponse(reckoned);
  },
);
