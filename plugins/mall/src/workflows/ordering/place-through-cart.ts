import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  completeCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows";
import { type AssembleCartInput, assembleCartWorkflow } from "../assemble-cart";
import { checkCartStep } from "../steps/check-cart";
import { checkLinesStep } from "../steps/check-lines";
import { claimOrderStep, noteCartStep, type OrderClaim, recordOrderStep } from "../steps/claim-order";
import { promotionUsageLocksStep } from "../steps/promotion-usage";

export interface PlaceThroughCartInput {
  claim: OrderClaim;
  cart: AssembleCartInput;
  expected_total_fen: string | null;
  payment_provider_id: string;
}

/**
 * Places an order through a cart of Medusa's, where only a stored cart can tell what it costs: with taxes, and with freight
 * that a provider reckons. Every write has its compensation: a failure anywhere leaves no cart, no payment collection, no
 * reservation and no promotion usage.
 */
export const placeThroughCartWorkflow = createWorkflow("place-mall-order", (input: PlaceThroughCartInput) => {
  const claim = claimOrderStep(input.claim);
  checkLinesStep({ items: input.cart.items, place: input.cart.place });
  const cart = assembleCartWorkflow.runAsStep({ input: input.cart });
  checkCartStep({
    cart,
    promo_codes: input.cart.promo_codes,
    expected_total_fen: input.expected_total_fen,
  });
  const claimed = noteCartStep({ claimed: claim, cart_id: cart.cart_id });
  const session = when("order-costs-something", { cart }, ({ cart }) => cart.total_fen !== "0").then(() => {
    const collection = createPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: cart.cart_id } });
    return createPaymentSessionsWorkflow.runAsStep({
      input: { payment_collection_id: collection.id, provider_id: input.payment_provider_id },
    });
  });
  const codes = transform({ cart }, ({ cart }) => cart.promotions.map(({ code }) => code));
  const locks = promotionUsageLocksStep({ codes });
  acquireLockStep({ key: locks.keys, ownerId: locks.owner, timeout: 30, ttl: 60, retryInterval: 0.05 });
  const order = completeCartWorkflow.runAsStep({ input: { id: cart.cart_id } });
  releaseLockStep({ key: locks.keys, ownerId: locks.owner });
  const order_id = recordOrderStep({
    claimed,
    order_id: order.id,
    payment_session_id: transform({ session }, ({ session }) => session?.id ?? null),
    total_fen: cart.total_fen,
    now: input.claim.now,
  });
  return new WorkflowResponse(order_id);
});
