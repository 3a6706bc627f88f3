import { expect, it } from "vitest";
import { disclosuresShape, NO_DISCLOSURES } from "./disclosures";

it("begins empty and keeps what it is given, trimmed", () => {
  expect(NO_DISCLOSURES.return_policy).toBe("");
  expect(disclosuresShape.parse({ operator_name: " 藤蔓商贸有限公司 " }).operator_name).toBe(
    "藤蔓商贸有限公司",
  );
});

it.each([
  ["an address that is no e-mail", { complaint_email: "客服" }],
  ["what the database cannot keep", { return_policy: "七天\0无理由" }],
  ["a notice without end", { privacy_notice: "长".repeat(20_001) }],
])("refuses %s", (_what, change) => {
  expect(disclosuresShape.safeParse(change).success).toBe(false);
});
