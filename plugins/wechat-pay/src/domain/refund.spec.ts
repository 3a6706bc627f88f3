import { describe, expect, it } from "vitest";
import {
  progressAfterFailure,
  progressOfRefund,
  progressOfStrayRefund,
  REFUND_ATTEMPT_LIMIT,
  REFUND_TRY_LIMIT,
  refundStateOf,
} from "./refund";

describe("refund", () => {
  it.each([
    ["SUCCESS", "succeeded"],
    ["PROCESSING", "processing"],
    ["ABNORMAL", "needs_attention"],
    ["CLOSED", "needs_attention"],
    ["toString", "processing"],
  ])("WeChat's %s means %s for a merchant's refund", (status, progress) => {
    expect(progressOfRefund(refundStateOf(status))).toBe(progress);
  });

  it("numbers a closed stray refund anew, and only a closed one", () => {
    expect(progressOfStrayRefund("CLOSED", 1)).toEqual({ progress: "to_submit", attempt: 2 });
    expect(progressOfStrayRefund("PROCESSING", 1)).toEqual({ progress: "processing", attempt: 1 });
    expect(progressOfStrayRefund("ABNORMAL", 1)).toEqual({ progress: "needs_attention", attempt: 1 });
    expect(progressOfStrayRefund("SUCCESS", 2)).toEqual({ progress: "succeeded", attempt: 2 });
  });

  it("calls a person when WeChat closes it again and again", () => {
    expect(progressOfStrayRefund("CLOSED", REFUND_ATTEMPT_LIMIT).progress).toBe("needs_attention");
  });

  it("keeps trying, then calls a person", () => {
    expect(progressAfterFailure("to_submit", 1)).toBe("to_submit");
    expect(progressAfterFailure("processing", REFUND_TRY_LIMIT)).toBe("needs_attention");
  });
});
