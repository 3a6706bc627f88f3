import type { EntityManager } from "typeorm";
import type { TaxPolicy } from "../../../domain/payout/tax";
import type { ComparedRow } from "../../../domain/statement/difference";
import {
  clawedAsRefunded,
  type RefundedAccrual,
  type TaxedPayout,
  withheldAsPaid,
} from "../../../domain/statement/recomputation";
import { goodsRefundOf, type StoredGoodsRefund } from "../intake/refund-lines";

/**
 * A recomputation by rules that a query cannot say: a page of rows as they must be and as they are, those after a key.
 * @returns null after the last page
 */
export interface LedgerWalk {
  name: string;
  table: string;
  page: (
    manager: EntityManager,
    after: string,
    limit: number,
  ) => Promise<{ rows: ComparedRow[]; last: string } | null>;
}

interface StoredRefund {
  order_id: string;
  refunds: StoredGoodsRefund[];
  lines: { order_line_id: string; base_fen: string }[];
  accruals: { order_line_id: string; tier: number; amount_fen: string; clawed_fen: string }[];
}

const REFUNDED = `
  with page as (
    select distinct r.order_id from distribution.processed r
    where r.kind = 'refund' and r.order_id > $1 order by r.order_id limit $2)
  select p.order_id,
    (select jsonb_agg(jsonb_build_object('goods_fen', r.goods_fen::text, 'lines', r.lines))
     from distribution.processed r where r.order_id = p.order_id and r.kind = 'refund') as refunds,
    coalesce((select jsonb_agg(jsonb_build_object('order_line_id', l.order_line_id, 'base_fen', l.base_fen::text)
      order by l.position) from distribution.frozen_line l where l.order_id = p.order_id), '[]') as lines,
    coalesce((select jsonb_agg(jsonb_build_object('order_line_id', a.order_line_id, 'tier', a.tier,
      'amount_fen', a.amount_fen::text, 'clawed_fen', a.clawed_fen::text) order by a.order_line_id, a.tier)
      from distribution.frozen_line l join distribution.accrual a using (order_line_id)
      where l.order_id = p.order_id), '[]') as accruals
  from page p order by p.order_id`;

const refunds: LedgerWalk = {
  name: "clawbacks_are_what_refunds_ask",
  table: "accrual",
  page: async (manager, after, limit) => {
    const orders = await manager.query<StoredRefund[]>(REFUNDED, [after, limit]);
    const last = orders.at(-1)?.order_id;
    return last === undefined ? null : { last, rows: orders.flatMap(clawedRows) };
  },
};

function clawedRows({ refunds, lines, accruals }: StoredRefund): ComparedRow[] {
  const taken = accruals.map(
    (one): RefundedAccrual => ({
      ...one,
      amount_fen: BigInt(one.amount_fen),
      clawed_fen: BigInt(one.clawed_fen),
    }),
  );
  const expected = clawedAsRefunded({
    refunds: refunds.map(goodsRefundOf),
    lines: lines.map((line) => ({ ...line, base_fen: BigInt(line.base_fen) })),
    accruals: taken,
  });
  return taken.map(({ order_line_id, tier, clawed_fen }, index) => ({
    key: `${order_line_id}/${tier}`,
    expected: { clawed_fen: expected[index] },
    found: { clawed_fen },
  }));
}

interface StoredTaxes {
  distributor_id: string;
  payouts: {
    id: string;
    amount_fen: string;
    tax_policy: TaxPolicy;
    tax_month: string;
    withheld_fen: string;
    reviewed_at: string;
    is_paid: boolean;
  }[];
}

const TAXED = `
  select distributor_id, jsonb_agg(jsonb_build_object('id', id, 'amount_fen', amount_fen::text, 'tax_policy', tax_policy,
      'tax_month', tax_month, 'withheld_fen', withheld_fen::text, 'reviewed_at', reviewed_at,
      'is_paid', state in ('transferring', 'confirmed')) order by reviewed_at, outward_number) as payouts
  from distribution.payout where tax_month is not null and distributor_id > $1
  group by distributor_id order by distributor_id limit $2`;

const withholding: LedgerWalk = {
  name: "withholding_is_what_its_policy_asks",
  table: "payout",
  page: async (manager, after, limit) => {
    const people = await manager.query<StoredTaxes[]>(TAXED, [after, limit]);
    const last = people.at(-1)?.distributor_id;
    return last === undefined ? null : { last, rows: people.flatMap(taxRows) };
  },
};

function taxRows({ payouts }: StoredTaxes): ComparedRow[] {
  const expected = withheldAsPaid(
    payouts.map(
      (row): TaxedPayout => ({
        ...row,
        amount_fen: BigInt(row.amount_fen),
        reviewed_at: new Date(row.reviewed_at),
      }),
    ),
  );
  return payouts.map(({ id, tax_month, withheld_fen }, index) => ({
    key: id,
    expected: { ...expected[index] },
    found: { tax_month, withheld_fen },
  }));
}

/** What is recomputed by the ledger's own rules, after everything that queries recompute. */
export const LEDGER_WALKS: readonly LedgerWalk[] = [refunds, withholding];
