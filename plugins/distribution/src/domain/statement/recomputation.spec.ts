import { describe, expect, it } from "vitest";
import { clawedAsRefunded, type TaxedPayout, withheldAsPaid } from "./recomputation";

const line = (order_line_id: string, base_fen: bigint) => ({ order_line_id, base_fen });
const accrual = (order_line_id: string, amount_fen: bigint) => ({
  order_line_id,
  tier: 1,
  amount_fen,
  clawed_fen: 0n,
});

const whole = (goods_fen: bigint) => ({ goods_fen, lines: null });

describe("what accruals must have given back", () => {
  const lines = [line("a", 1_000n), line("b", 3_000n)];

  it("is their share of what the refunds come to on their own line", () => {
    const accruals = [accrual("a", 100n), accrual("b", 300n), accrual("b", 90n)];
    expect(clawedAsRefunded({ refunds: [whole(1_000n)], lines, accruals })).toEqual([25n, 75n, 22n]);
    expect(clawedAsRefunded({ refunds: [whole(9_000n)], lines, accruals })).toEqual([100n, 300n, 90n]);
  });

  it("is nothing of a line that a refund for another one named", () => {
    const refund = { goods_fen: 1_000n, lines: [{ order_line_id: "a", goods_fen: 1_000n }] };
    const accruals = [accrual("a", 100n), accrual("b", 300n)];
    expect(clawedAsRefunded({ refunds: [refund], lines, accruals })).toEqual([100n, 0n]);
  });

  it("is nothing without a refund, and for a line that the order does not have", () => {
    expect(clawedAsRefunded({ refunds: [], lines, accruals: [accrual("a", 100n)] })).toEqual([0n]);
    expect(clawedAsRefunded({ refunds: [whole(500n)], lines, accruals: [accrual("c", 100n)] })).toEqual([0n]);
  });
});

describe("what a person's payouts must have withheld", () => {
  const payout = (amount_fen: bigint, reviewed: string, more: Partial<TaxedPayout> = {}): TaxedPayout => ({
    id: `pout_${reviewed}`,
    amount_fen,
    tax_policy: "cn-labour",
    reviewed_at: new Date(reviewed),
    is_paid: true,
    ...more,
  });
  const withheld = (...payouts: TaxedPayout[]) =>
    withheldAsPaid(payouts).map(({ withheld_fen }) => withheld_fen);

  it("is the month's tax with this payout less what the month kept back before", () => {
    expect(withheld(payout(70_000n, "2026-03-05"), payout(70_000n, "2026-03-20"))).toEqual([0n, 12_000n]);
    expect(withheld(payout(70_000n, "2026-03-05"), payout(70_000n, "2026-04-20"))).toEqual([0n, 0n]);
  });

  it("counts no payout that came to nothing", () => {
    const failed = payout(70_000n, "2026-03-05", { is_paid: false });
    expect(withheld(failed, payout(70_000n, "2026-03-20"))).toEqual([0n, 0n]);
  });

  it("belongs to the month of Shanghai in which it was reviewed", () => {
    const [late] = withheldAsPaid([payout(70_000n, "2026-03-31T16:00:00Z")]);
    expect(late?.tax_month).toBe("2026-04");
  });

  it("goes by the policy that each of them carries", () => {
    const cumulative = { tax_policy: "cn-platform-cumulative" } as const;
    expect(
      withheld(payout(1_000_000n, "2026-03-05", cumulative), payout(1_000_000n, "2026-04-05", cumulative)),
    ).toEqual([9_000n, 9_000n]);
    expect(withheld(payout(1_000_000n, "2026-03-05", { tax_policy: "none" }))).toEqual([0n]);
  });
});
