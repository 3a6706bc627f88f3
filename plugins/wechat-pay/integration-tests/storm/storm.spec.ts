import { expect, it } from "vitest";
import { storm } from "./storm";

/** How an order, a payout or a share may end; anything else is money that one side believes in and the other does not. */
const ENDINGS = new Set(["paid", "not paid", "refunded", "partly refunded"]);
const SHARES = new Set(["shared", "not shared", "freed", "40 of 100 returned"]);

it("a small storm leaves the shop and WeChat agreeing to the fen", async () => {
  const report = await storm({ seed: "every-night-1", orders: 24, kills: 1, say: console.log });
  console.log(JSON.stringify(report));
  expect(report.disagreements).toEqual([]);
  const endings = { ...report.endings, ...report.payouts };
  expect(Object.keys(endings).filter((ending) => !ENDINGS.has(ending))).toEqual([]);
  expect(Object.keys(report.struck).length).toBeGreaterThan(8);
  for (const ending of ["paid", "not paid", "refunded"]) {
    expect(report.endings[ending]).toBeGreaterThan(0);
  }
  expect(report.payouts.paid).toBeGreaterThan(0);
  expect(report.payouts["not paid"]).toBeGreaterThan(0);
  expect(Object.keys(report.shares).filter((ending) => !SHARES.has(ending))).toEqual([]);
  expect(report.shares.shared).toBeGreaterThan(0);
}, 600_000);
