import { describe, expect, it } from "vitest";
import { retryDelayMs } from "./retry-delay";

describe("retryDelayMs", () => {
  it.each([
    [1, 15_000],
    [2, 30_000],
    [4, 120_000],
    [9, 3_600_000],
    [10_000, 3_600_000],
  ])("after %i failures in a row", (failures, delay_ms) => expect(retryDelayMs(failures)).toBe(delay_ms));
});
