import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { ChangeLog } from "./change-log";
import type { Database } from "./database";
import { ProductQueries } from "./product-queries";
import { ProductRows } from "./product-rows";
import { watchTables } from "./watched-tables";

/** Raise it when what a row holds changes: the model is then made anew at the next boot. */
const MODEL_VERSION = 2;

/** Keeps the read model of the catalogue, and the log of what in it is out of date. */
export class CatalogueService {
  readonly changes: ChangeLog;
  readonly rows: ProductRows;
  readonly queries: ProductQueries;
  readonly #database: Database;
  readonly #logger: Logger;
  #begun: Promise<void> | null = null;

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
    this.#logger = container[ContainerRegistrationKeys.LOGGER] as Logger;
    this.changes = new ChangeLog(this.#database);
    this.rows = new ProductRows(this.#database);
    this.queries = new ProductQueries(this.#database);
  }

  /** Medusa calls this when the application begins. */
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      await this.begun();
    },
  };

  /**
   * Waits until changes are noted and a missing model is asked for: the server answers its first readers while Medusa
   * still runs its hooks. Medusa swallows what a hook throws, so it is logged here.
   */
  begun(): Promise<void> {
    this.#begun ??= this.#begin().catch((error: Error) => {
      this.#begun = null;
      this.#logger.error("mall cannot keep the catalogue", error);
    });
    return this.#begun;
  }

  /** Watches Medusa's tables, and has the model made where there is none, or one of another version. */
  async #begin(): Promise<void> {
    const missing = await watchTables(this.#database);
    if (missing.length > 0) {
      this.#logger.warn(
        `mall cannot watch ${missing.join(", ")}: the catalogue follows them within minutes only`,
      );
    }
    if ((await this.rows.version()) !== MODEL_VERSION) await this.remake();
  }

  /** Has everything read anew. Shoppers see what is there until then. */
  remake(): Promise<void> {
    return this.changes.note("all", ["catalogue"]);
  }

  readonly version = MODEL_VERSION;
}
