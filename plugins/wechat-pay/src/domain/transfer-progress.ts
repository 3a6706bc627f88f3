import { isFinalTransfer, type Transfer, type TransferState } from "./transfer";

/** WeChat ends a transfer that nobody confirmed within a day (商家转账, "确认收款"). */
const CONFIRMATION_MS = 24 * 3_600_000;
/** How long after that day we wait for WeChat to end it by itself before we take it back. */
const OVERDUE_GRACE_MS = 10 * 60_000;
/** How long a request whose answer never came may still be carried out. */
const IN_FLIGHT_MS = 10 * 60_000;
/** WeChat answers about transfers of the last 30 days; beyond that "unknown" proves nothing. */
const ANSWERABLE_MS = 29 * 24 * 3_600_000;

/** What is remembered of a transfer. `TO_SUBMIT`: WeChat has not been seen to know it. */
export interface TransferRecord {
  readonly state: TransferState | "TO_SUBMIT";
  readonly amount_fen: bigint;
  /** WeChat's number, once it gave one. */
  readonly transfer_bill_no: string | null;
  readonly package_info: string | null;
  readonly fail_reason: string | null;
  /** When the first request was sent, and the last one whose answer did not come or was not certain. */
  readonly submitted_at: Date | null;
  readonly unsure_at: Date | null;
  /** Until when the receiver may confirm it. */
  readonly confirm_by: Date | null;
  readonly cancel_requested_at: Date | null;
}

/**
 * What is to be done next:
 * - `submit`: ask for the transfer under its number, be it again;
 * - `cancel`: take it back at WeChat;
 * - `give_up`: end it here, for WeChat certainly never accepted it;
 * - `lost`: WeChat knew it and does not any more, or may have: a person must look, and nothing is sent again.
 */
export type TransferStep = "none" | "submit" | "cancel" | "give_up" | "lost";

/** Decides the next step. @param report WeChat's answer to the query; undefined when it does not know the number */
export function nextStep(record: TransferRecord, report: Transfer | undefined, now: Date): TransferStep {
  return report ? stepOfKnown(record, report, now) : stepOfUnknown(record, now);
}

function stepOfKnown(record: TransferRecord, { state }: Transfer, now: Date): TransferStep {
  const isWanted = record.cancel_requested_at === null;
  switch (state) {
    case "WAIT_USER_CONFIRM":
      if (!isWanted || isOverdue(record, now)) {
        return "cancel";
      }
      // Only the answer to the request carries what the page needs; asked again, WeChat repeats it.
      return record.package_info === null ? "submit" : "none";
    case "ACCEPTED":
    case "PROCESSING":
      return isWanted ? "none" : "cancel";
    default:
      return "none";
  }
}

function stepOfUnknown(record: TransferRecord, now: Date): TransferStep {
  const isPast = (since: Date | null, ms: number): boolean =>
    since !== null && now.getTime() - since.getTime() > ms;
  if (record.transfer_bill_no !== null || isPast(record.submitted_at, ANSWERABLE_MS)) {
    return "lost";
  }
  if (record.cancel_requested_at !== null) {
    return record.unsure_at === null || isPast(record.unsure_at, IN_FLIGHT_MS) ? "give_up" : "none";
  }
  return "submit";
}

function isOverdue({ confirm_by }: TransferRecord, now: Date): boolean {
  return confirm_by !== null && now.getTime() > confirm_by.getTime() + OVERDUE_GRACE_MS;
}

/** Until when a transfer may be confirmed that WeChat accepted then. @param created_at as WeChat writes it */
export function confirmableUntil(created_at: string | undefined, now: Date): Date {
  const accepted = Date.parse(created_at ?? "");
  return new Date((Number.isNaN(accepted) ? now.getTime() : accepted) + CONFIRMATION_MS);
}

/** A request sent before that moment is not on its way any more. */
export function certainBefore(now: Date): Date {
  return new Date(now.getTime() - IN_FLIGHT_MS);
}

/** Refusals of the request itself: it would be refused for ever. Others pass once the merchant mended the cause. */
const HOPELESS = new Set(["PARAM_ERROR", "INVALID_REQUEST"]);

/**
 * Whether a refusal ends the transfer. A refusal is unsigned, so WeChat was asked again and did not know the number;
 * and while an earlier request may still be on its way, nothing is over.
 */
export function endsByRefusal(code: string | undefined, unsure_at: Date | null, now: Date): boolean {
  const isCertain = unsure_at === null || unsure_at < certainBefore(now);
  return isCertain && code !== undefined && HOPELESS.has(code);
}

/** How a transfer stands for whoever promised the money. */
export type TransferStanding = "open" | "waiting_for_user" | "paid" | "expired" | "cancelled" | "failed";

/** Reads how a transfer stands. */
export function standingOf(record: TransferRecord): TransferStanding {
  const { state, cancel_requested_at, package_info, confirm_by } = record;
  if (state === "TO_SUBMIT" || !isFinalTransfer(state)) {
    const isWaiting = state === "WAIT_USER_CONFIRM" && package_info !== null && confirm_by !== null;
    return isWaiting && cancel_requested_at === null ? "waiting_for_user" : "open";
  }
  if (state === "SUCCESS") {
    return "paid";
  }
  const isByTime = record.fail_reason === "OVERDUE_CLOSE";
  if (isByTime || (state === "CANCELLED" && cancel_requested_at === null)) {
    return "expired";
  }
  return state === "CANCELLED" ? "cancelled" : "failed";
}

/** What a transfer at WeChat disagrees with; money of another amount or merchant is none of ours. */
export function disagreesWith(
  report: Transfer,
  expected: { readonly amount_fen: bigint; readonly mch_id: string },
): boolean {
  const { amount_fen = expected.amount_fen, mch_id = expected.mch_id } = report;
  return amount_fen !== expected.amount_fen || mch_id !== expected.mch_id;
}

/** WeChat checks a receiver's name from ¥0.30 on, and wants it from ¥2000 (商家转账, `user_name`). */
const NAME_CHECKED_FROM_FEN = 30n;

/** Whether a transfer of this amount carries its receiver's name. */
export function carriesName(amount_fen: bigint): boolean {
  return amount_fen >= NAME_CHECKED_FROM_FEN;
}
