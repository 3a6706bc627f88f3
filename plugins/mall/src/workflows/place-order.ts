import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { payBy } from "../domain/deadlines";
import { canonicalOrder, mergeLines, type OrderRequest, type RequestedLine } from "../domain/order-request";
import { refusal } from "../domain/refusal";
import { refusalOfLines } from "../domain/stock";
import type { LineFact } from "../modules/checkout/line-facts";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService, MallOrderRow } from "../modules/mall/service";
import { type AssembleCartInput, medusaAddress } from "./assemble-cart";
import { newOrderIds } from "./ordering/order-ids";
import { placeReckonedWorkflow } from "./ordering/place-reckoned";
import { placeThroughCartWorkflow } from "./ordering/place-through-cart";
import { isReckonable } from "./quoting/price-quote";
import { hasAll, purchaseLimits, readLineFacts } from "./reads/line-facts";
import { readPromoCodes } from "./reads/promo-codes";
import type { SellingPlace } from "./reads/selling-place";
import { readSellableVariants } from "./reads/variants";
import { RefusedError, refusalOf } from "./refused-error";
import type { OrderClaim } from "./steps/claim-order";
import { refusalBehind } from "./stock-race";

const WAIT_FOR_TWIN_MS = 20_000;
const POLL_MS = 100;

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
    await place(container, input, fingerprint);
  } catch (error) {
    const code = refusalOf(error)?.code;
    // Who asks twice at once for the last piece may find it taken by the first asking.
    const isOwn = code !== undefined && code !== "out_of_stock";
    const twin = isOwn ? null : await awaitTwin(container, input, fingerprint);
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

/** Reads what is ordered, and takes the way on which it can be reckoned. */
async function place(container: MedusaContainer, input: PlaceOrderInput, fingerprint: string): Promise<void> {
  await refuseCodes(container, input);
  const { items } = linesOf(input);
  const facts = await readLineFacts(container, items, input.place);
  const cart = cartOf(input, items);
  const { settings } = container.resolve<MallModuleService>(MALL_MODULE);
  const rest = {
    expected_total_fen: input.request.expected_total_fen ?? null,
    payment_provider_id: settings.payment_provider_id,
    cart,
  };
  if (!hasAll(facts, items)) await refuseLines(container, items, input.place);
  const claim = claimOf(container, input, { items, facts, fingerprint });
  if (!(await isReckonable(container, cart))) {
    await placeThroughCartWorkflow(container).run({ input: { ...rest, claim } });
    return;
  }
  const ids = newOrderIds(items.length);
  await placeReckonedWorkflow(container).run({
    input: { ...rest, claim: { ...claim, cart_id: ids.cart_id }, ids, facts: Object.fromEntries(facts) },
  });
}

/** Tells which line cannot be had, before anything is written. */
async function refuseLines(
  container: MedusaContainer,
  items: RequestedLine[],
  place: SellingPlace,
): Promise<void> {
  const ids = items.map(({ variant_id }) => variant_id);
  const refused = refusalOfLines(items, await readSellableVariants(container, ids, place));
  if (refused) throw new RefusedError(refused);
}

async function refuseCodes(container: MedusaContainer, { request, now }: PlaceOrderInput): Promise<void> {
  const { rejected } = await readPromoCodes(container, request.promo_codes, now);
  const [refused] = rejected;
  if (!refused) return;
  const field = `promo_codes.${request.promo_codes.indexOf(refused.code)}`;
  throw new RefusedError(refusal("promotion_invalid", field));
}

function cartOf({ place, customer_id, request }: PlaceOrderInput, items: RequestedLine[]): AssembleCartInput {
  return {
    ...{ place, customer_id, items },
    promo_codes: request.promo_codes,
    shipping_address: medusaAddress(place, request.address),
    metadata: request.remark ? { remark: request.remark } : {},
  };
}

interface ReadLines {
  items: RequestedLine[];
  facts: ReadonlyMap<string, LineFact>;
  fingerprint: string;
}

function claimOf(
  container: MedusaContainer,
  { place, customer_id, request, now }: PlaceOrderInput,
  { items, facts, fingerprint }: ReadLines,
): OrderClaim {
  const { settings } = container.resolve<MallModuleService>(MALL_MODULE);
  return {
    ...{ customer_id, items, place, cart_id: null },
    idempotency_key: request.idempotency_key,
    request_fingerprint: fingerprint,
    pay_by: payBy(now, settings.payment_window_seconds).toISOString(),
    now: now.toISOString(),
    promo_codes: request.promo_codes,
    may_hold: {
      orders: settings.unpaid_orders_per_customer,
      pieces: settings.unpaid_pieces_per_customer,
      pieces_of: purchaseLimits(facts.values()),
    },
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
