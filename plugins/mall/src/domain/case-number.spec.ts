import { expect, it } from "vitest";
import { caseNumber } from "./case-number";

const moment = new Date("2026-11-29T17:38:05.123Z");

it("gives a case the same number every time, and two cases of a moment different ones", () => {
  expect(caseNumber(moment, "asc_01M8M67ZKFP1FB8VPYC9ECWHM7")).toMatch(/^SH261130013805\d{6}$/);
  expect(caseNumber(moment, "asc_1")).toBe(caseNumber(moment, "asc_1"));
  expect(caseNumber(moment, "asc_1")).not.toBe(caseNumber(moment, "asc_2"));
});
