import type { MaskedPerson, TaxService } from "./tax-service";

/** A month's sums as JSON. */
export function taxMonthView(row: Awaited<ReturnType<TaxService["month"]>>) {
  return {
    people_paid: row.people,
    gross_fen: String(row.gross_fen),
    withheld_fen: String(row.withheld_fen),
    fee_fen: String(row.fee_fen),
    payouts_under_way: row.under_way,
    commission_fen: String(row.commission_fen),
    goods_fen: String(row.goods_fen),
    exceeds_deductible: row.exceeds_deductible,
  };
}

/** A person's month as JSON, name and number hidden but for their ends. */
export function taxedPersonView(row: MaskedPerson) {
  const total = (field: "gross_fen" | "withheld_fen") =>
    String(row.year.reduce((sum, month) => sum + month[field], 0n));
  return {
    distributor: { id: row.distributor_id, display_name: row.display_name },
    real_name: row.real_name,
    id_number: row.id_number,
    earlier_identities: row.earlier_identities,
    tax_policy: row.policy,
    payouts: row.payouts,
    gross_fen: String(row.gross_fen),
    withheld_fen: String(row.withheld_fen),
    year_gross_fen: total("gross_fen"),
    year_withheld_fen: total("withheld_fen"),
    vat_flag: row.vat_flag,
  };
}
