/** Money that came in for an order (a capture) or went back (a refund), as Medusa's payments have it. */
export interface Movement {
  readonly id: string;
  readonly payment_id: string;
  readonly amount_fen: bigint;
  /** False while whoever made it may yet book it on the order. */
  readonly is_bookable: boolean;
}

export interface RefundMovement extends Movement {
  /** WeChat closed it or cannot deliver it: the shop has the money until it is sent on. */
  readonly is_owed: boolean;
}

/** A transaction of the order; what went back is negative. */
export interface BookedTransaction {
  readonly id: string;
  readonly reference: string | null;
  readonly reference_id: string | null;
  readonly amount_fen: bigint;
  readonly is_deleted: boolean;
}

export interface NewTransaction {
  readonly reference: "capture" | "refund";
  readonly reference_id: string;
  readonly amount_fen: bigint;
}

export interface BookingPlan {
  readonly add: readonly NewTransaction[];
  readonly remove: readonly string[];
  readonly restore: readonly string[];
  /** False when something was left to whoever may yet book it. */
  readonly is_complete: boolean;
}

/**
 * What makes an order's transactions say what its captures and refunds say: one transaction for each, none for a refund
 * that is owed. Medusa's cancellation books a refund under its payment's id, even one that the provider refused; such a
 * transaction gives way to those of the refunds themselves.
 */
export function planBookings(
  captures: readonly Movement[],
  refunds: readonly RefundMovement[],
  transactions: readonly BookedTransaction[],
): BookingPlan {
  const wanted = [
    ...captures.map((capture) => ({ ...capture, reference: "capture" as const, is_owed: false })),
    ...refunds.map((refund) => ({ ...refund, reference: "refund" as const, amount_fen: -refund.amount_fen })),
  ];
  const plans = wanted.map((movement) => planMovement(movement, transactions));
  const payments = new Set([...captures, ...refunds].map(({ payment_id }) => payment_id));
  const waiting = new Set(refunds.flatMap((one) => (one.is_bookable ? [] : [one.payment_id])));
  const underPayments = transactions.filter(
    ({ reference, reference_id, is_deleted }) =>
      !is_deleted && reference === "refund" && reference_id !== null && payments.has(reference_id),
  );
  const superseded = underPayments.filter(({ reference_id }) => !waiting.has(reference_id ?? ""));
  return {
    add: plans.flatMap(({ add }) => add),
    remove: [...plans.flatMap(({ remove }) => remove), ...superseded.map(({ id }) => id)],
    restore: plans.flatMap(({ restore }) => restore),
    is_complete: plans.every((plan) => plan.is_complete) && superseded.length === underPayments.length,
  };
}

type Wanted = Movement & { readonly reference: "capture" | "refund"; readonly is_owed: boolean };

function planMovement(movement: Wanted, transactions: readonly BookedTransaction[]): BookingPlan {
  const { id, reference, amount_fen } = movement;
  const own = transactions.filter((one) => one.reference === reference && one.reference_id === id);
  const alive = own.filter(({ is_deleted }) => !is_deleted);
  const [kept] = movement.is_owed ? [] : alive.filter((one) => one.amount_fen === amount_fen);
  const remove = alive.filter((one) => one !== kept).map((one) => one.id);
  const done = { add: [], remove, restore: [], is_complete: true };
  if (kept || movement.is_owed) {
    return done;
  }
  const [earlier] = own.filter((one) => one.is_deleted && one.amount_fen === amount_fen);
  if (earlier) {
    return { ...done, restore: [earlier.id] };
  }
  return movement.is_bookable
    ? { ...done, add: [{ reference, reference_id: id, amount_fen }] }
    : { ...done, is_complete: false };
}

/** A refund as what the order asks for has to follow it. */
export interface UncreditedRefund {
  readonly id: string;
  readonly amount_fen: bigint;
  readonly created_at: Date;
}

export interface CreditLine {
  readonly reference_id: string | null;
  readonly created_at: Date;
}

/**
 * Whether what the order asks for has shrunk by a refund already: by a credit line of ours, which names the refund, or
 * by one of Medusa's, which names nothing and is made before the next refund begins.
 */
export function isCredited(
  refund: UncreditedRefund,
  refunds: readonly { readonly created_at: Date }[],
  lines: readonly CreditLine[],
): boolean {
  const later = refunds
    .map(({ created_at }) => created_at.getTime())
    .filter((at) => at > refund.created_at.getTime());
  const next = Math.min(Number.POSITIVE_INFINITY, ...later);
  return lines.some(({ reference_id, created_at }) => {
    if (reference_id === refund.id) {
      return true;
    }
    const isOfRefund = reference_id?.startsWith("ref_") ?? false;
    return !isOfRefund && created_at >= refund.created_at && created_at.getTime() < next;
  });
}

/**
 * By how much a refund makes the order ask for less: Medusa's rule. What the order owed its payer anyway (a line was
 * taken away) is only settled by it; what goes beyond that is not asked for again.
 * @param pending_fen what the order asks for (below zero: owes) once all its refunds are booked
 * @returns whole fen, never negative
 */
export function creditOf(refund_fen: bigint, pending_fen: bigint): bigint {
  if (pending_fen <= 0n) {
    return 0n;
  }
  return pending_fen < refund_fen ? pending_fen : refund_fen;
}

/** Which of two equal requests for money is the same one sent twice (a double click): within so many milliseconds. */
export const REPEATED_WITHIN_MS = 10_000;

/** What tells one refund of a payment from another. */
export interface RefundTerms {
  readonly amount_fen: bigint;
  readonly created_by: string | null;
  readonly note: string | null;
  readonly refund_reason_id: string | null;
}

/** The earlier refund that a request repeats: same sum, same words, by the same person, a moment before it arrived. */
export function repeatedRefund<Refund extends RefundTerms & { readonly created_at: Date }>(
  wanted: RefundTerms,
  arrived_at: Date,
  earlier: readonly Refund[],
): Refund | undefined {
  return earlier.find(
    (refund) =>
      refund.amount_fen === wanted.amount_fen &&
      refund.created_by === wanted.created_by &&
      (refund.note ?? "") === (wanted.note ?? "") &&
      refund.refund_reason_id === wanted.refund_reason_id &&
      refund.created_at.getTime() > arrived_at.getTime() - REPEATED_WITHIN_MS,
  );
}
