import { expect, it } from "vitest";
import { NO_BALANCES, summarize, sumsOf } from "../domain/statement/statement";
import type { Entry } from "../modules/distribution/statement/entry-store";
import { localTime, statementPage } from "./statement-page";

const POSTED = new Date("2026-03-31T15:59:59.000Z");

const entry: Entry = {
  id: "1",
  kind: "accrue",
  posted_at: POSTED,
  occurred_at: POSTED,
  dr: 0n,
  cr: 57n,
  amount_fen: 1_990n,
  balances: { ...NO_BALANCES, pending: 1_990n },
  reason: {
    line: {
      order_display_id: 3,
      line_position: 1,
      tier: 1,
      base_fen: 19_900n,
      rate_bps: 1_000,
      accrued_fen: 1_990n,
    },
    plan: { name: "<b>买一送一</b>", version: 1 },
    refund: null,
    matured: [],
    payout: null,
  },
  position: { posted: "2026-03-31T15:59:59.000000Z", source: "ordli_1", tier: 1, kind: 1 },
};
const statement = {
  month: "2026-03",
  closed: null,
  accounts: summarize(NO_BALANCES, sumsOf([entry])),
  kinds: [],
};

it("shows times by the clock of Shanghai", () => {
  expect(localTime(POSTED)).toBe("2026-03-31 23:59:59");
});

it("is a page of its own: names are text, nothing is fetched, nothing runs", () => {
  const page = statementPage(statement, '<script>alert("x")</script>', [entry]);
  expect(page).toContain("2026 年 3 月佣金对账单");
  expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  expect(page).toContain("方案「&lt;b&gt;买一送一&lt;/b&gt;」第 1 版");
  expect(page).not.toMatch(/<script|<link|<img|<b>/);
  expect(page).toContain("待结算 +19.90");
});

it("says so when nothing moved", () => {
  expect(statementPage(statement, "小蔓", [])).toContain("本月没有变动");
});
