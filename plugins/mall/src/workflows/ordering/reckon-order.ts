import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { LineFact } from "../../modules/checkout/line-facts";
import type { AssembleCartInput } from "../assemble-cart";
import { bareCart, reckonCart } from "../quoting/price-quote";

/**
 * What the order costs, reckoned as its quote was.
 * @throws {RefusedError} `variant_unknown`, `price_invalid`, `shipping_unavailable`
 */
export const reckonOrderStep = createStep(
  "reckon-mall-order",
  async ({ cart, facts }: { cart: AssembleCartInput; facts: Record<string, LineFact> }, { container }) => {
    const bare = await bareCart(container, cart, new Map(Object.entries(facts)));
    return new StepResponse(await reckonCart(container, cart, bare));
  },
);
