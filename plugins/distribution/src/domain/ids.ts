/** What an id names; the prefix is part of the id and never changes. */
export const ID_PREFIXES = {
  distributor: "dist",
  binding: "bind",
  binding_change: "bchg",
  grade_change: "gchg",
  plan: "plan",
  acknowledgement: "ack",
  payout: "pout",
  identity_correction: "icor",
  risk_case: "risk",
  appeal: "appeal",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** Puts the kind's prefix before a ULID: `dist_01J…`. */
export function prefixedId(kind: IdKind, ulid: string): string {
  return `${ID_PREFIXES[kind]}_${ulid}`;
}
