import type { DataSource } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import type { FilingPerson } from "../../../domain/payout/tax-filing";
import { exceedsDeductible, needsVatLook } from "../../../domain/payout/tax-notice";
import { monthBounds } from "../../../domain/shanghai-month";
import { appendAudit } from "../database/audit-store";
import type { Encryptor } from "../identity/encryptor";
import { type MaskedIdentity, masked, openIdentity } from "../identity/identity";
import {
  listTaxedPeople,
  readTaxMonth,
  type TaxedIdentity,
  type TaxedPerson,
  type TaxMonth,
} from "./tax-report-store";

/** Rows opened at once. */
const CHUNK = 500;

/** A person's month without anything in the clear. */
export interface MaskedPerson extends Omit<TaxedPerson, "identity" | "earlier"> {
  real_name: string | null;
  id_number: string | null;
  /** What they were called when they were paid earlier in the month, before a correction. */
  earlier_identities: MaskedIdentity[];
  vat_flag: boolean;
}

/** What the shop paid and withheld by person and month, as a withholding agent files it. */
export class TaxService {
  readonly #source: DataSource;
  readonly #sealer: Encryptor | null;

  /** @param sealer null while no key for identities is configured: then nobody was paid either */
  constructor(source: DataSource, sealer: Encryptor | null) {
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
    return rows.map(({ identity, earlier, ...row }) => {
      const open = (sealed: TaxedIdentity) => masked(this.#open(row.distributor_id, sealed));
      return {
        ...row,
        ...(identity ? open(identity) : { real_name: null, id_number: null }),
        earlier_identities: earlier.map(open),
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
    const open = (sealed: TaxedIdentity) => this.#open(row.distributor_id, sealed);
    const { real_name, id_number } = row.identity ? open(row.identity) : { real_name: "", id_number: "" };
    const { policy, gross_fen, withheld_fen, payouts, year } = row;
    return {
      real_name,
      id_number,
      earlier_identities: row.earlier.map(open),
      policy,
      month,
      gross_fen,
      withheld_fen,
      payouts,
      year,
      vat_flag: needsVatLook(row.top_day, row.top_day_fen),
    };
  }

  #open(distributor_id: string, identity: TaxedIdentity): MaskedIdentity {
    const sealer = this.#sealer;
    return sealer ? openIdentity(sealer, { distributor_id, ...identity }) : { real_name: "", id_number: "" };
  }
}
