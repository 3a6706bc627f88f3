import { DistributionError } from "../errors";

/**
 * What is measured about a distributor. Counts are of people, orders or bindings; the refund rate is in basis points of
 * what was earned. Nothing here is proof: a signal asks a person to look, or holds money until one has.
 */
export const RISK_SIGNALS = [
  "same_person_invited",
  "same_contact_invited",
  "payee_shared",
  "payee_named_by_others",
  "paid_for_invited",
  "accounts_on_device",
  "invited_on_one_device",
  "invited_on_own_device",
  "invited_at_own_address",
  "bindings_per_hour",
  "joins_on_device_per_hour",
  "orders_per_hour",
  "refund_rate_bps",
] as const;

export type RiskSignal = (typeof RISK_SIGNALS)[number];

/**
 * What strangers can bring about alone: they write anybody's telephone number, address or bank account, send one device
 * for twenty accounts, and bind, buy and return as often as they like. Such a signal never holds a distributor's money,
 * whatever the rules of a shop; it asks a person to look. The others take something a stranger does not have: the
 * log-in behind both accounts, money that went to both, or the random id of the distributor's own device.
 */
export const STRANGERS_SIGNALS = [
  "same_contact_invited",
  "payee_named_by_others",
  "paid_for_invited",
  "invited_on_one_device",
  "invited_at_own_address",
  "bindings_per_hour",
  "orders_per_hour",
  "refund_rate_bps",
] as const satisfies readonly RiskSignal[];

export type RiskMeasures = Record<RiskSignal, number>;

/** From which measure on a signal asks for a review, and from which it holds; null is never. */
export interface RiskBound {
  review: number | null;
  hold: number | null;
}

/** Bounds in force from an Asia/Shanghai day on. */
export interface RiskRules {
  from: string;
  bounds: Record<RiskSignal, RiskBound>;
  /** Fewer orders than these in the last 90 days have no refund rate. */
  refund_rate_orders: number;
}

/** What the shop begins with. A household shares a phone and an address; a farm of accounts shares them by the dozen. */
export const STANDARD_RULES: RiskRules = {
  from: "2026-01-01",
  bounds: {
    same_person_invited: { review: null, hold: 1 },
    same_contact_invited: { review: 1, hold: null },
    payee_shared: { review: null, hold: 1 },
    payee_named_by_others: { review: 1, hold: null },
    paid_for_invited: { review: 1, hold: null },
    accounts_on_device: { review: 5, hold: 20 },
    invited_on_one_device: { review: 5, hold: null },
    invited_on_own_device: { review: 1, hold: 5 },
    invited_at_own_address: { review: 1, hold: null },
    bindings_per_hour: { review: 60, hold: null },
    joins_on_device_per_hour: { review: 3, hold: 10 },
    orders_per_hour: { review: 60, hold: null },
    refund_rate_bps: { review: 3_000, hold: null },
  },
  refund_rate_orders: 10,
};

/** The rules in force on a day: the latest that have begun. @throws DistributionError when none has */
export function rulesOn(rules: readonly RiskRules[], day: string): RiskRules {
  const begun = rules
    .filter(({ from }) => from <= day)
    .sort((left, right) => (left.from < right.from ? 1 : -1));
  const [latest] = begun;
  if (!latest) throw new DistributionError("no_risk_rules", { day });
  return latest;
}

/** `review` asks a person to look before money leaves; `hold` stops payouts and maturation until they have. */
export type RiskVerdict = "review" | "hold";

/** A measure at or above its bound. */
export interface RaisedSignal {
  signal: RiskSignal | "by_hand";
  measured: number;
  bound: number;
  verdict: RiskVerdict;
}

/** What the measures say, or null when nothing is raised; the verdict is the gravest signal's. */
export function assess(
  measures: RiskMeasures,
  { bounds }: RiskRules,
): { verdict: RiskVerdict; signals: RaisedSignal[] } | null {
  const signals = RISK_SIGNALS.flatMap((signal): RaisedSignal[] => {
    const measured = measures[signal];
    const { review, hold } = bounds[signal];
    if (hold !== null && measured >= hold) return [{ signal, measured, bound: hold, verdict: "hold" }];
    if (review !== null && measured >= review)
      return [{ signal, measured, bound: review, verdict: "review" }];
    return [];
  });
  if (signals.length === 0) return null;
  return { verdict: gravest(signals), signals };
}

function gravest(signals: readonly RaisedSignal[]): RiskVerdict {
  return signals.some(({ verdict }) => verdict === "hold") ? "hold" : "review";
}

/** How much a measure must grow before what a merchant has cleared is asked about again. */
const GROWTH = 2;

/**
 * What of an assessment is news beside signals that a merchant has looked at and cleared: other signals, graver ones,
 * or measures that have at least doubled.
 */
export function newsBeside(
  raised: readonly RaisedSignal[],
  cleared: readonly RaisedSignal[],
): readonly RaisedSignal[] {
  const before = new Map(cleared.map((one) => [one.signal, one]));
  return raised.filter(({ signal, verdict, measured }) => {
    const known = before.get(signal);
    if (!known) return true;
    return (verdict === "hold" && known.verdict === "review") || measured >= known.measured * GROWTH;
  });
}

/** open → cleared | confirmed; a confirmed case may still be cleared, when an appeal is granted. */
export type RiskCaseState = "open" | "cleared" | "confirmed";

/** Whether a decision may still be taken, or be taken anew. */
export function mayDecide(from: RiskCaseState, to: "cleared" | "confirmed"): boolean {
  return from === "open" || (from === "confirmed" && to === "cleared");
}

/** Whether a case stops new payouts and maturation: a hold nobody has looked at yet, or confirmed fraud. */
export function holds({ state, verdict }: { state: RiskCaseState; verdict: RiskVerdict }): boolean {
  return state === "confirmed" || (state === "open" && verdict === "hold");
}

/** An address or telephone number as it is compared: without spaces, punctuation and letter case. */
export function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, "");
}
