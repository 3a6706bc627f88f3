import { describe, expect, it } from "vitest";
import {
  ALERT_KINDS,
  type AlertKind,
  findingsOf,
  type Measures,
  nextAttempt,
  THRESHOLDS,
  transitions,
} from "./alert";

const USUAL = { visitors: 1_000, buyers: 50, usual_visitors: 28_000, usual_buyers: 1_400 };
const QUIET: Measures = {
  low_stock: { variants: 0, examples: [] },
  payments: { orders: 100, unpaid: 20 },
  refunds: { orders: 100, paid_fen: 100_000n, refunded_fen: 5_000n },
  differing_days: [],
  ledger_difference: null,
  distributors: [{ id: "dist_1", name: "小藤", orders: 12, usual_orders: 10 }],
  conversion: USUAL,
};
const rules = ALERT_KINDS.map((kind) => ({ kind, threshold: THRESHOLDS[kind].standard, is_enabled: true }));
const kindsOf = (changed: Partial<Measures>) =>
  findingsOf({ ...QUIET, ...changed }, rules).map(({ kind }) => kind);

describe("what is as it should be", () => {
  it("raises nothing, nor does what the shop does not have", () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ payments: null, differing_days: null })).toEqual([]);
    expect(kindsOf({ low_stock: null, refunds: null, distributors: null, conversion: null })).toEqual([]);
  });

  it("nor do few orders or visitors", () => {
    expect(kindsOf({ payments: { orders: 9, unpaid: 9 } })).toEqual([]);
    expect(kindsOf({ refunds: { orders: 9, paid_fen: 100n, refunded_fen: 100n } })).toEqual([]);
    expect(kindsOf({ conversion: { ...USUAL, visitors: 199, buyers: 0 } })).toEqual([]);
    expect(kindsOf({ distributors: [{ id: "d", name: "新", orders: 9, usual_orders: 0 }] })).toEqual([]);
  });
});

describe("what is over its threshold", () => {
  it.each<[AlertKind, Partial<Measures>, number]>([
    ["low_stock", { low_stock: { variants: 2, examples: ["茶 / 大"] } }, 2],
    ["payment_failures", { payments: { orders: 10, unpaid: 7 } }, 7_000],
    ["refund_rate", { refunds: { orders: 10, paid_fen: 1_000n, refunded_fen: 200n } }, 2_000],
    ["reconciliation_difference", { differing_days: ["2026-11-29"] }, 1],
    ["ledger_difference", { ledger_difference: "balances" }, 1],
    [
      "unusual_distributor",
      { distributors: [{ id: "dist_1", name: "小藤", orders: 50, usual_orders: 10 }] },
      50,
    ],
    ["conversion_drop", { conversion: { ...USUAL, buyers: 25 } }, 5_000],
  ])("%s is found with its figure", (kind, changed, value) => {
    expect(findingsOf({ ...QUIET, ...changed }, rules)).toMatchObject([{ kind, value }]);
    const off = rules.map((rule) => ({ ...rule, is_enabled: rule.kind !== kind }));
    expect(findingsOf({ ...QUIET, ...changed }, off)).toEqual([]);
  });

  it("is one cause for each distributor", () => {
    const distributors = ["a", "b"].map((id) => ({ id, name: id, orders: 20, usual_orders: 1 }));
    expect(findingsOf({ ...QUIET, distributors }, rules).map(({ cause }) => cause)).toEqual([
      "unusual_distributor:a",
      "unusual_distributor:b",
    ]);
  });
});

describe("an alert", () => {
  const finding = { kind: "low_stock", cause: "low_stock", value: 1, threshold: 5, subjects: [] } as const;

  it("is opened once, goes on while it is found, and ends by itself", () => {
    expect(transitions([], [finding], [])).toEqual({ opened: [finding], seen: [], closed: [] });
    const open = [{ id: "alrt_1", kind: "low_stock", cause: "low_stock" }] as const;
    expect(transitions(open, [finding], [])).toEqual({
      opened: [],
      seen: [{ id: "alrt_1", finding }],
      closed: [],
    });
    expect(transitions(open, [], [])).toEqual({ opened: [], seen: [], closed: ["alrt_1"] });
  });

  it("stays as it is while nobody can look", () => {
    const open = [
      { id: "alrt_1", kind: "low_stock", cause: "low_stock" },
      { id: "alrt_2", kind: "unusual_distributor", cause: "unusual_distributor:dist_1" },
    ] as const;
    expect(transitions(open, [], ["unusual_distributor"])).toEqual({
      opened: [],
      seen: [],
      closed: ["alrt_1"],
    });
  });

  it("is sent six times at most, later each time", () => {
    const now = new Date("2026-11-30T00:00:00Z");
    const waits = [1, 2, 3, 4, 5, 6].map((attempts) => nextAttempt(attempts, now));
    expect(waits.map((at) => at && (at.getTime() - now.getTime()) / 60_000)).toEqual([
      1,
      5,
      30,
      120,
      360,
      null,
    ]);
  });
});
