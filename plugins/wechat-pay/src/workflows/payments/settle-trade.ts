import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows";
import { paymentSessionIdOf } from "../../domain/numbers";
import { decideSettlement } from "../../domain/settlement";
import { mismatch, type Trade, type TradeMismatch } from "../../domain/trade";
import { recordStrayPayment } from "../refunds/follow-stray-payment";
import { giveBack, tellOfRefund } from "../refunds/give-back";
import { wechatPayOf } from "../wechat-pay-module";
import { whileOrderMoneyLocked } from "./order-money";
import { type PaymentFacts, paymentLockKey, readPaymentFacts } from "./payment-facts";

/** Long enough for whoever decides about the same session to finish two calls to WeChat. */
const LOCK_TIMEOUT_SECONDS = 30;

/** Capturing, then refunding what a cancelled order captured, then seeing that nothing is left: three looks suffice. */
const LOOKS = 3;

export type Settlement =
  | { readonly kind: "captured" | "already_captured" | "refund_captured" }
  | { readonly kind: "refund_stray"; readonly stray_payment_id: string }
  | { readonly kind: "rejected"; readonly reason: TradeMismatch | "session_unknown" };

/**
 * Makes Medusa agree with a trade that WeChat reported as SUCCESS, in a notification or an answer. Safe to repeat, at
 * the same time and after a crash: what is left to do is read anew under the session's lock.
 * @throws when Medusa or WeChat cannot finish it now; repeat later
 */
export async function settleTrade(container: MedusaContainer, trade: Trade): Promise<Settlement> {
  const paymentSessionId = paymentSessionIdOf(trade.out_trade_no);
  if (!paymentSessionId) {
    return { kind: "rejected", reason: "session_unknown" };
  }
  const locking = container.resolve(Modules.LOCKING);
  return await locking.execute(
    [paymentLockKey(paymentSessionId)],
    async () => await settleLocked(container, paymentSessionId, trade),
    { timeout: LOCK_TIMEOUT_SECONDS },
  );
}

async function settleLocked(
  container: MedusaContainer,
  paymentSessionId: string,
  trade: Trade,
): Promise<Settlement> {
  let done: Settlement = { kind: "already_captured" };
  for (let look = 0; look < LOOKS; look += 1) {
    const facts = await readPaymentFacts(container, paymentSessionId);
    if (!facts) {
      return { kind: "rejected", reason: "session_unknown" };
    }
    const reason = disagreement(container, facts, trade);
    if (reason) {
      return { kind: "rejected", reason };
    }
    // Money under a number the session gave up: the closed order was not closed after all. It goes back.
    const isCurrent = facts.out_trade_no === undefined || facts.out_trade_no === trade.out_trade_no;
    const decision = isCurrent ? decideSettlement(facts) : "refund_stray";
    if (decision === "already_captured") {
      return done;
    }
    if (decision === "refund_stray") {
      const { id } = await recordStrayPayment(container, facts, trade);
      return { kind: "refund_stray", stray_payment_id: id };
    }
    await (decision === "capture" ? capture(container, facts) : refundCaptured(container, facts));
    done = { kind: decision === "capture" ? "captured" : "refund_captured" };
  }
  throw new Error(`The payment of session ${paymentSessionId} could not be settled.`);
}

function disagreement(
  container: MedusaContainer,
  facts: PaymentFacts,
  trade: Trade,
): TradeMismatch | undefined {
  const { wechat, app_ids } = wechatPayOf(container);
  // An order given up may have been about another amount, or another of the merchant's apps.
  const isCurrent = facts.out_trade_no === trade.out_trade_no;
  const known = app_ids.has(trade.app_id) ? trade.app_id : wechat.app_id;
  return mismatch(
    {
      app_id: isCurrent ? (facts.app_id ?? known) : known,
      mch_id: wechat.mch_id,
      out_trade_no: trade.out_trade_no,
      amount_fen: isCurrent ? facts.amount_fen : (trade.amount_fen ?? facts.amount_fen),
    },
    trade,
  );
}

/** Lets Medusa authorise and capture; the provider asks WeChat once more on the way. */
async function capture(container: MedusaContainer, facts: PaymentFacts): Promise<void> {
  const work = async (): Promise<void> => {
    if (facts.capture_unmarked && facts.payment_id) {
      // A crash between Medusa's two writes: left so, Medusa would refuse to "capture more than authorised" for ever.
      const mark = { id: facts.payment_id, captured_at: new Date() };
      await container.resolve(Modules.PAYMENT).updatePayment(mark);
    }
    await processPaymentWorkflow(container).run({
      input: {
        action: "captured",
        data: { session_id: facts.payment_session_id, amount: Number(facts.amount_fen) / 100 },
      },
    });
  };
  await (facts.order_id ? whileOrderMoneyLocked(container, facts.order_id, work) : work());
}

/** What a cancelled order captured, or did not get to give back, goes back. */
async function refundCaptured(container: MedusaContainer, facts: PaymentFacts): Promise<void> {
  const { order_id, payment_id } = facts;
  if (!order_id || !payment_id) {
    return;
  }
  await whileOrderMoneyLocked(container, order_id, async () => {
    const now = await readPaymentFacts(container, facts.payment_session_id);
    if (now && now.kept_fen > 0n) {
      const amount = Number(now.kept_fen) / 100;
      await giveBack(container, order_id, { payment_id, amount, note: "订单已取消，自动退款" });
    }
  });
  await tellOfRefund(container, payment_id);
}
