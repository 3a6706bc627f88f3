import { describe, expect, it } from "vitest";
import { readRange } from "./range";

const now = new Date("2026-11-30T17:00:00Z");

describe("the range of a report", () => {
  it("is the last thirty days when nothing is said, and is compared with the thirty before", () => {
    expect(readRange({}, now)).toEqual({
      kind: "read",
      range: { from: "2026-11-02", to: "2026-12-01" },
      previous: { from: "2026-10-03", to: "2026-11-01" },
    });
  });

  it("may be one day", () => {
    expect(readRange({ from: "2026-11-11", to: "2026-11-11" }, now)).toMatchObject({
      previous: { from: "2026-11-10", to: "2026-11-10" },
    });
  });

  it.each([
    [{ from: "2026-02-30" }, "invalid_input", "from"],
    [{ to: "soon" }, "invalid_input", "to"],
    [{ from: "2026-11-12", to: "2026-11-11" }, "invalid_input", "from"],
    [{ from: "2020-01-01", to: "2026-11-11" }, "range_too_long", "from"],
  ])("%o is refused", (query, code, field) => {
    expect(readRange(query, now)).toEqual({ kind: "refused", refusal: { code, field } });
  });
});
