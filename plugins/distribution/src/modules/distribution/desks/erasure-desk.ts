import type { DataSource } from "typeorm";
import { type ErasureResult, eraseOwnAccount } from "../rules/erasing";
import { listOwnDecisions, type OwnDecision, purgeIdentities } from "../storage/erasure-store";

/** Identities removed in one run. */
const MOST_PURGED = 500;

/** What people may ask about themselves: a copy of what is kept, and to be forgotten. */
export class ErasureDesk {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Closes a person's own account for good. */
  erase(input: { customer_id: string; now: Date }): Promise<ErasureResult> {
    return this.#source.transaction((manager) => eraseOwnAccount(manager, input));
  }

  /** Removes identities that were kept for the law alone and whose time is over. @returns how many */
  purge(now: Date): Promise<number> {
    return this.#source.transaction((manager) => purgeIdentities(manager, now, MOST_PURGED));
  }

  /** The latest decisions by or about a person, for their own copy. */
  ownDecisions(person: { customer_id: string; distributor_id: string }): Promise<OwnDecision[]> {
    return listOwnDecisions(this.#source.manager, person);
  }
}
