import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  addOrderTransactionStep,
  authorizePaymentSessionStep,
  compensatePaymentIfNeededStep,
  createOrdersStep,
  createPaymentCollectionsStep,
  createPaymentSessionStep,
  emitEventStep,
} from "@medusajs/medusa/core-flows";
import type { LineFact } from "../../modules/checkout/line-facts";
import type { AssembleCartInput } from "../assemble-cart";
import { checkCartStep } from "../steps/check-cart";
import { claimOrderStep, type OrderClaim, recordOrderStep } from "../steps/claim-order";
import { countUsesStep } from "../steps/promotion-usage";
import { claimStockStep } from "./claim-stock";
import { beforePaymentAuthorizationStep, orderCreatedStep } from "./completion-hooks";
import {
  linkedIdsOf,
  type OrderIds,
  orderRowOf,
  placedEvent,
  reservedEvents,
  transactionsOf,
  usesOf,
} from "./order-rows";
import { isPaidThroughStep } from "./payment-provider";
import { reckonOrderStep } from "./reckon-order";
import { writeCartStep } from "./write-cart";
import { writeLinksStep } from "./write-links";

export interface PlaceReckonedInput {
  claim: OrderClaim;
  cart: AssembleCartInput;
  ids: OrderIds;
  /** What is known of the lines' variants, by id. */
  facts: Record<string, LineFact>;
  expected_total_fen: string | null;
  payment_provider_id: string;
}

/**
 * Places an order that is reckoned as its quote was, and written as Medusa's own completion of a cart would write it.
 * Stock is held first, so that a refusal costs nothing. Links stand before the order they belong to: an order that a crash
 * leaves behind has all of them. Every write has its compensation.
 */
export const placeReckonedWorkflow = createWorkflow("place-reckoned-order", (input: PlaceReckonedInput) => {
  const { ids, cart: wanted } = input;
  const claimed = claimOrderStep(input.claim);
  const stock = transform({ input }, ({ input: { cart, ids, facts } }) => ({
    ...{ items: cart.items, place: cart.place, ids },
    item_ids: Object.values(facts).flatMap(({ inventory_items }) =>
      inventory_items.map(({ inventory_item_id }) => inventory_item_id),
    ),
  }));
  const reservations = claimStockStep(stock);
  const { cart, priced, promotions } = reckonOrderStep({ cart: wanted, facts: input.facts });
  checkCartStep({
    cart: priced,
    promo_codes: wanted.promo_codes,
    expected_total_fen: input.expected_total_fen,
  });
  writeCartStep({ cart, ids, now: input.claim.now });
  const session = when("order-costs-something", { priced }, ({ priced }) => priced.total_fen !== "0").then(
    () => {
      const asked = isPaidThroughStep({
        ...{ place: wanted.place, provider_id: input.payment_provider_id, total_fen: priced.total_fen },
      });
      const collections = createPaymentCollectionsStep([asked]);
      const payment_collection_id = transform({ collections }, ({ collections }) => collections[0]?.id ?? "");
      const session = createPaymentSessionStep({
        payment_collection_id,
        provider_id: input.payment_provider_id,
        amount: asked.amount,
        currency_code: asked.currency_code,
      });
      compensatePaymentIfNeededStep({ payment_session_id: session.id });
      return session;
    },
  );
  writeLinksStep(transform({ ids, session, promotions }, linkedIdsOf));
  // Counted before there is an order: what closes an order gives back only uses that were counted.
  countUsesStep(transform({ cart, promotions }, usesOf));
  createOrdersStep(transform({ cart, ids }, ({ cart, ids }) => [orderRowOf(cart, ids)]));
  emitEventStep(transform({ ids }, placedEvent));
  emitEventStep(transform({ ids, reservations }, reservedEvents)).config({ name: "emit-reservations" });
  beforePaymentAuthorizationStep({ cart_id: ids.cart_id, order_id: ids.order_id });
  when("session-exists", { session }, ({ session }) => Boolean(session)).then(() => {
    const id = transform({ session }, ({ session }) => session?.id ?? "");
    const payment = authorizePaymentSessionStep({ id });
    addOrderTransactionStep(transform({ payment, ids }, transactionsOf));
  });
  orderCreatedStep({ cart_id: ids.cart_id, order_id: ids.order_id });
  const order_id = recordOrderStep({
    claimed,
    order_id: ids.order_id,
    payment_session_id: transform({ session }, ({ session }) => session?.id ?? null),
    total_fen: priced.total_fen,
    now: input.claim.now,
  });
  return new WorkflowResponse(order_id);
});
