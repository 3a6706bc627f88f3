import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  assess,
  comparable,
  holds,
  mayDecide,
  newsBeside,
  RISK_SIGNALS,
  type RiskMeasures,
  type RiskSignal,
  rulesOn,
  STANDARD_RULES,
  STRANGERS_SIGNALS,
} from "./risk";

const quiet = Object.fromEntries(RISK_SIGNALS.map((signal) => [signal, 0])) as RiskMeasures;
const verdictOf = (signal: RiskSignal, measured: number) =>
  assess({ ...quiet, [signal]: measured }, STANDARD_RULES)?.verdict ?? "clear";

describe("the standard bounds", () => {
  it.each<[RiskSignal, number, string]>([
    ["accounts_on_device", 4, "clear"],
    ["accounts_on_device", 5, "review"],
    ["accounts_on_device", 19, "review"],
    ["accounts_on_device", 20, "hold"],
    ["payee_shared", 1, "hold"],
    ["same_person_invited", 1, "hold"],
    ["invited_at_own_address", 1, "review"],
    ["invited_at_own_address", 1_000, "review"],
    ["invited_on_own_device", 1, "review"],
    ["invited_on_own_device", 5, "hold"],
    ["joins_on_device_per_hour", 2, "clear"],
    ["joins_on_device_per_hour", 10, "hold"],
    ["bindings_per_hour", 59, "clear"],
    ["bindings_per_hour", 60, "review"],
    ["orders_per_hour", 300, "review"],
    ["refund_rate_bps", 2_999, "clear"],
    ["refund_rate_bps", 3_000, "review"],
    ["refund_rate_bps", 10_000, "review"],
    ["same_contact_invited", 1, "review"],
    ["payee_named_by_others", 1, "review"],
    ["paid_for_invited", 1, "review"],
  ])("%s of %d: %s", (signal, measured, verdict) => {
    expect(verdictOf(signal, measured)).toBe(verdict);
  });

  it.each(STRANGERS_SIGNALS)("%s, which a stranger can bring about alone, never holds money", (signal) => {
    expect(STANDARD_RULES.bounds[signal].hold).toBeNull();
    expect(verdictOf(signal, 1_000_000)).toBe("review");
  });

  it("nobody is suspected of nothing", () => {
    expect(assess(quiet, STANDARD_RULES)).toBeNull();
  });

  it("law: more of anything never makes a verdict milder, and the verdict is the gravest signal's", () => {
    const measures = fc.record(
      Object.fromEntries(RISK_SIGNALS.map((signal) => [signal, fc.nat(8_000)])) as Record<
        RiskSignal,
        fc.Arbitrary<number>
      >,
    );
    const rank = { clear: 0, review: 1, hold: 2 };
    fc.assert(
      fc.property(measures, fc.constantFrom(...RISK_SIGNALS), fc.nat(8_000), (given, signal, more) => {
        const before = assess(given, STANDARD_RULES);
        const after = assess({ ...given, [signal]: given[signal] + more }, STANDARD_RULES);
        expect(rank[after?.verdict ?? "clear"]).toBeGreaterThanOrEqual(rank[before?.verdict ?? "clear"]);
        expect(after?.verdict === "hold").toBe(
          after?.signals.some(({ verdict }) => verdict === "hold") ?? false,
        );
      }),
    );
  });
});

describe("dated rules", () => {
  const later = { ...STANDARD_RULES, from: "2026-07-01" };

  it("are those that began last, in whatever order they are written", () => {
    expect(rulesOn([later, STANDARD_RULES], "2026-06-30").from).toBe("2026-01-01");
    expect(rulesOn([STANDARD_RULES, later], "2026-07-01").from).toBe("2026-07-01");
  });

  it("no day is without any", () => {
    expect(() => rulesOn([later], "2026-06-30")).toThrow("no_risk_rules");
  });
});

describe("what was cleared before", () => {
  const raised = (measured: number) => assess({ ...quiet, accounts_on_device: measured }, STANDARD_RULES);

  it("is asked about again only when it is graver or has doubled", () => {
    const cleared = raised(6)?.signals ?? [];
    expect(newsBeside(raised(11)?.signals ?? [], cleared)).toEqual([]);
    expect(newsBeside(raised(12)?.signals ?? [], cleared)).toHaveLength(1);
    expect(newsBeside(raised(20)?.signals ?? [], raised(19)?.signals ?? [])).toHaveLength(1);
  });

  it("says nothing about other signals", () => {
    const other = assess({ ...quiet, payee_shared: 1 }, STANDARD_RULES)?.signals ?? [];
    expect(newsBeside(other, raised(6)?.signals ?? [])).toEqual(other);
  });
});

describe("a case", () => {
  it("holds money while a hold is open or fraud is confirmed, not while it waits for a review", () => {
    expect(holds({ state: "open", verdict: "hold" })).toBe(true);
    expect(holds({ state: "open", verdict: "review" })).toBe(false);
    expect(holds({ state: "confirmed", verdict: "review" })).toBe(true);
    expect(holds({ state: "cleared", verdict: "hold" })).toBe(false);
  });

  it("is decided once, and a confirmed one may be cleared after an appeal", () => {
    expect(mayDecide("open", "cleared")).toBe(true);
    expect(mayDecide("open", "confirmed")).toBe(true);
    expect(mayDecide("confirmed", "cleared")).toBe(true);
    expect(mayDecide("confirmed", "confirmed")).toBe(false);
    expect(mayDecide("cleared", "confirmed")).toBe(false);
  });
});

it("addresses are compared without spaces, punctuation and width", () => {
  expect(comparable("浙江省 杭州市，文三路１号－A")).toBe(comparable("浙江省杭州市文三路1号a"));
  expect(comparable("文三路 1 号")).not.toBe(comparable("文三路 2 号"));
});
