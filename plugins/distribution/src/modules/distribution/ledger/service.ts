import type { DataSource } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { type AuditRow, listAudit } from "../database/audit-list-store";
import { appendAudit } from "../database/audit-store";
import {
  findLatestVerification,
  insertVerification,
  type Verification,
  verifyLedger,
} from "../statement/verification-store";
import { type Earnings, readEarnings } from "./balance-store";
import { listAccounts, listTransfers } from "./ledger-list-store";

export type VerifyResult =
  | { kind: "verified"; verification: Omit<Verification, "id"> }
  | Refused<"verification_running">;

/** The ledger itself, for the merchant and their auditor: accounts, transfers, and whether it all holds. */
export class LedgerService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
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

  /** What the latest verification found; null before the first. */
  latestVerification(): Promise<Verification | null> {
    return findLatestVerification(this.#source.manager);
  }

  /**
   * Recomputes the whole ledger as it stands at one moment and keeps what it found. Posting goes on meanwhile.
   * @param clock is asked when it begins and when it ends
   */
  async verify(actor_id: string, clock: () => Date): Promise<VerifyResult> {
    const started_at = clock();
    const verified = await this.#source.transaction("REPEATABLE READ", verifyLedger);
    if (!verified) return refused("verification_running");
    const verification = { ...verified, started_at, ended_at: clock(), actor_id };
    const after = { transfers: String(verified.transfers), difference: verified.difference };
    await this.#source.transaction(async (manager) => {
      await insertVerification(manager, verification);
      await appendAudit(manager, {
        occurred_at: verification.ended_at,
        actor_id,
        action: "ledger_verified",
        subject_id: "ledger",
        after,
      });
    });
    return { kind: "verified", verification };
  }
}
