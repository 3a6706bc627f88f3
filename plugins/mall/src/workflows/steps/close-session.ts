import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isEmptied, isPaid, orderState } from "../../domain/order-state";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { readOrderAtHand } from "../reads/payable-order";
import type { StoredPaymentSession } from "../reads/stored-order";
import { revertPromotionUsage } from "./promotion-usage";

/** Who closes an order: the clock, the shopper, or the merchant, whose cancellation in Medusa has happened already. */
export type CloseReason = "expired" | "canceled_by_shopper" | "canceled_by_merchant";

export interface CloseOrderInput {
  order_id: string;
  reason: CloseReason;
  /** What the shopper said about it. */
  note?: string | undefined;
  /** ISO 8601. */
  now: string;
}

/**
 * What may happen to the order next.
 * - `leave`: nothing (closed before, not due yet, or the money is captured and the order stands);
 * - `capture`: the money is at WeChat, so the order is paid and stays;
 * - `cancel`: nobody can pay any more, so the order can go;
 * - `settle`: the order is cancelled already and only what hangs on it is left to do.
 */
export type Verdict = "leave" | "capture" | "cancel" | "settle";

/** Asks the provider to close; answers whether the money has come in after all. A network failure throws. */
export async function closeAtProvider(
  container: MedusaContainer,
  session: StoredPaymentSession,
): Promise<"closed" | "paid"> {
  const { data, status } = await container.resolve(Modules.PAYMENT).updatePaymentSession({
    id: session.id,
    amount: Number(session.amount),
    currency_code: session.currency_code,
    data: { ...session.data, command: { kind: "close" } },
  });
  if (data?.trade_state === "SUCCESS") return "paid";
  if (data?.closed_at || String(status) === "canceled") return "closed";
  throw new Error(`payment session ${session.id} was neither closed nor paid`);
}

/** Decides what becomes of an unpaid order, and closes its session at the provider. The lock of the order must be held. */
export const closeSessionStep = createStep(
  "close-payment-session",
  async (input: CloseOrderInput, { container }) => {
    const { row, facts, session } = await readOrderAtHand(container, input.order_id);
    const canceled = facts.canceled_at !== null;
    if (row.closed_at) return new StepResponse<Verdict>("leave");
    if (isPaid(facts)) return new StepResponse<Verdict>(canceled ? "settle" : "leave");
    const due = input.reason !== "expired" || new Date(row.pay_by) <= new Date(input.now);
    if (!due && !canceled) return new StepResponse<Verdict>("leave");
    const outcome = session ? await closeAtProvider(container, session) : "closed";
    // Money for an order that is cancelled already is given back by the payment plugin, never captured.
    if (canceled) return new StepResponse<Verdict>("settle");
    return new StepResponse<Verdict>(outcome === "paid" ? "capture" : "cancel");
  },
);

const MAX_ATTEMPTS = 5;

/** Writes that an order is over; answers the row as it was before. */
async function writeClosing(
  container: MedusaContainer,
  { order_id, reason, note, now }: CloseOrderInput,
): Promise<MallOrderRow> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { row, facts } = await readOrderAtHand(container, order_id);
    const written = await mall.advanceMallOrder(row, {
      state: orderState({ ...facts, canceled_at: facts.canceled_at ?? new Date(now) }),
      closed_at: new Date(now),
      // Taking all goods off an unpaid order is the merchant's way of calling it off.
      close_reason: isEmptied({ ...facts, canceled_at: null }) ? "canceled_by_merchant" : reason,
      close_note: note ?? null,
      coupons_returned_at: row.coupons_returned_at ?? new Date(now),
    });
    if (written) return row;
  }
  throw new Error(`order ${order_id} kept changing while it was being closed`);
}

/**
 * Notes that an order is closed and gives its coupons back, once: the row is written first, so that whatever happens
 * the usage is never given back twice.
 */
export const settleClosedOrderStep = createStep(
  "settle-closed-order",
  async (input: CloseOrderInput, { container }) => {
    const row = await writeClosing(container, input);
    if (row.coupons_returned_at || !row.cart_id) return new StepResponse(true);
    try {
      await revertPromotionUsage(container, row.cart_id);
    } catch (error) {
      await container
        .resolve<MallModuleService>(MALL_MODULE)
        .advanceMallOrder(
          { id: row.id, revision: row.revision + 1 },
          { closed_at: null, close_reason: null, close_note: null, coupons_returned_at: null },
        );
      throw error;
    }
    return new StepResponse(true);
  },
);
