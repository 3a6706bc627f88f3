import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaticReceiptAt, payBy, returnBy } from "./deadlines";

describe("deadlines", () => {
  it("gives fifteen minutes to pay", () => {
    expect(payBy(new Date("2026-11-22T03:00:00Z"), 900)).toEqual(new Date("2026-11-22T03:15:00Z"));
  });

  it("takes receipt for granted ten days after shipping", () => {
    expect(automaticReceiptAt(new Date("2026-11-22T03:00:00Z"), 10)).toEqual(
      new Date("2026-12-02T03:00:00Z"),
    );
  });

  it.each([
    ["2026-11-01T15:59:00Z", "2026-11-08T15:59:59.999Z"],
    ["2026-11-01T16:00:00Z", "2026-11-09T15:59:59.999Z"],
    ["2026-12-28T00:00:00Z", "2027-01-04T15:59:59.999Z"],
  ])("received %s (UTC), returnable until %s", (received, until) =>
    expect(returnBy(new Date(received)).toISOString()).toBe(until),
  );

  it("always leaves seven whole days and less than eight", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
        (received) => {
          const days = (returnBy(received).getTime() - received.getTime()) / 86_400_000;
          expect(days).toBeGreaterThan(6.99999);
          expect(days).toBeLessThan(8);
        },
      ),
    );
  });
});
