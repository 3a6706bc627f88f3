import { describe, expect, it } from "vitest";
import { readSegment } from "./segment";

const bought = { field: "last_order", op: "within", days: 30 };

describe("a segment", () => {
  it.each([
    ["nothing", undefined, "expression"],
    ["a text", "all", "expression"],
    ["an unknown field", { field: "height", op: "at_least", value: 1 }, "expression.field"],
    ["no days", { field: "last_order", op: "within" }, "expression.days"],
    [
      "a wrong value deep inside",
      { all: [bought, { not: { ...bought, days: 0 } }] },
      "expression.all.1.not.days",
    ],
    ["more than it may say", { ...bought, value: 3 }, "expression.value"],
    ["two connectives", { all: [bought], any: [bought] }, "expression.any"],
    ["an empty list", { any: [] }, "expression.any"],
    ["a cell without bins", { field: "rfm" }, "expression"],
    [
      "an amount that is no whole fen",
      { field: "net_fen", op: "at_least", value: "1.5" },
      "expression.value",
    ],
  ])("of %s is refused with its field", (_what, input, field) => {
    expect(readSegment(input)).toEqual({ kind: "refused", field });
  });

  it("that is too deep or too long is refused, however deep", () => {
    let deep: unknown = bought;
    for (let level = 0; level < 20_000; level++) {
      deep = { not: deep };
    }
    expect(readSegment(deep)).toMatchObject({ kind: "refused" });
    const many = { any: Array.from({ length: 20 }, () => bought) };
    expect(readSegment({ all: [many, many, many] })).toMatchObject({ kind: "refused" });
  });

  it("that is well formed is read as it is", () => {
    const expression = {
      all: [bought, { any: [{ field: "tag", ids: ["ctag_1"] }, { not: { field: "follows", value: true } }] }],
    };
    expect(readSegment(expression)).toEqual({ kind: "segment", segment: expression });
  });
});
