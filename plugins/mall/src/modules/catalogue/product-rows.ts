import type { Database } from "./database";

/** A product of the model, as it is written: amounts are whole fen as decimal strings. */
export interface CatalogueRow {
  product_id: string;
  title: string;
  created_at: string;
  channel_ids: string[];
  /** Its shown categories and all above them. */
  category_ids: string[];
  /** The categories it was put into, shown or not. */
  own_category_ids: string[];
  collection_id: string | null;
  tags: string[];
  /** What a filter may ask for, `option=value` each. */
  attributes: string[];
  /** The lowest price of its variants; null when it has none that can be asked of anybody. */
  price_fen: string | null;
  original_fen: string | null;
  /** Variants with a price whose stock is counted, and whether there is one whose stock is not. */
  counted_variant_ids: string[];
  is_uncounted: boolean;
  card: unknown;
  page: unknown;
  /** What a search compares with and finds it by, see `search-text.ts`. */
  title_key: string;
  attribute_key: string;
  letters: string;
  grams: string[];
}

/** A category that shoppers see. */
export interface CatalogueCategory {
  id: string;
  parent_id: string | null;
  name: string;
  handle: string;
  icon_url: string | null;
  rank: number;
  path: string[];
}

/** Where everything is sold; nulls when the shop has no region in yuan. */
export interface CatalogueRegion {
  region_id: string | null;
  currency_code: string | null;
  country_code: string | null;
}

const COLUMNS = [
  ["product_id", "text"],
  ["title", "text"],
  ["created_at", "timestamptz"],
  ["channel_ids", "text[]"],
  ["category_ids", "text[]"],
  ["own_category_ids", "text[]"],
  ["collection_id", "text"],
  ["tags", "text[]"],
  ["attributes", "text[]"],
  ["price_fen", "bigint"],
  ["original_fen", "bigint"],
  ["counted_variant_ids", "text[]"],
  ["is_uncounted", "boolean"],
  ["card", "jsonb"],
  ["page", "jsonb"],
  ["title_key", "text"],
  ["attribute_key", "text"],
  ["letters", "text"],
  ["grams", "text[]"],
] as const;

const names = COLUMNS.map(([name]) => `"${name}"`).join(", ");
const types = COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(", ");
const changed = COLUMNS.slice(1)
  .map(([name]) => `"${name}" = excluded."${name}"`)
  .join(", ");

/** Writes the model. Every reading of Medusa has a number, drawn before it: an older reading never overwrites a newer. */
export class ProductRows {
  constructor(readonly database: Database) {}

  /** The number of a reading that begins now. */
  async nextRefresh(): Promise<string> {
    const { rows } = await this.database.raw<{ no: string }>(
      `select nextval('mall_catalogue_refresh_no') as "no"`,
    );
    return rows[0]?.no ?? "0";
  }

  /** Writes products as they were read, and removes those that are not sold any more. */
  async write(rows: readonly CatalogueRow[], gone: readonly string[], refresh_no: string): Promise<void> {
    if (gone.length > 0) {
      await this.database.raw(
        `delete from "mall_catalogue_product" where "product_id" = any(?) and "refresh_no" < ?::bigint`,
        [gone, refresh_no],
      );
    }
    if (rows.length === 0) return;
    await this.database.raw(
      `insert into "mall_catalogue_product" (${names}, "refresh_no")
       select ${names}, ?::bigint from jsonb_to_recordset(?::jsonb) as row(${types}) order by "product_id"
       on conflict ("product_id") do update set ${changed}, "refresh_no" = excluded."refresh_no", "refreshed_at" = now()
       where "mall_catalogue_product"."refresh_no" < excluded."refresh_no"`,
      [refresh_no, JSON.stringify(rows)],
    );
    await this.restock(rows.map(({ product_id }) => product_id));
  }

  /** Reckons which of these products are in stock. */
  async restock(product_ids: readonly string[]): Promise<void> {
    if (product_ids.length === 0) return;
    await this.database.raw(
      `update "mall_catalogue_product" p set "in_stock" = s."in_stock" from (
         select "product_id", "is_uncounted" or exists (
           select 1 from unnest("counted_variant_ids") variant where mall_variant_stock(variant, "channel_ids") > 0
         ) as "in_stock" from "mall_catalogue_product" where "product_id" = any(?) order by "product_id"
       ) s where p."product_id" = s."product_id" and p."in_stock" <> s."in_stock"`,
      [product_ids],
    );
  }

  /** Counts the pieces of each product in orders that are paid and stand. */
  async countSales(): Promise<void> {
    await this.database.raw(
      `update "mall_catalogue_product" p set "sales" = s.pieces from (
         select c."product_id", coalesce(sold.pieces, 0)::bigint as pieces from "mall_catalogue_product" c left join (
           select l."product_id", sum(i."quantity") as pieces from "mall_order" m
           join "order" o on o."id" = m."order_id"
           join "order_item" i on i."order_id" = o."id" and i."version" = o."version" and i."deleted_at" is null
           join "order_line_item" l on l."id" = i."item_id"
           where m."paid_at" is not null and m."closed_at" is null and m."deleted_at" is null group by 1
         ) sold on sold."product_id" = c."product_id" order by c."product_id"
       ) s where s."product_id" = p."product_id" and s.pieces <> p."sales"`,
    );
  }

  /** Replaces the categories. */
  async writeCategories(categories: readonly CatalogueCategory[]): Promise<void> {
    await this.database.raw(
      `with given as (select * from jsonb_to_recordset(?::jsonb) as row("id" text, "parent_id" text, "name" text,
         "handle" text, "icon_url" text, "rank" integer, "path" text[])),
       gone as (delete from "mall_catalogue_category" where "id" not in (select "id" from given))
       insert into "mall_catalogue_category" ("id", "parent_id", "name", "handle", "icon_url", "rank", "path")
       select "id", "parent_id", "name", "handle", "icon_url", "rank", "path" from given order by "id"
       on conflict ("id") do update set "parent_id" = excluded."parent_id", "name" = excluded."name",
         "handle" = excluded."handle", "icon_url" = excluded."icon_url", "rank" = excluded."rank", "path" = excluded."path"`,
      [JSON.stringify(categories)],
    );
  }

  /** Says where everything is sold, and which version of the model this is. */
  async writeState(version: number, region: CatalogueRegion): Promise<void> {
    await this.database.raw(
      `insert into "mall_catalogue_state" ("id", "version", "region_id", "currency_code", "country_code")
       values ('state', ?, ?, ?, ?) on conflict ("id") do update set "version" = excluded."version",
         "region_id" = excluded."region_id", "currency_code" = excluded."currency_code",
         "country_code" = excluded."country_code"`,
      [version, region.region_id, region.currency_code, region.country_code],
    );
  }

  /** The version of the model that is there; 0 before there is one. */
  async version(): Promise<number> {
    const { rows } = await this.database.raw<{ version: number }>(
      `select "version" from "mall_catalogue_state" where "id" = 'state'`,
    );
    return rows[0]?.version ?? 0;
  }
}
