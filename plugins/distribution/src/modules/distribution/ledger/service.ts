import type { Operations } from "@tengman/plugin-kit";
import type { DataSource } from "typeorm";
import { type AuditRow, listAudit } from "../database/audit-store";
import { readLedgerFigures } from "./figures-store";
import { findLedgerFault } from "./guards-store";
import { listAccounts, listTransfers } from "./ledger-list-store";
import { type Earnings, readEarnings } from "./ledger-store";

/** The ledger itself, for the merchant and their auditor: accounts, transfers, and who decided what. */
export class LedgerService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** What whoever runs the shop watches of the ledger. */
  get operations(): Operations {
    return {
      checks: [{ name: "ledger_schema", find: () => findLedgerFault(this.#source) }],
      figures: () => readLedgerFigures(this.#source),
    };
  }

  /** Balances by account number. */
  earnings(distributor_nos: readonly bigint[]): Promise<Map<bigint, Earnings>> {
    return readEarnings(this.#source.manager, distributor_nos);
  }

  /** The audit trail, latest first. */
  audit(wanted: Parameters<typeof listAudit>[1]): Promise<AuditRow[]> {
    return listAudit(this.#source.manager, wanted);
  }

  /** Accounts by number. */
  accounts(wanted: Parameters<typeof listAccounts>[1]) {
    return listAccounts(this.#source.manager, wanted);
  }

  /** Transfers, latest first. */
  transfers(wanted: Parameters<typeof listTransfers>[1]) {
    return listTransfers(this.#source.manager, wanted);
  }
}
