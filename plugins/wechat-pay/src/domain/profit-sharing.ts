/** How one receiver's part went. Whatever WeChat may invent counts as `PENDING`: ask again. */
export type PartResult = "PENDING" | "SUCCESS" | "CLOSED";

/** One receiver's part of a share, as WeChat reports it. */
export interface SharePart {
  readonly mch_id: string;
  readonly amount_fen: bigint;
  readonly result: PartResult;
  readonly fail_reason: string | undefined;
}

/** A share of a payment (分账), as WeChat reports it. */
export interface Share {
  readonly transaction_id: string;
  readonly out_order_no: string;
  /** WeChat's own number. */
  readonly wechat_id: string;
  /** Nothing of it will change any more; that is not success, see the parts. */
  readonly is_finished: boolean;
  readonly parts: readonly SharePart[];
}

/** A share taken back, as WeChat reports it. */
export interface ShareReturn {
  readonly out_return_no: string;
  readonly mch_id: string;
  readonly amount_fen: bigint;
  readonly result: PartResult;
  readonly fail_reason: string | undefined;
}

/** Reads how a part went. */
export function partResultOf(text: string): PartResult {
  return text === "SUCCESS" || text === "CLOSED" ? text : "PENDING";
}

/** How a share ended as a whole: `partly` when some receivers got theirs and others did not. */
export type ShareOutcome = "processing" | "succeeded" | "partly" | "failed";

/** Reads how a share stands. FINISHED alone says nothing: every part has a result of its own. */
export function outcomeOf({ is_finished, parts }: Pick<Share, "is_finished" | "parts">): ShareOutcome {
  if (!is_finished || parts.some(({ result }) => result === "PENDING")) {
    return "processing";
  }
  const paid = parts.filter(({ result }) => result === "SUCCESS").length;
  if (paid === parts.length) {
    return "succeeded";
  }
  return paid === 0 ? "failed" : "partly";
}

export type ShareRefusal = "no_parts" | "too_many_parts" | "receiver_twice" | "above_limit";

/** WeChat takes at most so many receivers in one share. */
const PARTS_LIMIT = 50;

/**
 * Why a share cannot be asked for, before WeChat is.
 * @param paid_fen what was paid; @param limit_bps how much of it WeChat lets this merchant share, all shares together
 */
export function shareRefusal(
  parts: readonly { readonly mch_id: string; readonly amount_fen: bigint }[],
  { paid_fen, shared_fen, limit_bps }: { paid_fen: bigint; shared_fen: bigint; limit_bps: number },
): ShareRefusal | undefined {
  if (parts.length === 0) {
    return "no_parts";
  }
  if (parts.length > PARTS_LIMIT) {
    return "too_many_parts";
  }
  if (new Set(parts.map(({ mch_id }) => mch_id)).size < parts.length) {
    return "receiver_twice";
  }
  const wanted = parts.reduce((sum, { amount_fen }) => sum + amount_fen, shared_fen);
  return wanted * 10_000n > paid_fen * BigInt(limit_bps) ? "above_limit" : undefined;
}
