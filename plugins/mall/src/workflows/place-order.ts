import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  completeCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows";
import { payBy } from "../domain/deadlines";
import { canonicalOrder, mergeLines, type OrderRequest } from "../domain/order-request";
import { refusal } from "../domain/refusal";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService, MallOrderRow } from "../modules/mall/service";
import { type AssembleCartInput, assembleCartWorkflow, medusaAddress } from "./assemble-cart";
import { readPromoCodes } from "./reads/promo-codes";
import { readPurchaseLimits } from "./reads/purchase-limits";
import type { SellingPlace } from "./reads/selling-place";
import { RefusedError, refusalOf } from "./refused-error";
import { checkCartStep } from "./steps/check-cart";
import { checkLinesStep } from "./steps/check-lines";
import { claimOrderStep, noteCartStep, type OrderClaim, recordOrderStep } from "./steps/claim-order";
import { promotionUsageLocksStep } from "./steps/promotion-usage";
import { refusalBehind } from "./stock-race";

const WAIT_FOR_TWIN_MS = 20_000;
const POLL_MS = 100;

interface PlaceOrderWorkflowInput {
  claim: OrderClaim;
  cart: AssembleCartInput;
  expected_total_fen: string | null;
  payment_provider_id: string;
}

/**
 * Places an order, from lines to Medusa's order and its unpaid payment session. Every write has its compensation: a
 * failure anywhere leaves no cart, no payment collection, no reservation and no promotion usage.
 */
export const placeOrderWorkflow = createWorkflow("place-mall-order", (input: PlaceOrderWorkflowInput) => {
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

interface PlaceOrderInput {
  place: SellingPlace;
  customer_id: string;
  request: OrderRequest;
  now: Date;
}

/**
 * Places an order once per idempotency key: the same request again gets the same order, also when both arrive at the
 * same moment.
 * @throws {RefusedError} `too_many_unpaid_orders`, `purchase_limit_exceeded`, `out_of_stock`, `price_changed`, `promotion_invalid`, `variant_unknown`,
 * `shipping_unavailable`, `idempotency_key_reused`, `order_in_progress`
 */
export async function placeOrder(
  container: MedusaContainer,
  input: PlaceOrderInput,
): Promise<{ row: MallOrderRow; created: boolean }> {
  const fingerprint = createHash("sha256").update(canonicalOrder(input.request)).digest("hex");
  const earlier = await awaitTwin(container, input, fingerprint);
  if (earlier) return { row: earlier, created: false };
  try {
    await placeOrderWorkflow(container).run({ input: await workflowInput(container, input, fingerprint) });
  } catch (error) {
    const twin = refusalOf(error) ? null : await awaitTwin(container, input, fingerprint);
    if (twin) return { row: twin, created: false };
    throw (await refusalBehind(container, error, linesOf(input), input.place)) ?? error;
  }
  const row = await findByKey(container, input);
  if (!row) throw new Error("an order that was just placed has no row");
  return { row, created: true };
}

const linesOf = ({ request: { items, promo_codes } }: PlaceOrderInput) => ({
  items: mergeLines(items),
  promo_codes,
});

async function workflowInput(
  container: MedusaContainer,
  { place, customer_id, request, now }: PlaceOrderInput,
  request_fingerprint: string,
): Promise<PlaceOrderWorkflowInput> {
  const { settings } = container.resolve<MallModuleService>(MALL_MODULE);
  const { rejected } = await readPromoCodes(container, request.promo_codes, now);
  const [refused] = rejected;
  if (refused) {
    const field = `promo_codes.${request.promo_codes.indexOf(refused.code)}`;
    throw new RefusedError(refusal("promotion_invalid", field));
  }
  const items = mergeLines(request.items);
  return {
    claim: {
      customer_id,
      idempotency_key: request.idempotency_key,
      request_fingerprint,
      pay_by: payBy(now, settings.payment_window_seconds).toISOString(),
      now: now.toISOString(),
      items,
      promo_codes: request.promo_codes,
      place,
      may_hold: {
        orders: settings.unpaid_orders_per_customer,
        pieces: settings.unpaid_pieces_per_customer,
        pieces_of: await readPurchaseLimits(container, items),
      },
    },
    cart: {
      place,
      customer_id,
      items,
      promo_codes: request.promo_codes,
      shipping_address: medusaAddress(place, request.address),
      metadata: request.remark ? { remark: request.remark } : {},
    },
    expected_total_fen: request.expected_total_fen ?? null,
    payment_provider_id: settings.payment_provider_id,
  };
}

async function findByKey(
  container: MedusaContainer,
  { customer_id, request }: PlaceOrderInput,
): Promise<MallOrderRow | null> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const { idempotency_key } = request;
  const [row] = await mall.listMallOrders({ customer_id, idempotency_key }, { take: 1 });
  return (row as MallOrderRow | undefined) ?? null;
}

/** The order of an equal request with this key, waiting while that request is still at work; null when there is none. */
async function awaitTwin(
  container: MedusaContainer,
  input: PlaceOrderInput,
  fingerprint: string,
): Promise<MallOrderRow | null> {
  for (let waited_ms = 0; waited_ms <= WAIT_FOR_TWIN_MS; waited_ms += POLL_MS) {
    const row = await findByKey(container, input);
    if (row && row.request_fingerprint !== fingerprint) {
      throw new RefusedError(refusal("idempotency_key_reused", "idempotency_key"));
    }
    if (!row || row.order_id) return row;
    await delay(POLL_MS);
  }
  throw new RefusedError(refusal("order_in_progress"));
}
