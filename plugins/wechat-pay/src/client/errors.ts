/**
 * What went wrong between us and WeChat Pay:
 * - `refused`: an answer outside 2xx arrived. It is unsigned, so `code` is a hint, never a proof;
 * - `unreachable`: no answer (network, timeout, redirect); the request may or may not have been carried out;
 * - `unauthentic`: an answer arrived whose signature does not hold; treat it like no answer.
 */
export type WechatPayFailure = "refused" | "unreachable" | "unauthentic";

export interface WechatPayErrorFacts {
  readonly failure: WechatPayFailure;
  /** Which call failed, without any order number or personal data: `POST /v3/pay/transactions/jsapi`. */
  readonly operation: string;
  readonly status?: number;
  readonly code?: string;
  readonly request_id?: string;
  readonly reason?: string;
}

/** A failed call to WeChat Pay. Carries status, code and request id; never bodies, headers or keys. */
export class WechatPayError extends Error {
  readonly failure: WechatPayFailure;
  readonly operation: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly request_id: string | undefined;
  /** Why it was unreachable or not believed, as one word: `TimeoutError`, `serial_unknown`. */
  readonly reason: string | undefined;

  constructor(facts: WechatPayErrorFacts) {
    const details = [
      facts.status,
      facts.code,
      facts.reason,
      facts.request_id && `request ${facts.request_id}`,
    ];
    super(
      `WeChat Pay ${facts.failure}: ${facts.operation} (${details.filter((detail) => detail).join(", ") || "no details"})`,
    );
    this.name = "WechatPayError";
    this.failure = facts.failure;
    this.operation = facts.operation;
    this.status = facts.status;
    this.code = facts.code;
    this.request_id = facts.request_id;
    this.reason = facts.reason;
  }

  /** True when the request may have been carried out all the same: ask again with the same number, or query. */
  get outcome_unknown(): boolean {
    return (
      this.failure !== "refused" || this.status === undefined || this.status >= 500 || this.status === 429
    );
  }
}

/** Narrows an unknown error to a refusal with one HTTP status. */
export function isRefusalWithStatus(error: unknown, status: number): boolean {
  return error instanceof WechatPayError && error.failure === "refused" && error.status === status;
}
