import { endOfDayAfter } from "./deadlines";
import { type Refusal, type RefusalCode, refusal } from "./refusal";

/** What a shopper may ask for: the money alone, or to send the goods back for it. */
export const AFTER_SALE_TYPES = ["refund_only", "return_and_refund"] as const;
export type AfterSaleType = (typeof AFTER_SALE_TYPES)[number];

/**
 * The states of a case, in the order in which it passes them. `to_refund`: agreed, the money is still to be given back;
 * `refunding`: booked, on its way to the payer.
 */
export const AFTER_SALE_STATES = [
  "requested",
  "awaiting_return",
  "returning",
  "to_refund",
  "refunding",
  "refunded",
  "rejected",
  "canceled",
] as const;
export type AfterSaleState = (typeof AFTER_SALE_STATES)[number];

/** Every reason a shopper may give, and for which types it makes sense. */
const TYPES_OF_REASON = {
  no_reason: ["return_and_refund"],
  changed_mind: ["refund_only"],
  not_received: ["refund_only"],
  quality: AFTER_SALE_TYPES,
  damaged: AFTER_SALE_TYPES,
  wrong_item: AFTER_SALE_TYPES,
  not_as_described: AFTER_SALE_TYPES,
  other: AFTER_SALE_TYPES,
} as const satisfies Record<string, readonly AfterSaleType[]>;

export type AfterSaleReason = keyof typeof TYPES_OF_REASON;
export const AFTER_SALE_REASONS = Object.keys(TYPES_OF_REASON) as AfterSaleReason[];

/** Whether a reason goes with a type: the seven-day return, say, always sends the goods back. */
export function reasonFits(reason: AfterSaleReason, type: AfterSaleType): boolean {
  return (TYPES_OF_REASON[reason] as readonly AfterSaleType[]).includes(type);
}

/** Whether nothing more can come of a case. */
export function isOver(state: AfterSaleState): boolean {
  return state === "refunded" || isVoid(state);
}

/** Whether a case ended without money: what it asked for may be asked for again. */
export function isVoid(state: AfterSaleState): boolean {
  return state === "rejected" || state === "canceled";
}

/** What a decision about a case looks at; amounts in fen. */
export interface CaseAtHand {
  type: AfterSaleType;
  state: AfterSaleState;
  asked_fen: bigint;
  /** The goods' own money. */
  goods_fen: bigint;
  /** Freight the merchant may add, when nothing of the order is left besides this case. */
  freight_fen: bigint;
  send_back_by: Date | null;
  /** Until when the merchant may answer; null when nothing happens by itself. */
  answer_by: Date | null;
}

/** What somebody does to a case. Giving the money back is not among them: it has a workflow of its own. */
export type AfterSaleAction =
  | { kind: "approve"; amount_fen?: bigint | undefined; return_to?: string | undefined }
  | { kind: "reject"; reason: string }
  | { kind: "cancel" }
  | { kind: "send_back"; carrier: string; tracking_number: string }
  | { kind: "receive" }
  | { kind: "expire" }
  /** The merchant let the time for an answer pass: what was asked is agreed to. */
  | { kind: "answer"; return_to?: string | undefined }
  /** The order was cancelled, or all of its money given back, by other means. */
  | { kind: "moot" };

/** What an action changes in a case. */
export interface CaseChange {
  state: AfterSaleState;
  approved_fen?: bigint;
  return_to?: string;
  send_back_by?: Date;
  is_automatic?: boolean;
  reject_reason?: string;
  carrier?: string;
  tracking_number?: string;
  decided_at?: Date;
  sent_back_at?: Date;
  goods_received_at?: Date;
  closed_at?: Date;
}

/** What came of an action. */
export type Moved = { kind: "moved"; change: CaseChange } | { kind: "refused"; refusal: Refusal };

/** From which states each action leads on. */
const FROM: Record<AfterSaleAction["kind"], readonly AfterSaleState[]> = {
  approve: ["requested"],
  reject: ["requested", "returning"],
  cancel: ["requested", "awaiting_return"],
  send_back: ["awaiting_return", "returning"],
  receive: ["awaiting_return", "returning"],
  expire: ["awaiting_return"],
  answer: ["requested"],
  moot: ["requested", "awaiting_return", "returning", "to_refund"],
};

const moved = (change: CaseChange): Moved => ({ kind: "moved", change });
const refused = (code: RefusalCode, field?: string): Moved => ({
  kind: "refused",
  refusal: refusal(code, field),
});

/**
 * What an action makes of a case.
 * @param send_back_days how many days the shopper has to hand the goods to a carrier, from the day after the approval
 */
export function moveCase(
  found: CaseAtHand,
  action: AfterSaleAction,
  { now, send_back_days }: { now: Date; send_back_days: number },
): Moved {
  if (!FROM[action.kind].includes(found.state)) return refused("after_sale_state_changed");
  switch (action.kind) {
    case "approve":
      return approve(found, action, { now, send_back_days });
    case "reject":
      return moved({ state: "rejected", reject_reason: action.reason, decided_at: now, closed_at: now });
    case "cancel":
    case "moot":
      return moved({ state: "canceled", closed_at: now });
    case "send_back":
      return moved({
        state: "returning",
        carrier: action.carrier,
        tracking_number: action.tracking_number,
        sent_back_at: now,
      });
    case "receive":
      return moved({ state: "to_refund", goods_received_at: now });
    case "answer":
      return answer(found, action, { now, send_back_days });
    case "expire":
      return found.send_back_by && found.send_back_by < now
        ? moved({ state: "canceled", closed_at: now })
        : refused("after_sale_state_changed");
  }
}

function answer(
  found: CaseAtHand,
  { return_to }: Extract<AfterSaleAction, { kind: "answer" }>,
  rules: { now: Date; send_back_days: number },
): Moved {
  if (!found.answer_by || rules.now < found.answer_by) return refused("after_sale_state_changed");
  const agreed = approve(found, { kind: "approve", return_to }, rules);
  return agreed.kind === "moved" ? moved({ ...agreed.change, is_automatic: true }) : agreed;
}

function approve(
  found: CaseAtHand,
  { amount_fen = found.asked_fen, return_to }: Extract<AfterSaleAction, { kind: "approve" }>,
  { now, send_back_days }: { now: Date; send_back_days: number },
): Moved {
  const most = found.goods_fen + found.freight_fen;
  if (amount_fen < 1n || amount_fen > most) return refused("after_sale_amount_exceeded", "amount_fen");
  const agreed = { approved_fen: amount_fen, decided_at: now };
  if (found.type === "refund_only") return moved({ ...agreed, state: "to_refund" });
  if (!return_to) return refused("return_to_missing", "return_to");
  const send_back_by = endOfDayAfter(now, send_back_days);
  return moved({ ...agreed, state: "awaiting_return", return_to, send_back_by });
}
