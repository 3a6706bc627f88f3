/**
 * The numbers we give things at WeChat. Each is derived from an id that Medusa stored before anything was sent, so a
 * retry, also after a crash, always uses the same number, and a number always leads back to its row by primary key.
 */

const SESSION_PREFIX = "payses_";
const REFUND_PREFIX = "ref_";
const STRAY_PREFIX = "stray-";
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
/** A first number is a bare ULID; the later ones count: `01J…-2`. WeChat takes 32 characters. */
const COUNTED_ULID = /^([0-9A-HJKMNP-TV-Z]{26})(?:-([2-9]|[1-9]\d{1,3}))?$/;

/** `payses_01J…` → `01J…`; undefined when the id is not one of Medusa's payment sessions. */
export function outTradeNoOf(paymentSessionId: string): string | undefined {
  return bareUlid(paymentSessionId, SESSION_PREFIX);
}

/** The payment session an order number at WeChat belongs to; undefined when it is none of ours. */
export function paymentSessionIdOf(outTradeNo: string): string | undefined {
  const match = COUNTED_ULID.exec(outTradeNo);
  return match ? `${SESSION_PREFIX}${match[1]}` : undefined;
}

/**
 * The number a session uses once WeChat closed the order under this one: `01J…` → `01J…-2` → `01J…-3`.
 * @throws {RangeError} when it is none of ours, or the last
 */
export function numberAfter(outTradeNo: string): string {
  const match = COUNTED_ULID.exec(outTradeNo);
  const attempt = Number(match?.[2] ?? 1) + 1;
  if (!match || attempt > 9_999) {
    throw new RangeError("There is no order number after this one.");
  }
  return `${match[1]}-${attempt}`;
}

/**
 * `ref_01J…` → `01J…`, and `01J…-2`, `01J…-3` for later attempts: WeChat wants a new number only after it CLOSED the
 * refund. @returns undefined when the id is not one of Medusa's refunds
 */
export function outRefundNoOf(refundId: string, attempt = 1): string | undefined {
  const ulid = bareUlid(refundId, REFUND_PREFIX);
  return ulid && attempt > 1 ? `${ulid}-${attempt}` : ulid;
}

/** The Medusa refund a refund number belongs to; undefined for stray payments' refunds and strangers' numbers. */
export function refundIdOf(outRefundNo: string): string | undefined {
  const match = COUNTED_ULID.exec(outRefundNo);
  return match ? `${REFUND_PREFIX}${match[1]}` : undefined;
}

/**
 * The refund number for money that reached a cancelled order. WeChat wants a new number only after it CLOSED a
 * refund, so `attempt` (from 1) grows then and only then.
 */
export function strayRefundNoOf(outTradeNo: string, attempt: number): string {
  return `${STRAY_PREFIX}${outTradeNo}-${attempt}`;
}

/** The order number inside a stray payment's refund number; undefined when it is not one. */
export function outTradeNoOfStrayRefund(outRefundNo: string): string | undefined {
  const match = /^stray-([0-9A-HJKMNP-TV-Z]{26}(?:-\d+)?)-\d+$/.exec(outRefundNo);
  return match?.[1];
}

function bareUlid(id: string, prefix: string): string | undefined {
  const ulid = id.startsWith(prefix) ? id.slice(prefix.length).toUpperCase() : "";
  return ULID.test(ulid) ? ulid : undefined;
}
