import type { DataSource } from "typeorm";
import { inTransaction } from "../database/transaction";
import { type SetCosts, setCosts } from "./cost";
import { findCosts } from "./cost-store";

/** What a piece of each variant costs the shop. Nothing of this is for the storefront. */
export class CostService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** The costs of variants in fen, by their ids; those that nobody has written are left out. */
  async read(variant_ids: readonly string[]): Promise<Map<string, bigint>> {
    if (variant_ids.length === 0) return new Map();
    const rows = await findCosts(this.#source.manager, variant_ids);
    return new Map(rows.map(({ variant_id, cost_fen }) => [variant_id, BigInt(cost_fen)]));
  }

  /** Writes costs and takes them away. @returns how many changed */
  set(input: SetCosts): Promise<number> {
    return inTransaction(this.#source, (manager) => setCosts(manager, input));
  }
}
