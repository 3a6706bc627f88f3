import type { DataSource } from "typeorm";
import type { Refused } from "../../../domain/errors";
import type { DeletionRefusal } from "../../../domain/identity/erasure";
import { deletionRefusalOf } from "./deletion";
import { type ErasureResult, eraseOwnAccount } from "./erasure";
import { findOrdersEarningFor, listOwnDecisions, type OwnDecision, purgeIdentities } from "./erasure-store";

/** Identities removed in one run. */
const MOST_PURGED = 500;

/** What people may ask about themselves: a copy of what is kept, and to be forgotten. */
export class ErasureService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Closes a person's own account for good. */
  erase(input: { customer_id: string; now: Date }): Promise<ErasureResult> {
    return this.#source.transaction((manager) => eraseOwnAccount(manager, input));
  }

  /** On which of these orders a customer, as a distributor, is to earn something. */
  ordersEarningFor(customer_id: string, order_ids: readonly string[]): Promise<Set<string>> {
    return findOrdersEarningFor(this.#source.manager, customer_id, order_ids);
  }

  /** Why customers cannot be deleted: they are distributors, or money of theirs is left. Null when they can. */
  deletionRefusal(customer_ids: readonly string[]): Promise<Refused<DeletionRefusal> | null> {
    return deletionRefusalOf(this.#source.manager, customer_ids);
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
