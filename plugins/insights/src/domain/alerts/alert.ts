/** What the shop looks for by itself. */
export const ALERT_KINDS = [
  "low_stock",
  "payment_failures",
  "refund_rate",
  "reconciliation_difference",
  "ledger_difference",
  "unusual_distributor",
  "conversion_drop",
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** When a kind counts, and whether the merchant wants it. */
export interface AlertRule {
  readonly kind: AlertKind;
  /** Pieces, basis points, days or times, as the kind has it. */
  readonly threshold: number;
  readonly is_enabled: boolean;
}

/** The thresholds a shop starts with, and between what they may be. */
export const THRESHOLDS: Readonly<Record<AlertKind, { standard: number; min: number; max: number }>> = {
  // Pieces that can still be sold of one variant.
  low_stock: { standard: 5, min: 0, max: 100_000 },
  // Basis points of orders that were never paid, in six hours.
  payment_failures: { standard: 7_000, min: 100, max: 10_000 },
  // Basis points of what was paid in seven days.
  refund_rate: { standard: 2_000, min: 10, max: 10_000 },
  // Days whose bill and books differ, or that could not be compared.
  reconciliation_difference: { standard: 1, min: 1, max: 365 },
  // The latest verification found a difference, or did not.
  ledger_difference: { standard: 1, min: 1, max: 1 },
  // Times a distributor's usual day.
  unusual_distributor: { standard: 5, min: 2, max: 1_000 },
  // Basis points that yesterday's conversion lacks of the usual one.
  conversion_drop: { standard: 5_000, min: 100, max: 10_000 },
};

/** What was measured just now; what the shop does not have, or what could not be measured, is null. */
export interface Measures {
  readonly low_stock: { readonly variants: number; readonly examples: readonly string[] } | null;
  readonly payments: { readonly orders: number; readonly unpaid: number } | null;
  readonly refunds: {
    readonly orders: number;
    readonly paid_fen: bigint;
    readonly refunded_fen: bigint;
  } | null;
  readonly differing_days: readonly string[] | null;
  readonly ledger_difference: string | null;
  readonly distributors:
    | readonly {
        readonly id: string;
        readonly name: string;
        readonly orders: number;
        readonly usual_orders: number;
      }[]
    | null;
  readonly conversion: {
    readonly visitors: number;
    readonly buyers: number;
    readonly usual_visitors: number;
    readonly usual_buyers: number;
  } | null;
}

/** Something that is as it should not be. One cause has one open alert, however often it is found. */
export interface Finding {
  readonly kind: AlertKind;
  readonly cause: string;
  readonly value: number;
  readonly threshold: number;
  /** Names that help to find it: variants, days, a distributor. */
  readonly subjects: readonly string[];
}

/** Fewer than these say nothing. */
const LEAST_ORDERS = 10;
const LEAST_VISITORS = 200;
const ALL_BPS = 10_000;

const bpsOf = (part: number, all: number): number => (all === 0 ? 0 : Math.round((part / all) * ALL_BPS));

/** What is over its threshold. */
export function findingsOf(measures: Measures, rules: readonly AlertRule[]): Finding[] {
  return rules
    .filter(({ is_enabled }) => is_enabled)
    .flatMap(({ kind, threshold }) =>
      FINDERS[kind](measures, threshold).map((found) => ({ kind, cause: kind, threshold, ...found })),
    );
}

type Found = Pick<Finding, "value" | "subjects"> & { cause?: string };

const one = (value: number, isFound: boolean, subjects: readonly string[] = []): Found[] =>
  isFound ? [{ value, subjects }] : [];

const FINDERS: Readonly<Record<AlertKind, (measures: Measures, threshold: number) => Found[]>> = {
  low_stock: ({ low_stock }) => {
    const { variants = 0, examples = [] } = low_stock ?? {};
    return one(variants, variants > 0, examples);
  },
  payment_failures: ({ payments }, threshold) => {
    const { orders = 0, unpaid = 0 } = payments ?? {};
    const value = bpsOf(unpaid, orders);
    return one(value, orders >= LEAST_ORDERS && value >= threshold);
  },
  refund_rate: ({ refunds }, threshold) => {
    const { orders = 0, paid_fen = 0n, refunded_fen = 0n } = refunds ?? {};
    const value = paid_fen === 0n ? 0 : Number((refunded_fen * BigInt(ALL_BPS)) / paid_fen);
    return one(value, orders >= LEAST_ORDERS && value >= threshold);
  },
  reconciliation_difference: ({ differing_days }, threshold) => {
    const days = differing_days ?? [];
    return one(days.length, days.length >= threshold, days);
  },
  ledger_difference: ({ ledger_difference }) =>
    one(1, ledger_difference !== null, ledger_difference === null ? [] : [ledger_difference]),
  unusual_distributor: ({ distributors }, threshold) =>
    (distributors ?? [])
      .filter(({ orders, usual_orders }) => orders >= LEAST_ORDERS && orders >= usual_orders * threshold)
      .map(({ id, name, orders }) => ({
        cause: `unusual_distributor:${id}`,
        value: orders,
        subjects: [name],
      })),
  conversion_drop: ({ conversion }, threshold) => {
    const { visitors = 0, buyers = 0, usual_visitors = 0, usual_buyers = 0 } = conversion ?? {};
    const usual = bpsOf(usual_buyers, usual_visitors);
    const drop = usual === 0 ? 0 : bpsOf(usual - bpsOf(buyers, visitors), usual);
    return one(drop, visitors >= LEAST_VISITORS && usual_visitors >= LEAST_VISITORS && drop >= threshold);
  },
};

/**
 * What becomes of alerts after a look: which are opened, which go on, which end by themselves.
 * @param unmeasured kinds of which nothing is known this time: their alerts stay as they are
 */
export function transitions(
  open: readonly { readonly id: string; readonly kind: AlertKind; readonly cause: string }[],
  findings: readonly Finding[],
  unmeasured: readonly AlertKind[],
): { opened: Finding[]; seen: { id: string; finding: Finding }[]; closed: string[] } {
  const idOf = new Map(open.map(({ id, cause }) => [cause, id]));
  const found = new Set(findings.map(({ cause }) => cause));
  return {
    opened: findings.filter(({ cause }) => !idOf.has(cause)),
    seen: findings.flatMap((finding) => {
      const id = idOf.get(finding.cause);
      return id === undefined ? [] : [{ id, finding }];
    }),
    closed: open
      .filter(({ kind, cause }) => !found.has(cause) && !unmeasured.includes(kind))
      .map(({ id }) => id),
  };
}

const PAUSES_MINUTES = [1, 5, 30, 120, 360] as const;

/** When a message that did not arrive is tried again; null: never more. @param attempts how often it was tried */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const minutes = PAUSES_MINUTES[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}
