import type { DataSource } from "typeorm";
import { type AuditedDecision, listAuditOf } from "../database/audit-store";
import { type DistributorFilter, findListedDistributor, listDistributors } from "./distributor-list-store";
import { type ChangeStatus, changeStatus, type StatusResult } from "./distributor-status";

/** How a distributor's page ends: the latest decisions about them. */
const LATEST_DECISIONS = 50;

/** What merchants decide about distributors, and what they look at for it. */
export class DistributorService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Approves, refuses, freezes, unfreezes or closes a distributor. */
  changeStatus(input: ChangeStatus): Promise<StatusResult> {
    return this.#source.transaction((manager) => changeStatus(manager, input));
  }

  /** Distributors for the merchant, latest first. */
  list(wanted: DistributorFilter) {
    return listDistributors(this.#source.manager, wanted);
  }

  /** A distributor as the merchant sees them; null for an unknown id. */
  find(distributor_id: string) {
    return findListedDistributor(this.#source.manager, distributor_id);
  }

  /** The latest decisions about a distributor, newest first. */
  decisions(distributor_id: string): Promise<AuditedDecision[]> {
    return listAuditOf(this.#source.manager, distributor_id, LATEST_DECISIONS);
  }
}
