import type { CertificateProbe, NamedPeriod, Probe } from "./probe";

/**
 * `ok`: proved. `warning`: works, and will not for ever, or only in part. `failed`: nobody can pay until it is mended.
 * `unknown`: cannot be known from here; the merchant looks in WeChat's console.
 */
export type FindingState = "ok" | "warning" | "failed" | "unknown";

/** One line of the check, in the merchant's language. */
export interface Finding {
  /** Stable: `merchant_key`. */
  readonly id: string;
  readonly state: FindingState;
  readonly title: string;
  readonly explanation: string;
  /** What to do, and in which console; absent when nothing is to be done. */
  readonly remedy?: string;
  /** WeChat's `Request-ID`, for its support. */
  readonly request_id?: string;
}

/** What the shop's own notify address did with a message that is certainly not WeChat's. */
export type CallbackProbe =
  /** This shop refused and counted it. */
  | { readonly kind: "reached" }
  /** Something answered, but not this shop. */
  | { readonly kind: "elsewhere"; readonly status: number }
  | { readonly kind: "unreachable"; readonly reason: string };

/** Everything the check is told. */
export interface ConfigurationFacts {
  readonly now: Date;
  readonly base_url: string;
  readonly notify_base_url: string;
  readonly mch_id: string;
  readonly merchant_serial: string;
  readonly merchant_key_bits: number;
  /** The merchant's own certificate, when it is configured. */
  readonly merchant_certificate: (NamedPeriod & { readonly fits_key: boolean }) | undefined;
  readonly public_key_ids: readonly string[];
  /** The key pasted as WeChat's is the merchant's own. */
  readonly public_key_is_own: boolean;
  readonly signed_call: Probe;
  /** A call that WeChat answers with a signature. */
  readonly signed_answer: Probe;
  readonly certificates: CertificateProbe;
  readonly apps: readonly { readonly app_id: string; readonly probe: Probe }[];
  readonly transfers: Probe;
  readonly callback: CallbackProbe;
  /** Notifications of the last 30 days: opened with the APIv3 key, and not to be opened with it. */
  readonly notifications: { readonly opened: number; readonly sealed: number };
}

/** What to say when WeChat said nothing useful. */
export function silence(probe: Probe): { readonly explanation: string; readonly remedy: string } {
  if (probe.kind === "unreachable") {
    return {
      explanation: `连不上微信支付（${probe.reason}）。`,
      remedy: "检查服务器能否访问 api.mch.weixin.qq.com 的 443 端口，以及 DNS 和出口防火墙。",
    };
  }
  const status = probe.kind === "refused" ? `${probe.status} ${probe.code ?? ""}`.trim() : probe.kind;
  return { explanation: `微信支付暂时没有给出结果（${status}）。`, remedy: "过几分钟再检查一次。" };
}

/** WeChat's id of the call, where it gave one. */
export function requestIdOf(probe: Probe): { readonly request_id?: string } {
  return probe.kind === "refused" && probe.request_id ? { request_id: probe.request_id } : {};
}
