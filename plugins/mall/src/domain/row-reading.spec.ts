import { describe, expect, it } from "vitest";
import type { MerchantFault } from "./merchant-fault";
import { readRows } from "./row-reading";

const fault = (subject_id: string, detail: string): MerchantFault => ({
  kind: "product_unreadable",
  subject_type: "product",
  subject_id,
  title: subject_id,
  detail,
});

describe("a list that is read row by row", () => {
  it("leaves out what throws and what has nothing to show, and keeps the order of the rest", () => {
    const read = (row: string) => {
      if (row === "odd") throw new Error("cannot be read");
      if (row === "empty") return { view: null, faults: [fault(row, "nothing")] };
      return { view: row.toUpperCase(), faults: row === "half" ? [fault(row, "in part")] : [] };
    };
    expect(readRows(["a", "odd", "half", "empty", "b"], read, fault)).toEqual({
      views: ["A", "HALF", "B"],
      faults: [fault("odd", "cannot be read"), fault("half", "in part"), fault("empty", "nothing")],
    });
  });
});
