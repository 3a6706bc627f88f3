import { DAY_MS } from "./rfm";

/** So many messages of all outreaches together reach a person in so many days. */
export const FREQUENCY_CAP = { messages: 2, days: 7 } as const;

/** Whether a person has had as many messages as they may. @param sent_at when each was sent */
export function isCapped(sent_at: readonly Date[], now: Date): boolean {
  const since = now.getTime() - FREQUENCY_CAP.days * DAY_MS;
  return sent_at.filter((moment) => moment.getTime() > since).length >= FREQUENCY_CAP.messages;
}

/**
 * Whether a person belongs to the control group, who get nothing, so that the others can be compared with them. The same
 * seed gives the same group, whoever asks and in whatever order.
 * @param control_bps the group's share of all, in basis points
 */
export function isControl(seed: string, customer_id: string, control_bps: number): boolean {
  return hashOf(`${seed}:${customer_id}`) % 10_000 < control_bps;
}

/** FNV-1a over 32 bits with a last mix: even over the share, though no secret. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Why a person is not written to. */
export type Unreached = "no_consent" | "not_following" | "capped";

/** What decides whether a person can be written to. */
export interface Reachable {
  readonly consents_to_marketing: boolean;
  readonly follows: boolean | null;
  readonly sent_at: readonly Date[];
}

/** Why a person may not be written to now; null when they may. Without consent nobody is, whatever else holds. */
export function unreachedBecause(person: Reachable, now: Date): Unreached | null {
  if (!person.consents_to_marketing) {
    return "no_consent";
  }
  if (!person.follows) {
    return "not_following";
  }
  return isCapped(person.sent_at, now) ? "capped" : null;
}

/** The message as one person reads it; `{code}` stands for the coupon. */
export const messageText = (message: string, promotion_code: string): string =>
  message.replaceAll("{code}", promotion_code);
