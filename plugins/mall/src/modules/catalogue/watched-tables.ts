import type { Database } from "./database";

/** Medusa's tables that decide what shoppers see: which kind of change a row is, and the column that says of what. */
const WATCHED: readonly (readonly [table: string, kind: string, column: string])[] = [
  ["product", "product", "id"],
  ["product_variant", "product", "product_id"],
  ["product_product_option", "product", "product_id"],
  ["product_category_product", "product", "product_id"],
  ["product_tags", "product", "product_id"],
  ["image", "product", "product_id"],
  ["product_sales_channel", "product", "product_id"],
  ["product_variant_option", "variant", "variant_id"],
  ["product_variant_product_image", "variant", "variant_id"],
  ["product_variant_price_set", "variant", "variant_id"],
  ["product_option", "option", "id"],
  ["product_option_value", "option", "option_id"],
  ["product_product_option_value", "option_value", "product_option_value_id"],
  ["product_tag", "tag", "id"],
  ["product_category", "category", "id"],
  ["price", "price_set", "price_set_id"],
  ["price_rule", "price", "price_id"],
  ["price_list", "price_list", "id"],
  ["price_list_rule", "price_list", "price_list_id"],
  ["region", "all", "id"],
  ["inventory_level", "stock", "inventory_item_id"],
  ["product_variant_inventory_item", "stock_of_variant", "variant_id"],
  ["sales_channel_stock_location", "stock_of_channel", "sales_channel_id"],
];

const triggerOf = (kind: string, column: string) => `mall_note_${kind}_by_${column}`;

/**
 * Has PostgreSQL note every change of these tables, whoever makes it. A migration cannot: plugins' migrations may run
 * before Medusa's tables are there. What is watched already is left alone, so that a boot takes no locks.
 * @returns the tables that are not there
 */
export async function watchTables(database: Database): Promise<string[]> {
  const { rows } = await database.raw<{ table: string; trigger: string | null }>(
    `select c.relname as "table", t.tgname as "trigger" from pg_class c
     left join pg_trigger t on t.tgrelid = c.oid and t.tgname like 'mall_note_%'
     where c.oid in (select to_regclass(name) from unnest(?::text[]) name)`,
    [WATCHED.map(([table]) => `"${table}"`)],
  );
  const present = new Set(rows.map(({ table }) => table));
  const watched = new Set(rows.map(({ table, trigger }) => `${table}.${trigger}`));
  for (const [table, kind, column] of WATCHED) {
    const trigger = triggerOf(kind, column);
    if (!present.has(table) || watched.has(`${table}.${trigger}`)) continue;
    await database.raw(
      `create or replace trigger "${trigger}" after insert or update or delete on "${table}"
       for each row execute function mall_note_catalogue_change('${kind}', '${column}')`,
    );
  }
  return WATCHED.map(([table]) => table).filter((table) => !present.has(table));
}
