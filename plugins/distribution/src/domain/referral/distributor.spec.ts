import { expect, it } from "vitest";
import { displayName, maskedName } from "./distributor";

it("takes the wished name, then the customer's, then a neutral one", () => {
  expect(displayName("  小藤 ", "周婷")).toBe("小藤");
  expect(displayName(undefined, "周婷")).toBe("周婷");
  expect(displayName("", null)).toBe("分享伙伴");
});

it("cuts a name by characters, not by code units", () => {
  expect(displayName("🌿".repeat(50), null)).toBe("🌿".repeat(40));
});

it("shows no more of a buyer than the first character", () => {
  expect(maskedName("周婷")).toBe("周**");
  expect(maskedName("🌿小藤")).toBe("🌿**");
  expect(maskedName(null)).toBe("**");
});
