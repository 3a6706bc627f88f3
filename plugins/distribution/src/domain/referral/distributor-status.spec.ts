import { describe, expect, it } from "vitest";
import type { DistributorStatus } from "./distributor";
import { mayApplyAgain, mayWithdraw, STATUS_ACTS, statusAfter } from "./distributor-status";

const STATUSES: DistributorStatus[] = ["applied", "active", "frozen", "closed"];

describe("standing", () => {
  it("moves along these ways and no others", () => {
    const ways = STATUS_ACTS.flatMap((act) =>
      STATUSES.flatMap((status) => {
        const after = statusAfter(status, act, "理由");
        return after.kind === "changed" ? [`${status} ${act} ${after.status}`] : [];
      }),
    );
    expect(ways).toEqual([
      "applied approve active",
      "applied refuse closed",
      "active freeze frozen",
      "frozen unfreeze active",
      "active close closed",
      "frozen close closed",
    ]);
  });

  it("asks for a reason for everything but an approval", () => {
    expect(statusAfter("applied", "approve", null)).toMatchObject({ kind: "changed" });
    for (const [status, act] of [
      ["applied", "refuse"],
      ["active", "freeze"],
      ["frozen", "unfreeze"],
      ["active", "close"],
    ] as const) {
      expect(statusAfter(status, act, "  ")).toMatchObject({ code: "reason_missing", field: "reason" });
    }
  });

  it("lets a refused applicant apply again, and nobody who was closed", () => {
    expect(mayApplyAgain("closed", "refused")).toBe(true);
    expect(mayApplyAgain("closed", "closed")).toBe(false);
    expect(mayApplyAgain("applied", "applied")).toBe(false);
  });

  it("holds a frozen distributor's money back, and never a closed one's", () => {
    expect(STATUSES.filter(mayWithdraw)).toEqual(["active", "closed"]);
  });
});
