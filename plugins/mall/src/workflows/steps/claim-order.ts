import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { RequestedLine } from "../../domain/order-request";
import { refusalOfLines } from "../../domain/stock";
import { type HoldingLimits, piecesOf, refusalOfHoldings } from "../../domain/unpaid-holdings";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { releaseStock } from "../ordering/claim-stock";
import type { SellingPlace } from "../reads/selling-place";
import { readSellableVariants } from "../reads/variants";
import { RefusedError } from "../refused-error";

export interface OrderClaim {
  customer_id: string;
  /** Of the cart that will become the order, where it is known before there is one. */
  cart_id: string | null;
  idempotency_key: string;
  request_fingerprint: string;
  /** ISO 8601. */
  pay_by: string;
  now: string;
  items: RequestedLine[];
  promo_codes: string[];
  place: SellingPlace;
  may_hold: HoldingLimits;
}

const CLAIM_TIMEOUT_S = 10;

/** How a claim stands after it was written: its row's id, and the revision the next write must know. */
export interface ClaimedOrder {
  id: string;
  revision: number;
}

/**
 * Writes the order's row before anything else is made. The unique pair of customer and idempotency key lets one
 * request through, whichever server it reached; and what a crash leaves behind can be found by the row. A shopper's
 * claims are written one after another, so that many at once cannot hold more than each of them may.
 * @throws {RefusedError} `too_many_unpaid_orders`, `purchase_limit_exceeded`
 */
export const claimOrderStep = createStep(
  "claim-mall-order",
  async (wanted: OrderClaim, { container }) => {
    const { now, items, promo_codes, place, may_hold, ...claim } = wanted;
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const claimed = await container.resolve(Modules.LOCKING).execute(
      `mall-claims-of:${claim.customer_id}`,
      async () => {
        await refuseHoarding(container, wanted);
        return mall.createMallOrders({
          ...claim,
          pieces: piecesOf(items),
          promo_codes: promo_codes as unknown as Record<string, unknown>,
          pay_by: new Date(claim.pay_by),
          synced_at: new Date(now),
          state: "placing",
        });
      },
      { timeout: CLAIM_TIMEOUT_S },
    );
    const { id, revision } = claimed;
    const undo = { id, cart_id: claim.cart_id };
    return new StepResponse<ClaimedOrder, typeof undo>({ id, revision }, undo);
  },
  async (claimed, { container }) => {
    if (!claimed) return;
    // The row is the last that knows of stock which a step has held and could not let go of: it goes after the stock.
    if (claimed.cart_id) await releaseStock(container, claimed.cart_id);
    await container.resolve<MallModuleService>(MALL_MODULE).deleteMallOrders(claimed.id);
  },
);

async function refuseHoarding(
  container: MedusaContainer,
  { customer_id, idempotency_key, items, place, may_hold }: OrderClaim,
): Promise<void> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const held = await mall.unpaidHoldings(customer_id, idempotency_key);
  const refused = refusalOfHoldings(held, items, may_hold);
  if (!refused) return;
  // What the shop does not have at all is the better answer.
  const ids = items.map(({ variant_id }) => variant_id);
  const missing = refusalOfLines(items, await readSellableVariants(container, ids, place));
  throw new RefusedError(missing ?? refused);
}

/** Notes which cart will become the order, so that an interrupted order can be found again. */
export const noteCartStep = createStep(
  "note-cart-of-mall-order",
  async ({ claimed, cart_id }: { claimed: ClaimedOrder; cart_id: string }, { container }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    await advanceOrThrow(mall, claimed, { cart_id });
    return new StepResponse<ClaimedOrder>({ id: claimed.id, revision: claimed.revision + 1 });
  },
);

/** Turns the claim into the order's row. */
export const recordOrderStep = createStep(
  "record-mall-order",
  async (
    input: {
      claimed: ClaimedOrder;
      order_id: string;
      payment_session_id: string | null;
      total_fen: string;
      now: string;
    },
    { container },
  ) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const free = input.total_fen === "0";
    await advanceOrThrow(mall, input.claimed, {
      order_id: input.order_id,
      payment_session_id: input.payment_session_id,
      state: free ? "to_ship" : "to_pay",
      paid_at: free ? new Date(input.now) : null,
    });
    return new StepResponse(input.order_id);
  },
);

async function advanceOrThrow(
  mall: MallModuleService,
  claimed: ClaimedOrder,
  change: Partial<Pick<MallOrderRow, "cart_id" | "order_id" | "payment_session_id" | "state" | "paid_at">>,
): Promise<void> {
  const written = await mall.advanceMallOrder(claimed, change);
  if (!written)
    throw new Error(`the row ${claimed.id} of an order being placed was changed by somebody else`);
}
