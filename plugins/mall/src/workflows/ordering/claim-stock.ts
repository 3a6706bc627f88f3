import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { lockInTurn } from "@tengman/plugin-kit";
import type { RequestedLine } from "../../domain/order-request";
import { refusal } from "../../domain/refusal";
import { refusalOfLines } from "../../domain/stock";
import { CHECKOUT_MODULE } from "../../modules/checkout";
import type { CheckoutService } from "../../modules/checkout/service";
import { readLineFacts, sellableOf } from "../reads/line-facts";
import type { SellingPlace } from "../reads/selling-place";
import { RefusedError } from "../refused-error";
import type { OrderIds } from "./order-rows";

const checkoutOf = (container: MedusaContainer) => container.resolve<CheckoutService>(CHECKOUT_MODULE);

/** How long somebody who takes the same goods is waited for. */
const LOCK_SECONDS = 20;

/** Under Medusa's own locks of the items: its other writers of stock read first and write what they reckoned. */
async function underLocks<Result>(
  container: MedusaContainer,
  item_ids: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  return await lockInTurn(container.resolve(Modules.LOCKING), item_ids, work, LOCK_SECONDS);
}

interface ClaimStockInput {
  items: RequestedLine[];
  /** The inventory items behind the lines. */
  item_ids: string[];
  place: SellingPlace;
  ids: OrderIds;
}

async function shortageOf(container: MedusaContainer, { items, place }: ClaimStockInput) {
  const variants = sellableOf(await readLineFacts(container, items, place));
  return new RefusedError(refusalOfLines(items, variants) ?? refusal("out_of_stock"));
}

/**
 * Holds the stock of all lines, before anything is reckoned or written: who comes too late is told at once.
 * @throws {RefusedError} `out_of_stock`, naming the line
 */
export const claimStockStep = createStep(
  "claim-stock-of-order",
  async (input: ClaimStockInput, { container }) => {
    const { items, item_ids, place, ids } = input;
    const wanted = items.map((line, index) => ({ ...line, line_item_id: ids.line_item_ids[index] ?? "" }));
    const claim = () => checkoutOf(container).stock.claim(ids.cart_id, place.sales_channel_id, wanted);
    const claimed = await underLocks(container, item_ids, claim);
    if ("variant_id" in claimed) throw await shortageOf(container, input);
    return new StepResponse(claimed.reservation_ids, { cart_id: ids.cart_id, item_ids });
  },
  async (claimed, { container }) => {
    if (!claimed) return;
    const release = () => releaseStock(container, claimed.cart_id);
    // Behind a rush the locks may not be had in time; the rows' own locks keep what is let go of exact.
    await underLocks(container, claimed.item_ids, release).catch(release);
  },
);

/** Lets go of what is held for an order that never came to be. */
export const releaseStock = (container: MedusaContainer, cart_id: string): Promise<void> =>
  checkoutOf(container).stock.release(cart_id);
