import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { refundNoteOf } from "../../domain/after-sale-refund";
import { majorUnitsOf } from "../../domain/money";
import { refusal } from "../../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../../modules/after-sale-cases/service";
import { readCaseAtHand } from "../reads/case-at-hand";
import { findCaseRefund, readRefundablePayments } from "../reads/case-refund";
import { readOrderAtHand } from "../reads/payable-order";
import { readRefundState } from "../reads/refund-records";
import { RefusedError } from "../refused-error";

/** Which case; the lock of its order must be held. */
export interface RefundCaseInput {
  case_id: string;
  order_id: string;
  /** The merchant who asked for it. */
  actor_id?: string | undefined;
  /** ISO 8601 UTC. */
  now: string;
}

/** What Medusa's refund workflow is asked for. */
export interface OrderedRefund {
  payment_id: string;
  /** In yuan, exact. */
  amount: number;
  note: string;
  created_by?: string;
}

interface BegunRefund {
  case_id: string;
  order_id: string;
}

/** A refund that was begun this long ago and never booked belongs to a server that has ended. */
const INTERRUPTED_AFTER_MS = 180_000;

/**
 * Notes that a case's refund begins, before anything is asked of the provider. Answers what to ask for; null when the
 * refund is under way or done already. If Medusa books none after all, the case waits for its refund again.
 * @throws {RefusedError} `after_sale_state_changed`, `nothing_refundable`
 */
export const beginRefundStep = createStep(
  "begin-after-sale-refund",
  async ({ case_id, order_id, actor_id, now }: RefundCaseInput, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const row = await readCaseAtHand(container, case_id);
    if (row.state === "refunding" || row.state === "refunded")
      return new StepResponse<OrderedRefund | null, BegunRefund | null>(null, null);
    if (row.state !== "to_refund") throw new RefusedError(refusal("after_sale_state_changed"));
    const amount_fen = BigInt(row.approved_fen ?? row.asked_fen);
    const payments = await readRefundablePayments(container, order_id);
    const payment = payments.find(({ kept_fen }) => kept_fen >= amount_fen);
    if (!payment) throw new RefusedError(refusal("nothing_refundable"));
    const begun = await cases.advanceCase(row, { state: "refunding", refund_began_at: new Date(now) });
    if (!begun) throw new RefusedError(refusal("after_sale_state_changed"));
    const ordered: OrderedRefund = {
      payment_id: payment.id,
      amount: Number(majorUnitsOf(amount_fen)),
      note: refundNoteOf(case_id),
      ...(actor_id ? { created_by: actor_id } : {}),
    };
    return new StepResponse<OrderedRefund | null, BegunRefund | null>(ordered, {
      case_id,
      order_id,
    });
  },
  async (begun, { container }) => {
    if (!begun) return;
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const row = await readCaseAtHand(container, begun.case_id);
    const booked = await findCaseRefund(container, { id: begun.case_id, order_id: begun.order_id });
    if (booked || row.state !== "refunding") return;
    await cases.advanceCase(row, { state: "to_refund", refund_began_at: null });
  },
);

/** What became of a case's refund: `still` on its way, or `over`; then whether its order has nothing left to do. */
export interface FollowedRefund {
  state: "still" | "over";
  cancel_order: boolean;
}

/** Brings a case that is being refunded up to what Medusa and the provider say about its money. */
export const followCaseRefundStep = createStep(
  "follow-after-sale-refund",
  async ({ case_id, order_id, now }: RefundCaseInput, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const row = await readCaseAtHand(container, case_id);
    const still = new StepResponse<FollowedRefund>({ state: "still", cancel_order: false });
    if (row.state !== "refunding") return still;
    const booked = await findCaseRefund(container, row);
    if (!booked) {
      const age_ms = new Date(now).getTime() - new Date(row.refund_began_at ?? now).getTime();
      if (age_ms > INTERRUPTED_AFTER_MS) {
        await cases.advanceCase(row, { state: "to_refund", refund_began_at: null });
      }
      return still;
    }
    if ((await readRefundState(container, booked.id)) !== "succeeded") {
      if (!row.refund_id) await cases.advanceCase(row, { refund_id: booked.id });
      return still;
    }
    const moment = new Date(now);
    const cancel_order = await isNothingLeft(container, order_id);
    const end = {
      state: "refunded",
      refund_id: booked.id,
      refunded_at: moment,
      closed_at: moment,
      is_withdrawing: !cancel_order && isGivenUp(row),
    } as const;
    if (!(await cases.advanceCase(row, end))) return still;
    return new StepResponse<FollowedRefund>({ state: "over", cancel_order });
  },
);

/** Whether a case's goods are not owed any more, although they never came back: their whole money did. */
function isGivenUp({ type, approved_fen, asked_fen, goods_fen }: AfterSaleRow): boolean {
  return type === "refund_only" && BigInt(approved_fen ?? asked_fen) >= BigInt(goods_fen);
}

/** Whether all of an order's money is back and none of it was ever packed: then its stock can be sold to others. */
async function isNothingLeft(
  container: Parameters<typeof readOrderAtHand>[0],
  order_id: string,
): Promise<boolean> {
  const { order, facts } = await readOrderAtHand(container, order_id);
  const isPacked = (order.fulfillments ?? []).some(({ canceled_at }) => !canceled_at);
  return !facts.canceled_at && !isPacked && facts.refunded_fen >= facts.captured_fen;
}
