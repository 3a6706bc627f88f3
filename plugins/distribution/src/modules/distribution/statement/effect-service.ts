import type { DataSource } from "typeorm";
import {
  countActiveDistributors,
  listOrdersPostedSince,
  type OrderCommission,
  readDistributorNames,
  readOrderCommissions,
  readSharers,
} from "./effect-store";
import { findLatestVerification } from "./verification-store";

/** The port by which a plugin that reports asks what distribution brought and cost. It only reads. */
export class EffectService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Orders whose commission moved since a moment. */
  ordersPostedSince(since: Date): Promise<string[]> {
    return listOrdersPostedSince(this.#source.manager, since);
  }

  /** Who earns on orders, by tier, with what was accrued and what was taken back, in fen. */
  commissionsOf(order_ids: readonly string[]): Promise<OrderCommission[]> {
    return readOrderCommissions(this.#source.manager, order_ids);
  }

  /** Whose share tokens these are. */
  sharersOf(tokens: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return readSharers(this.#source.manager, tokens);
  }

  /** What distributors are called, by id. */
  distributorNames(ids: readonly string[]): Promise<ReadonlyMap<string, { name: string; status: string }>> {
    return readDistributorNames(this.#source.manager, ids);
  }

  /** Which check of the latest verification found a difference; null when none did. */
  async ledgerDifference(): Promise<string | null> {
    const latest = await findLatestVerification(this.#source.manager);
    return latest?.difference ? latest.difference.check : null;
  }

  /** How many distributors are active. */
  activeDistributors(): Promise<number> {
    return countActiveDistributors(this.#source.manager);
  }
}
