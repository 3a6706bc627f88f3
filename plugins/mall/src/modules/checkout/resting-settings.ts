import { randomUUID } from "node:crypto";
import type { Logger } from "@medusajs/framework/types";
import type { Connection } from "./database";

/** Medusa's tables that hold settings of the shop: they change a few times a day and are read at every order. */
const SETTINGS = [
  "region",
  "region_country",
  "region_payment_provider",
  "payment_provider",
  "tax_region",
  "tax_rate",
  "sales_channel",
  "sales_channel_stock_location",
  "stock_location",
  "location_fulfillment_set",
  "fulfillment_set",
  "service_zone",
  "geo_zone",
  "shipping_option",
  "shipping_option_rule",
  "shipping_option_type",
  "shipping_option_price_set",
] as const;

const TRIGGER = "mall_note_settings_change";
/** More answers than these are not kept: addresses are part of the question. */
const MOST_KEPT = 1_000;

/**
 * Settings that were read once and rest. PostgreSQL notes every change of their tables in the transaction that makes it,
 * and a reader first asks which change was the last: what was read before it is read anew, on every server, at once.
 */
export class RestingSettings {
  readonly #connection: Connection;
  readonly #logger: Logger;
  readonly #kept = new Map<string, Promise<unknown>>();
  #version = "";
  #watched: Promise<boolean> | null = null;

  constructor(connection: Connection, logger: Logger) {
    this.#connection = connection;
    this.#logger = logger;
  }

  /** Which state of the settings is in force; nothing that was read under another counts. */
  async version(): Promise<string> {
    if (!(await this.watch())) return randomUUID();
    const { rows } = (await this.#connection.raw(
      `select count(*) || '/' || coalesce(max("id"), 0) || '/' || coalesce(sum("id"), 0) as "version" from "mall_settings_change"`,
    )) as { rows: { version: string }[] };
    return rows[0]?.version ?? randomUUID();
  }

  /** What was read under a version, or what is read now. What is answered is shared: nobody changes it. */
  rest<Answer>(version: string, question: string, read: () => Promise<Answer>): Promise<Answer> {
    if (version !== this.#version || this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#version = version;
    const kept = this.#kept.get(question) as Promise<Answer> | undefined;
    if (kept) return kept;
    const reading = read();
    this.#kept.set(question, reading);
    reading.catch(() => {
      if (this.#kept.get(question) === reading) this.#kept.delete(question);
    });
    return reading;
  }

  /** Has PostgreSQL note changes, once. @returns whether it notes all of them */
  watch(): Promise<boolean> {
    this.#watched ??= this.#watch().catch((error: Error) => {
      this.#watched = null;
      this.#logger.error("mall cannot watch the shop's settings and reads them every time", error);
      return false;
    });
    return this.#watched;
  }

  async #watch(): Promise<boolean> {
    const { rows } = (await this.#connection.raw(
      `select c.relname as "table", t.tgname is not null as "is_watched" from pg_class c
       left join pg_trigger t on t.tgrelid = c.oid and t.tgname = ?
       where c.oid in (select to_regclass(name) from unnest(?::text[]) name)`,
      [TRIGGER, SETTINGS.map((table) => `"${table}"`)],
    )) as { rows: { table: string; is_watched: boolean }[] };
    for (const { table, is_watched } of rows) {
      if (is_watched) continue;
      await this.#connection.raw(
        `create or replace trigger "${TRIGGER}" after insert or update or delete or truncate on "${table}"
         for each statement execute function mall_note_settings_change()`,
      );
    }
    const missing = SETTINGS.filter((name) => !rows.some(({ table }) => table === name));
    if (missing.length > 0) {
      this.#logger.warn(`mall cannot watch ${missing.join(", ")} and reads the shop's settings every time`);
    }
    return missing.length === 0;
  }

  /** Forgets old changes. The last one stays, so that no number comes twice. */
  async prune(): Promise<void> {
    await this.#connection.raw(
      `delete from "mall_settings_change" where "noted_at" < now() - interval '1 hour'
         and "id" < (select max("id") from "mall_settings_change")`,
    );
  }
}
