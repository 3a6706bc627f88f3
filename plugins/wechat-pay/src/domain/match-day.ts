import type { BilledPayment, BilledRefund } from "./bill";
import type { TransferDifferenceCause } from "./match-transfers";
import type { RefundProgress } from "./refund";

/** What the shop's books say about one order number. */
export interface BookedPayment {
  readonly out_trade_no: string;
  /** `captured`: Medusa has the money. `stray`: it goes back by itself. `open`: a session without money. */
  readonly state: "captured" | "stray" | "open";
  readonly amount_fen: bigint;
}

/** What the shop's books say about one refund number. */
export interface BookedRefund {
  readonly out_refund_no: string;
  readonly out_trade_no: string;
  readonly amount_fen: bigint;
  readonly progress: RefundProgress;
}

/** The two sides of a day. Books are found for every number of the bill, and for what the bill should list. */
export interface DayFacts {
  readonly payments: readonly BilledPayment[];
  readonly refunds: readonly BilledRefund[];
  readonly booked_payments: ReadonlyMap<string, BookedPayment>;
  readonly booked_refunds: ReadonlyMap<string, BookedRefund>;
  /** Numbers of payments that WeChat said were made on this day, and of refunds it accepted by then and never billed. */
  readonly expected_payments: readonly string[];
  readonly expected_refunds: readonly string[];
  /** The shoppers' payments on the fund-flow bill, summed up. */
  readonly trade_income_fen: bigint;
}

export type DifferenceCause =
  | "payment_listed_twice"
  | "payment_unknown"
  | "payment_not_captured"
  | "payment_amount_differs"
  | "payment_not_billed"
  | "refund_listed_twice"
  | "refund_unknown"
  | "refund_amount_differs"
  | "refund_abnormal"
  | "refund_not_billed"
  | "fund_flow_differs"
  | TransferDifferenceCause;

/** What the merchant does about a difference. */
export type DifferenceAction =
  /** Run the day again: the shop asks WeChat about it meanwhile. */
  | "run_again"
  /** Compare with WeChat's merchant platform and ask WeChat's support. */
  | "ask_wechat"
  /** Find out who used the merchant's account outside this shop. */
  | "find_origin"
  /** Act on the refund in the list of refunds. */
  | "act_on_refund"
  /** The person did not get the money, or has it twice: put the payout right. */
  | "act_on_payout";

export interface Difference {
  readonly cause: DifferenceCause;
  readonly out_trade_no?: string;
  readonly out_refund_no?: string;
  /** Our number of a transfer to a person. */
  readonly out_bill_no?: string;
  readonly wechat_id?: string;
  readonly bill_fen?: bigint;
  readonly shop_fen?: bigint;
}

const ACTIONS: Readonly<Record<DifferenceCause, DifferenceAction>> = {
  payment_listed_twice: "ask_wechat",
  payment_unknown: "find_origin",
  payment_not_captured: "run_again",
  payment_amount_differs: "ask_wechat",
  payment_not_billed: "ask_wechat",
  refund_listed_twice: "ask_wechat",
  refund_unknown: "find_origin",
  refund_amount_differs: "ask_wechat",
  refund_abnormal: "act_on_refund",
  refund_not_billed: "ask_wechat",
  fund_flow_differs: "ask_wechat",
  transfer_unknown: "find_origin",
  transfer_amount_differs: "ask_wechat",
  transfer_returned_but_paid: "act_on_payout",
  transfer_released_but_kept: "act_on_payout",
  transfer_not_billed: "ask_wechat",
};

/** What helps with a difference; undefined for a cause of some other release. */
export function actionOn(cause: string): DifferenceAction | undefined {
  return Object.hasOwn(ACTIONS, cause) ? ACTIONS[cause as DifferenceCause] : undefined;
}

/** Compares the bill with the books, both ways. No difference means: the same payments and refunds, to the fen. */
export function matchDay(facts: DayFacts): Difference[] {
  const billedFen = facts.payments.reduce((sum, payment) => sum + payment.amount_fen, 0n);
  const flow: Difference[] =
    billedFen === facts.trade_income_fen
      ? []
      : [{ cause: "fund_flow_differs", bill_fen: billedFen, shop_fen: facts.trade_income_fen }];
  return [...matchPayments(facts), ...matchRefunds(facts), ...flow];
}

function matchPayments(facts: DayFacts): Difference[] {
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for (const billed of facts.payments) {
    const booked = facts.booked_payments.get(billed.out_trade_no);
    const cause = seen.has(billed.out_trade_no) ? "payment_listed_twice" : paymentCause(billed, booked);
    seen.add(billed.out_trade_no);
    if (cause) {
      differences.push({
        cause,
        out_trade_no: billed.out_trade_no,
        wechat_id: billed.transaction_id,
        bill_fen: billed.amount_fen,
        ...(booked ? { shop_fen: booked.amount_fen } : {}),
      });
    }
  }
  for (const out_trade_no of facts.expected_payments) {
    const booked = facts.booked_payments.get(out_trade_no);
    if (!seen.has(out_trade_no) && booked) {
      differences.push({ cause: "payment_not_billed", out_trade_no, shop_fen: booked.amount_fen });
    }
  }
  return differences;
}

function paymentCause(billed: BilledPayment, booked: BookedPayment | undefined): DifferenceCause | undefined {
  if (!booked) {
    return "payment_unknown";
  }
  if (booked.state === "open") {
    return "payment_not_captured";
  }
  return booked.amount_fen === billed.amount_fen ? undefined : "payment_amount_differs";
}

function matchRefunds(facts: DayFacts): Difference[] {
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for (const billed of facts.refunds) {
    const booked = facts.booked_refunds.get(billed.out_refund_no);
    const cause = seen.has(billed.out_refund_no) ? "refund_listed_twice" : refundCause(billed, booked);
    seen.add(billed.out_refund_no);
    if (cause) {
      differences.push({
        cause,
        out_trade_no: billed.out_trade_no,
        out_refund_no: billed.out_refund_no,
        wechat_id: billed.refund_id,
        bill_fen: billed.amount_fen,
        ...(booked ? { shop_fen: booked.amount_fen } : {}),
      });
    }
  }
  for (const out_refund_no of facts.expected_refunds) {
    const booked = facts.booked_refunds.get(out_refund_no);
    if (!seen.has(out_refund_no) && booked) {
      const { out_trade_no, amount_fen } = booked;
      differences.push({ cause: "refund_not_billed", out_trade_no, out_refund_no, shop_fen: amount_fen });
    }
  }
  return differences;
}

function refundCause(billed: BilledRefund, booked: BookedRefund | undefined): DifferenceCause | undefined {
  if (!booked) {
    return "refund_unknown";
  }
  if (booked.amount_fen !== billed.amount_fen) {
    return "refund_amount_differs";
  }
  return booked.progress === "needs_attention" ? "refund_abnormal" : undefined;
}
