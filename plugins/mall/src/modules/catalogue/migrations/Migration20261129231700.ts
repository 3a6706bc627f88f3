import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** The read model of the catalogue, the log of what in it is out of date, and how that log is written. */
export class Migration20261129231700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_catalogue_product" (
      "product_id" text primary key,
      "title" text not null,
      "created_at" timestamptz not null,
      "channel_ids" text[] not null,
      "category_ids" text[] not null,
      "own_category_ids" text[] not null,
      "collection_id" text null,
      "tags" text[] not null,
      "attributes" text[] not null,
      "price_fen" bigint null,
      "original_fen" bigint null,
      "counted_variant_ids" text[] not null,
      "is_uncounted" boolean not null,
      "in_stock" boolean not null default false,
      "sales" bigint not null default 0,
      "card" jsonb null,
      "page" jsonb not null,
      "title_key" text not null,
      "attribute_key" text not null,
      "letters" text not null,
      "grams" text[] not null,
      "refresh_no" bigint not null,
      "refreshed_at" timestamptz not null default now()
    );`);
    for (const [name, on] of INDEXES) {
      this.addSql(
        `create index if not exists "IDX_mall_catalogue_product_${name}" on "mall_catalogue_product" ${on};`,
      );
    }
    this.addSql(`create table if not exists "mall_catalogue_category" (
      "id" text primary key,
      "parent_id" text null,
      "name" text not null,
      "handle" text not null,
      "icon_url" text null,
      "rank" integer not null,
      "path" text[] not null
    );`);
    this.addSql(`create table if not exists "mall_catalogue_state" (
      "id" text primary key,
      "version" integer not null,
      "region_id" text null,
      "currency_code" text null,
      "country_code" text null
    );`);
    this.addSql(`create table if not exists "mall_catalogue_search" (
      "day" date not null,
      "words" text not null,
      "times" integer not null,
      "found" boolean not null,
      primary key ("day", "words")
    );`);
    this.addSql(`create sequence if not exists "mall_catalogue_refresh_no";`);
    this.addSql(`create table if not exists "mall_catalogue_change" (
      "seq" bigserial primary key,
      "kind" text not null,
      "ref" text not null,
      "is_urgent" boolean not null default true,
      "due_at" timestamptz not null default now()
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_catalogue_change_due_at" on "mall_catalogue_change" ("due_at");`,
    );
    this.addSql(NOTE_CHANGE);
    this.addSql(VARIANT_STOCK);
  }

  override async down(): Promise<void> {
    this.addSql(`drop function if exists mall_note_catalogue_change() cascade;`);
    this.addSql(`drop function if exists mall_variant_stock(text, text[]);`);
    for (const table of ["change", "state", "search", "category", "product"]) {
      this.addSql(`drop table if exists "mall_catalogue_${table}";`);
    }
    this.addSql(`drop sequence if exists "mall_catalogue_refresh_no";`);
  }
}

const INDEXES = [
  ["created_at", `("created_at", "product_id") where "price_fen" is not null`],
  ["price_fen", `("price_fen", "created_at", "product_id") where "price_fen" is not null`],
  ["price_desc", `("price_fen" desc, "created_at", "product_id") where "price_fen" is not null`],
  ["sales", `("sales" desc, "created_at" desc, "product_id" desc) where "price_fen" is not null`],
  ["category_ids", `using gin ("category_ids")`],
  ["own_category_ids", `using gin ("own_category_ids")`],
  ["attributes", `using gin ("attributes")`],
  ["grams", `using gin ("grams")`],
  ["collection_id", `("collection_id")`],
  ["refreshed_at", `("refreshed_at")`],
] as const;

/**
 * Notes what a row of Medusa's was about, in the transaction that wrote it. The trigger's arguments are the kind and the
 * column that says about what. A price list changes prices again when it begins and when it ends.
 */
const NOTE_CHANGE = `create or replace function mall_note_catalogue_change() returns trigger language plpgsql as $function$
  declare
    old_row jsonb := case when TG_OP = 'INSERT' then null else to_jsonb(old) - 'updated_at' end;
    new_row jsonb := case when TG_OP = 'DELETE' then null else to_jsonb(new) - 'updated_at' end;
  begin
    if old_row is not distinct from new_row then return null; end if;
    insert into "mall_catalogue_change" ("kind", "ref", "is_urgent")
      select TG_ARGV[0], refs.ref, TG_ARGV[0] not like 'stock%'
      from (select old_row->>TG_ARGV[1] as ref union select new_row->>TG_ARGV[1]) refs where refs.ref is not null;
    if TG_ARGV[0] = 'price_list' and new_row is not null then
      insert into "mall_catalogue_change" ("kind", "ref", "due_at")
        select 'price_list', new_row->>TG_ARGV[1], moments.moment
        from unnest(array[(new_row->>'starts_at')::timestamptz, (new_row->>'ends_at')::timestamptz]) moments(moment)
        where moments.moment > now();
    end if;
    return null;
  end $function$;`;

/**
 * How many of a variant can be sold through any of some sales channels, as Medusa's getVariantAvailability reckons it:
 * the scarcest of its inventory items, over the channels' locations. Null for a variant without inventory items.
 */
const VARIANT_STOCK = `create or replace function mall_variant_stock(wanted text, channels text[]) returns bigint
  language plpgsql stable as $function$
  begin
    return (
      select min(floor(coalesce(levels.available, 0) / nullif(items.required_quantity, 0)))::bigint
      from product_variant_inventory_item items
      left join lateral (
        select sum(level.stocked_quantity - level.reserved_quantity) as available
        from inventory_level level
        where level.inventory_item_id = items.inventory_item_id and level.deleted_at is null
          and level.location_id in (
            select place.stock_location_id from sales_channel_stock_location place
            where place.sales_channel_id = any(channels) and place.deleted_at is null)
      ) levels on true
      where items.variant_id = wanted and items.deleted_at is null);
  end $function$;`;
