import { describe, expect, it } from "vitest";
import {
  actionFor,
  progressAfterFailure,
  progressOfRefund,
  REFUND_ATTEMPT_LIMIT,
  REFUND_TRY_LIMIT,
  refundStateOf,
  standingOf,
} from "./refund";

describe("refund", () => {
  it.each([
    ["SUCCESS", 2, "succeeded", 2],
    ["PROCESSING", 1, "processing", 1],
    ["ABNORMAL", 1, "needs_attention", 1],
    ["toString", 1, "processing", 1],
    ["CLOSED", 1, "to_submit", 2],
    ["CLOSED", REFUND_ATTEMPT_LIMIT, "needs_attention", REFUND_ATTEMPT_LIMIT],
  ])("WeChat's %s in attempt %i means %s, next attempt %i", (status, attempt, progress, next) => {
    expect(progressOfRefund(refundStateOf(status), attempt)).toEqual({ progress, attempt: next });
  });

  it.each([
    ["needs_attention", "ABNORMAL", "send_on"],
    ["needs_attention", "CLOSED", "reissue"],
    ["needs_attention", null, "retry"],
    ["needs_attention", "PROCESSING", "retry"],
    ["processing", "PROCESSING", undefined],
    ["succeeded", "SUCCESS", undefined],
    ["to_submit", "CLOSED", undefined],
  ] as const)("at %s after %s what helps is %s", (progress, state, action) => {
    expect(actionFor(progress, state)).toBe(action);
  });

  it.each([
    ["to_submit", null, "given"],
    ["processing", "PROCESSING", "given"],
    ["processing", "UNKNOWN", "given"],
    ["to_submit", "CLOSED", "owed"],
    ["needs_attention", "CLOSED", "owed"],
    ["needs_attention", "ABNORMAL", "owed"],
    ["processing", "ABNORMAL", "owed"],
    ["needs_attention", null, "owed"],
    ["succeeded", "SUCCESS", "arrived"],
  ] as const)("at %s after %s its money is %s", (progress, state, standing) => {
    expect(standingOf(progress, state)).toBe(standing);
  });

  it("keeps trying, then calls a person", () => {
    expect(progressAfterFailure("to_submit", 1)).toBe("to_submit");
    expect(progressAfterFailure("processing", REFUND_TRY_LIMIT)).toBe("needs_attention");
  });
});
