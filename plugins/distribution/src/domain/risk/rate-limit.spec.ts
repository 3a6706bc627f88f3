import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_FAILURES, waitSeconds, windowStart } from "./rate-limit";

const NOON = new Date("2026-03-01T04:00:00Z");

describe("whoever guesses", () => {
  it.each([
    ["customer", MOST_FAILURES.customer - 1, null],
    ["customer", MOST_FAILURES.customer, 600],
    ["address", MOST_FAILURES.customer, null],
    ["address", MOST_FAILURES.address - 1, null],
    ["address", MOST_FAILURES.address, 600],
  ] as const)("as a %s with %i misses waits %s seconds", (kind, misses, wait) => {
    expect(waitSeconds([{ kind, misses }], NOON)).toBe(wait);
  });

  it("waits as soon as one of the two has missed too often", () => {
    const counted = [
      { kind: "customer", misses: 0 },
      { kind: "address", misses: MOST_FAILURES.address },
    ] as const;
    expect(waitSeconds(counted, new Date("2026-03-01T04:09:59.500Z"))).toBe(1);
  });

  it("law: a wait ends with its window, and is never longer than ten minutes", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01T00:00:00Z") }),
        (now) => {
          const wait = waitSeconds([{ kind: "customer", misses: MOST_FAILURES.customer }], now) ?? 0;
          const after = new Date(now.getTime() + wait * 1_000);
          return wait >= 1 && wait <= 600 && windowStart(after) > windowStart(now);
        },
      ),
    );
  });
});
