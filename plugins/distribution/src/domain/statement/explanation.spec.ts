import { expect, it } from "vitest";
import { TRANSFER_KINDS, type TransferKind } from "../ledger/postings";
import { type EntryReason, explain, KIND_WORDS } from "./explanation";

const nothing: EntryReason = { line: null, plan: null, refund: null, matured: [], payout: null };
const line = {
  order_display_id: 12,
  line_position: 2,
  tier: 1,
  base_fen: 19_900n,
  rate_bps: 750,
  accrued_fen: 1_492n,
};

it("says of commission the line, the tier, the rate, the base and the plan's version", () => {
  expect(explain("accrue", { ...nothing, line, plan: { name: "藤蔓计划", version: 3 } })).toBe(
    "订单 #12 第 2 项 1 级，计佣金额 ¥199.00 × 7.5% = ¥14.92，方案「藤蔓计划」第 3 版",
  );
});

it("says of commission on one's own purchase that it was one's own", () => {
  expect(explain("accrue", { ...nothing, line: { ...line, is_own: true } })).toMatch(
    /^订单 #12 第 2 项 自购，/,
  );
});

it("says of commission that was fixed, cut or part of a campaign, that it was", () => {
  const fixed = { ...line, rate_bps: null, fixed_fen: 500n, quantity: 3, accrued_fen: 1_500n };
  expect(explain("accrue", { ...nothing, line: fixed })).toBe(
    "订单 #12 第 2 项 1 级，每件 ¥5.00 × 3 = ¥15.00",
  );
  const cut = { ...line, campaign: "sale", cut_by: "per_line" as const, accrued_fen: 1_000n };
  expect(explain("accrue", { ...nothing, line: cut })).toBe(
    "订单 #12 第 2 项 1 级，计佣金额 ¥199.00 × 7.5%，按单品封顶为 ¥10.00，活动 sale",
  );
});

it("says of a clawback which refund took how much of what", () => {
  expect(explain("clawback_debt", { ...nothing, line, refund: { goods_fen: 5_000n, line_fen: null } })).toBe(
    "订单 #12 第 2 项 1 级，本次退款商品金额 ¥50.00，按比例追回，原佣金 ¥14.92",
  );
  const ofLine = { goods_fen: 9_000n, line_fen: 5_000n };
  expect(explain("clawback_debt", { ...nothing, line, refund: ofLine })).toBe(
    "订单 #12 第 2 项 1 级，本次退还该项商品金额 ¥50.00，按比例追回，原佣金 ¥14.92",
  );
});

it("lists what matured, and says so when there is more", () => {
  const part = { order_display_id: 1, line_position: 1, tier: 1, amount_fen: 100n };
  expect(explain("mature", { ...nothing, matured: [part] })).toBe("冻结期满：订单 #1 第 1 项 1 级 ¥1.00");
  expect(explain("repay", { ...nothing, matured: Array.from({ length: 21 }, () => part) })).toMatch(
    /；等共 21 项$/,
  );
});

it("says of a payout's tax the month and the rule", () => {
  const payout = {
    id: "pout_1",
    amount_fen: 100_000n,
    state: "confirmed",
    withheld_fen: 4_000n,
    tax_policy: "cn-labour",
    tax_month: "2026-03",
    fee: null,
  };
  expect(explain("payout_withhold", { ...nothing, payout })).toBe(
    "提现 pout_1，申请 ¥1000.00，2026-03 劳务报酬预扣，代扣 ¥40.00",
  );
});

it("says of a payout's fee by which plan and how it came about", () => {
  const share = { kind: "share", rate_bps: 60, minimum_fen: 100n } as const;
  const fee = { fee_fen: 600n, terms: share, plan_name: "藤蔓计划", plan_version: 2 };
  const payout = {
    id: "pout_1",
    amount_fen: 100_000n,
    state: "requested",
    withheld_fen: null,
    tax_policy: null,
    tax_month: null,
    fee,
  };
  expect(explain("payout_fee", { ...nothing, payout })).toBe(
    "提现 pout_1，申请 ¥1000.00，手续费 ¥6.00（0.6%，最低 ¥1.00，方案「藤蔓计划」第 2 版）",
  );
  const fixed = { ...fee, terms: { kind: "fixed", fixed_fen: 600n } as const };
  expect(explain("payout_hold", { ...nothing, payout: { ...payout, fee: fixed } })).toMatch(
    /手续费 ¥6.00（每笔固定，方案「藤蔓计划」第 2 版）$/,
  );
});

it("has words for every kind", () => {
  const kinds = Object.keys(TRANSFER_KINDS) as TransferKind[];
  expect(kinds.filter((kind) => !KIND_WORDS[kind])).toEqual([]);
});
