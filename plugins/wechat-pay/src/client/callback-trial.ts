const TIMEOUT_MS = 5_000;

/** What answered at the shop's own notify address. */
export type CallbackAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly refused_as_ours: boolean }
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Sends a message that is certainly not WeChat's to the shop's own notify address, from outside as far as the shop's
 * network allows. It carries the mark of WeChat's signature probes, which every shop must refuse with 401.
 */
export async function tryCallback(notifyUrl: string): Promise<CallbackAnswer> {
  try {
    const answer = await fetch(notifyUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "wechatpay-timestamp": "0",
        "wechatpay-nonce": "configuration-check",
        "wechatpay-serial": "none",
        "wechatpay-signature": "WECHATPAY/SIGNTEST/configuration-check",
      },
      body: "{}",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    return {
      kind: "answered",
      status: answer.status,
      refused_as_ours: answer.status === 401 && text.includes('"FAIL"'),
    };
  } catch (error) {
    return { kind: "unreachable", reason: reasonOf(error) };
  }
}

/** `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, `TimeoutError`: enough to act on. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof cause === "string" ? cause : error instanceof Error ? error.name : "unknown";
}
