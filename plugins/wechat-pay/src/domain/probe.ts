/** What came of one call made to see whether WeChat understands this shop. */
export type Probe =
  /** Answered, and the answer's signature holds. */
  | { readonly kind: "accepted" }
  /** Answered with a refusal. It is unsigned, so it is a hint; but a hint about the settings is what is wanted here. */
  | {
      readonly kind: "refused";
      readonly status: number | undefined;
      readonly code: string | undefined;
      readonly request_id: string | undefined;
    }
  | { readonly kind: "unreachable"; readonly reason: string }
  /** Answered, but nothing proves that WeChat wrote it. */
  | { readonly kind: "unauthentic"; readonly reason: string };

/** What the platform certificates say; only the right APIv3 key opens them. */
export type CertificateProbe =
  | { readonly kind: "opened"; readonly certificates: readonly NamedPeriod[] }
  /** The merchant has public keys instead. */
  | { readonly kind: "none" }
  /** They came, and the APIv3 key did not open them. */
  | { readonly kind: "sealed" }
  | { readonly kind: "unknown" };

/** A certificate's serial and how long it is good. */
export interface NamedPeriod {
  readonly serial: string;
  readonly valid_until: Date;
}

/** Whether WeChat took the request's signature for the merchant's. Refusing something else means that it did. */
export function isSignatureTaken(probe: Probe): boolean | undefined {
  switch (probe.kind) {
    case "accepted":
    case "unauthentic":
      return true;
    case "unreachable":
      return undefined;
    case "refused":
      if (probe.status === 401 || probe.code === "SIGN_ERROR") {
        return false;
      }
      return probe.status !== undefined && probe.status < 500 && probe.status !== 429 ? true : undefined;
  }
}
