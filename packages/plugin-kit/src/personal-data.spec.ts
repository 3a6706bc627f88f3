import { expect, it } from "vitest";
import { isRetentionOver } from "./personal-data";

const at = (closed_at: string | null, now: string) => ({ customer_id: "cus_1", closed_at, now });

it("counts years from the day an account was closed", () => {
  expect(isRetentionOver(at("2024-02-29T10:00:00Z", "2027-02-28T23:00:00Z"), 3)).toBe(false);
  expect(isRetentionOver(at("2024-02-29T10:00:00Z", "2027-03-01T10:00:00Z"), 3)).toBe(true);
  expect(isRetentionOver(at(null, "2099-01-01T00:00:00Z"), 3)).toBe(false);
});
