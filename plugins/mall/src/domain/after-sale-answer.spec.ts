import { describe, expect, it } from "vitest";
import { answerDeadline, type UnansweredRequest } from "./after-sale-answer";

const asked_at = new Date("2026-11-01T00:00:00Z");
const hours = { unsent: 48, sent: 120 };
const unsent: UnansweredRequest = { type: "refund_only", reason: "other", is_sent: false, asked_at };

describe("answerDeadline", () => {
  it.each<[string, Partial<UnansweredRequest>, string | undefined]>([
    ["money of goods that were not sent: two days", {}, "2026-11-03T00:00:00.000Z"],
    [
      "money of goods that never came: five",
      { is_sent: true, reason: "not_received" },
      "2026-11-06T00:00:00.000Z",
    ],
    ["goods to be sent back: five", { type: "return_and_refund", is_sent: true }, "2026-11-06T00:00:00.000Z"],
    [
      "goods sent although nobody wanted them any more: never",
      { is_sent: true, reason: "changed_mind" },
      undefined,
    ],
  ])("%s", (_, change, deadline) => {
    expect(answerDeadline({ ...unsent, ...change }, hours)?.toISOString()).toBe(deadline);
  });

  it("is never where the shop says so", () => {
    expect(answerDeadline(unsent, { unsent: 0, sent: 120 })).toBeNull();
    expect(answerDeadline({ ...unsent, is_sent: true }, { unsent: 48, sent: 0 })).toBeNull();
  });
});
