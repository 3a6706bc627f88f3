import type { DataSource } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { maskedNumber, maskedRealName } from "../../../domain/resident-id";
import { monthBounds } from "../../../domain/shanghai-month";
import type { FilingPerson } from "../../../domain/tax-filing";
import { exceedsDeductible, needsVatLook } from "../../../domain/tax-notice";
import type { Sealer } from "../rules/sealing";
import { appendAudit } from "../storage/audit-store";
import { listTaxedPeople, readTaxMonth, type TaxedPerson, type TaxMonth } from "../storage/tax-report-store";

/** Rows opened at once. */
const CHUNK = 500;

/** A person's month without anything in the clear. */
export interface MaskedPerson extends Omit<TaxedPerson, "real_name_sealed" | "id_number_sealed"> {
  real_name: string | null;
  id_number: string | null;
  vat_flag: boolean;
}

/** What the shop paid and withheld by person and month, as a withholding agent files it. */
export class TaxDesk {
  readonly #source: DataSource;
  readonly #sealer: Sealer | null;

  /** @param sealer null while no key for identities is configured: then nobody was paid either */
  constructor(source: DataSource, sealer: Sealer | null) {
    this.#source = source;
    this.#sealer = sealer;
  }

  /** A month's sums, and whether commission is more than may be deducted. */
  async month(month: string): Promise<TaxMonth & { exceeds_deductible: boolean }> {
    const sums = await readTaxMonth(this.#source.manager, month, monthBounds(month));
    const exceeds_deductible = exceedsDeductible(`${month}-01`, sums.commission_fen, sums.goods_fen);
    return { ...sums, exceeds_deductible };
  }

  /** Who was paid in a month, by distributor id, with names and numbers hidden but for their ends. */
  async people(wanted: { month: string; after: string | null; limit: number }): Promise<MaskedPerson[]> {
    const rows = await listTaxedPeople(this.#source.manager, wanted);
    return rows.map(({ real_name_sealed, id_number_sealed, ...row }) => {
      const { real_name, id_number } = this.#open(row.distributor_id, real_name_sealed, id_number_sealed);
      return {
        ...row,
        real_name: real_name && maskedRealName(real_name),
        id_number: id_number && maskedNumber(id_number, 3),
        vat_flag: needsVatLook(row.top_day, row.top_day_fen),
      };
    });
  }

  /** Everybody who was paid in a month, in the clear, for the return; the export is audited before it is made. */
  async export(
    month: string,
    { actor_id, now }: { actor_id: string; now: Date },
  ): Promise<{ kind: "exported"; people: FilingPerson[] } | Refused<"payouts_closed">> {
    if (!this.#sealer) return refused("payouts_closed");
    const { people } = await this.month(month);
    await appendAudit(this.#source.manager, {
      occurred_at: now,
      actor_id,
      action: "tax_report_exported",
      subject_id: month,
      after: { people },
    });
    const all: FilingPerson[] = [];
    for (let after: string | null = null; ; ) {
      const rows: TaxedPerson[] = await listTaxedPeople(this.#source.manager, { month, after, limit: CHUNK });
      all.push(...rows.map((row) => this.#filed(month, row)));
      after = rows.at(-1)?.distributor_id ?? null;
      if (rows.length < CHUNK) return { kind: "exported", people: all };
    }
  }

  #filed(month: string, row: TaxedPerson): FilingPerson {
    const { real_name, id_number } = this.#open(
      row.distributor_id,
      row.real_name_sealed,
      row.id_number_sealed,
    );
    const { policy, gross_fen, withheld_fen, payouts, year } = row;
    return {
      real_name: real_name ?? "",
      id_number: id_number ?? "",
      policy,
      month,
      gross_fen,
      withheld_fen,
      payouts,
      year,
      vat_flag: needsVatLook(row.top_day, row.top_day_fen),
    };
  }

  #open(distributor_id: string, name: Buffer | null, number: Buffer | null) {
    const open = (sealed: Buffer | null, field: string) =>
      sealed && this.#sealer ? this.#sealer.open(sealed, `${distributor_id}/${field}`) : null;
    return { real_name: open(name, "real_name"), id_number: open(number, "id_number") };
  }
}
