import { describe, expect, it } from "vitest";
import { outcomeOf, type PartResult, partResultOf, shareRefusal } from "./profit-sharing";

const part = (result: PartResult) => ({ mch_id: "1", amount_fen: 1n, result, fail_reason: undefined });

describe("how a share stands", () => {
  it.each([
    ["not finished", false, ["SUCCESS"], "processing"],
    ["finished, a part still open", true, ["SUCCESS", "PENDING"], "processing"],
    ["all got theirs", true, ["SUCCESS", "SUCCESS"], "succeeded"],
    ["an unfreezing", true, [], "succeeded"],
    ["FINISHED is not success", true, ["CLOSED"], "failed"],
    ["some got theirs", true, ["SUCCESS", "CLOSED"], "partly"],
  ] as const)("%s", (_, is_finished, results, outcome) => {
    expect(outcomeOf({ is_finished, parts: results.map(part) })).toBe(outcome);
  });

  it("what WeChat may invent is still open", () => {
    expect(["SUCCESS", "CLOSED", "PENDING", "NEW"].map(partResultOf)).toEqual([
      "SUCCESS",
      "CLOSED",
      "PENDING",
      "PENDING",
    ]);
  });
});

describe("what cannot be shared", () => {
  const bounds = { paid_fen: 10_000n, shared_fen: 0n, limit_bps: 3_000 };
  const parts = (...amounts: bigint[]) =>
    amounts.map((amount_fen, index) => ({ mch_id: `190000000${index}`, amount_fen }));

  it.each([
    ["nothing", [], bounds, "no_parts"],
    ["exactly the limit", parts(2_000n, 1_000n), bounds, undefined],
    ["a fen above it", parts(2_000n, 1_001n), bounds, "above_limit"],
    ["the limit with what was shared before", parts(1n), { ...bounds, shared_fen: 3_000n }, "above_limit"],
    ["51 receivers", parts(...Array.from({ length: 51 }, () => 1n)), bounds, "too_many_parts"],
  ] as const)("%s", (_, given, limits, refusal) => {
    expect(shareRefusal(given, limits)).toBe(refusal);
  });

  it("one receiver twice", () => {
    const twice = [...parts(1n), ...parts(2n)];
    expect(shareRefusal(twice, bounds)).toBe("receiver_twice");
  });
});
