import { expect, it } from "vitest";
import { type FilingPerson, filingHeadings, filingRow } from "./tax-filing";

const person: FilingPerson = {
  real_name: "王小藤",
  id_number: "110101199003070011",
  policy: "cn-labour",
  month: "2026-03",
  gross_fen: 100_000n,
  withheld_fen: 4_000n,
  payouts: 2,
  year: [
    { month: "2026-01", gross_fen: 70_000n, withheld_fen: 0n },
    { month: "2026-03", gross_fen: 100_000n, withheld_fen: 4_000n },
  ],
  vat_flag: true,
  earlier_identities: [],
};

const cells = (row: string) => row.trimEnd().split(",");

it("has a cell for every heading", () => {
  expect(cells(filingRow(person))).toHaveLength(cells(filingHeadings()).length);
});

it("shows the month, the working and the year; the number stays text", () => {
  expect(cells(filingRow(person))).toEqual([
    "王小藤",
    "居民身份证",
    "\t110101199003070011",
    "劳务报酬所得",
    "2026-03",
    "1000.00",
    "800.00",
    "200.00",
    "20%",
    "0.00",
    "40.00",
    "40.00",
    "1700.00",
    "40.00",
    "2",
    "单日付款达到增值税关注金额",
  ]);
});

it("under the cumulative policy the working is the year's, under none there is none", () => {
  const year = [{ month: "2026-01", gross_fen: 1_000_000n, withheld_fen: 9_000n }];
  const cumulative = filingRow({ ...person, policy: "cn-platform-cumulative", month: "2026-01", year });
  expect(cells(cumulative).slice(6, 11)).toEqual(["7000.00", "3000.00", "3%", "0.00", "90.00"]);
  expect(cells(filingRow({ ...person, policy: "none" })).slice(6, 11)).toEqual(["", "", "", "", ""]);
});

it("names both, where somebody was corrected within the month", () => {
  const earlier_identities = [{ real_name: "王小滕", id_number: "110101199003070038" }];
  expect(cells(filingRow({ ...person, earlier_identities })).at(-1)).toBe(
    "单日付款达到增值税关注金额；本月部分款项以更正前的身份支付：王小滕 110101199003070038",
  );
  expect(cells(filingRow({ ...person, vat_flag: false, earlier_identities })).at(-1)).toMatch(
    /^本月部分款项/,
  );
});
