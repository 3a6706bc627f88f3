import { expect, it } from "vitest";
import { mailedRange, nextMailDay, reportMailShape, stillToMail } from "./report-mail";

it.each([
  ["week", "2026-11-29", "2026-11-30"],
  ["week", "2026-11-30", "2026-12-07"],
  ["week", "2026-12-02", "2026-12-07"],
  ["month", "2026-11-30", "2026-12-01"],
  ["month", "2026-12-01", "2027-01-01"],
] as const)("every %s, after %s comes %s", (every, today, next) => {
  expect(nextMailDay(every, today)).toBe(next);
});

it.each([
  ["week", "2026-11-30", "2026-11-23", "2026-11-29"],
  // A server that was down on Monday mails the same week later.
  ["week", "2026-12-02", "2026-11-23", "2026-11-29"],
  ["month", "2026-12-01", "2026-11-01", "2026-11-30"],
  ["month", "2027-01-03", "2026-12-01", "2026-12-31"],
] as const)("every %s, on %s it is about %s to %s", (every, day, from, to) => {
  expect(mailedRange(every, day)).toEqual({ from, to });
});

it("goes only to whoever has not had the period's yet", () => {
  const emails = ["boss@shop.cn", "typo@gone.cn", "finance@shop.cn"];
  const range = mailedRange("week", "2026-11-30");
  expect(stillToMail(emails, {}, range)).toEqual(emails);
  const mailed = { "boss@shop.cn": range.from, "finance@shop.cn": range.from };
  expect(stillToMail(emails, mailed, range)).toEqual(["typo@gone.cn"]);
  // What was mailed of one week says nothing of the next.
  expect(stillToMail(emails, mailed, mailedRange("week", "2026-12-07"))).toEqual(emails);
});

it("is of a report there is, to addresses", () => {
  const good = { report: "overview", every: "week", emails: ["owner@shop.cn"] };
  expect(reportMailShape.safeParse(good).success).toBe(true);
  for (const wrong of [{ report: "none" }, { every: "day" }, { emails: [] }, { emails: ["nobody"] }]) {
    expect(reportMailShape.safeParse({ ...good, ...wrong }).success).toBe(false);
  }
});
