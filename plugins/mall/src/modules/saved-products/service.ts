import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { MOST_SAVED, type SavedList } from "../../domain/saved-products";

interface Database {
  raw<Row>(sql: string, bindings: readonly unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
}

/** One list of one shopper. */
export interface ListOwner {
  customer_id: string;
  list: SavedList;
}

/** A product in a list, and when it came there last. */
export interface SavedProduct {
  product_id: string;
  saved_at: Date;
}

/** Keeps shoppers' lists of products: each product once, the latest first, the oldest dropped beyond `MOST_SAVED`. */
export class SavedProductsService {
  readonly #database: Database;

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
  }

  /** Puts a product first in a list; the same again only moves it there. */
  async save({ customer_id, list }: ListOwner, product_id: string, now: Date): Promise<void> {
    await this.#database.raw(
      `insert into "mall_saved_product" ("customer_id", "list", "product_id", "saved_at") values (?, ?, ?, ?)
       on conflict ("customer_id", "list", "product_id") do update set "saved_at" = excluded."saved_at"`,
      [customer_id, list, product_id, now],
    );
    await this.#database.raw(
      `delete from "mall_saved_product" where ("customer_id", "list", "product_id") in (
         select "customer_id", "list", "product_id" from "mall_saved_product"
         where "customer_id" = ? and "list" = ? order by "saved_at" desc, "product_id" offset ?)`,
      [customer_id, list, MOST_SAVED],
    );
  }

  /** Takes a product out of a list, or empties it where none is named. */
  async remove({ customer_id, list }: ListOwner, product_id?: string): Promise<void> {
    await this.#database.raw(
      `delete from "mall_saved_product" where "customer_id" = ? and "list" = ? and (?::text is null or "product_id" = ?)`,
      [customer_id, list, product_id ?? null, product_id ?? null],
    );
  }

  /** A list, the latest first. */
  async listSaved({ customer_id, list }: ListOwner): Promise<SavedProduct[]> {
    const { rows } = await this.#database.raw<SavedProduct>(
      `select "product_id", "saved_at" from "mall_saved_product"
       where "customer_id" = ? and "list" = ? order by "saved_at" desc, "product_id"`,
      [customer_id, list],
    );
    return rows;
  }

  /** Whether a product is in a list. */
  async isSaved({ customer_id, list }: ListOwner, product_id: string): Promise<boolean> {
    const { rows } = await this.#database.raw(
      `select from "mall_saved_product" where "customer_id" = ? and "list" = ? and "product_id" = ?`,
      [customer_id, list, product_id],
    );
    return rows.length > 0;
  }
}
