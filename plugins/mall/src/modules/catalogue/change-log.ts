import type { Database } from "./database";

/** How a change of some kind becomes changes of products. `$refs` are the ids that the changes were about. */
const PRODUCTS_OF: Readonly<Record<string, string>> = {
  all: `select "id" from "product" where "deleted_at" is null union select "product_id" from "mall_catalogue_product"`,
  variant: `select "product_id" from "product_variant" where "id" = any($refs)`,
  option: `select "product_id" from "product_product_option" where "product_option_id" = any($refs)`,
  option_value: `select o."product_id" from "product_option_value" v
    join "product_product_option" o on o."product_option_id" = v."option_id" where v."id" = any($refs)`,
  tag: `select "product_id" from "product_tags" where "product_tag_id" = any($refs)`,
  category: `select "product_id" from "mall_catalogue_product"
    where "category_ids" && $refs::text[] or "own_category_ids" && $refs::text[]
    union select p."product_id" from "product_category_product" p
    join "product_category" c on c."id" = p."product_category_id"
    where exists (select 1 from unnest($refs::text[]) ref where position(ref in c."mpath") > 0)`,
  price_set: `select v."product_id" from "product_variant_price_set" s
    join "product_variant" v on v."id" = s."variant_id" where s."price_set_id" = any($refs)`,
  price: `select v."product_id" from "price" p join "product_variant_price_set" s on s."price_set_id" = p."price_set_id"
    join "product_variant" v on v."id" = s."variant_id" where p."id" = any($refs)`,
  price_list: `select v."product_id" from "price" p join "product_variant_price_set" s on s."price_set_id" = p."price_set_id"
    join "product_variant" v on v."id" = s."variant_id" where p."price_list_id" = any($refs)`,
};

/** Which products' stock a change is about. */
const STOCKS_OF: Readonly<Record<string, string>> = {
  stock: `select v."product_id" from "product_variant_inventory_item" i
    join "product_variant" v on v."id" = i."variant_id" where i."inventory_item_id" = any($refs)`,
  stock_of_variant: `select "product_id" from "product_variant" where "id" = any($refs)`,
  stock_of_channel: `select "product_id" from "mall_catalogue_product" where "channel_ids" && $refs::text[]`,
};

/** A row of the log. */
export interface ChangeRow {
  seq: string;
  kind: string;
  ref: string;
}

const MOST_AT_ONCE = 5_000;

/** The log of what is out of date. Whoever takes a change removes it only after the row was written anew. */
export class ChangeLog {
  constructor(readonly database: Database) {}

  /** Notes that something is out of date. */
  async note(kind: string, refs: readonly string[]): Promise<void> {
    await this.database.raw(
      `insert into "mall_catalogue_change" ("kind", "ref") select ?, ref from unnest(?::text[]) ref`,
      [kind, refs],
    );
  }

  /**
   * Takes what is due: first what is about more than a product, to be expanded before anything else, then the oldest
   * products and whose stock alone changed.
   */
  async take(most_products: number): Promise<TakenChanges> {
    const due = await this.#due();
    const wide = due.filter(({ kind }) => kind in PRODUCTS_OF);
    const stock = due.filter(({ kind }) => kind in STOCKS_OF);
    const stock_ids = new Set<string>();
    for (const kind of new Set(stock.map((change) => change.kind))) {
      for (const id of await this.#productsOf(STOCKS_OF[kind] ?? "", stock, kind)) stock_ids.add(id);
    }
    const products = due.filter(({ kind }) => kind === "product");
    const product_ids = [...new Set(products.map(({ ref }) => ref))].slice(0, most_products);
    const taken = new Set(product_ids);
    const seqs = [...products.filter(({ ref }) => taken.has(ref)), ...stock].map(({ seq }) => seq);
    return { wide, product_ids, stock_ids: [...stock_ids], seqs };
  }

  /** Turns changes of more than a product into changes of the products they are about. */
  async expand(wide: readonly ChangeRow[]): Promise<void> {
    for (const kind of new Set(wide.map((change) => change.kind))) await this.#expand(kind, wide);
  }

  /**
   * Notes what the model lacks and what it has too much of, and has some of it read again although nobody changed it: for
   * whatever the triggers cannot see.
   * @param most how many rows to read again, those first that were not read for longest
   */
  async noteStray(most: number): Promise<void> {
    await this.database.raw(
      `insert into "mall_catalogue_change" ("kind", "ref", "is_urgent") select 'product', stray.id, false from (
         select coalesce(p."id", c."product_id") as id from "mall_catalogue_product" c
         full join (select "id" from "product" where "status" = 'published' and "deleted_at" is null) p
           on p."id" = c."product_id" where p."id" is null or c."product_id" is null
         union (select "product_id" from "mall_catalogue_product" order by "refreshed_at" limit ?)) stray`,
      [most],
    );
  }

  /** Forgets changes that are in the model. */
  async forget(seqs: readonly string[]): Promise<void> {
    if (seqs.length === 0) return;
    await this.database.raw(`delete from "mall_catalogue_change" where "seq" = any(?::bigint[])`, [seqs]);
  }

  /** How many changes are due. */
  async count(): Promise<number> {
    const { rows } = await this.database.raw<{ count: string }>(
      `select count(*) as "count" from "mall_catalogue_change" where "due_at" <= now()`,
    );
    return Number(rows[0]?.count ?? 0);
  }

  async #due(): Promise<ChangeRow[]> {
    const { rows } = await this.database.raw<ChangeRow>(
      `select "seq", "kind", "ref" from "mall_catalogue_change" where "due_at" <= now()
       order by "kind" = 'product', "seq" limit ${MOST_AT_ONCE}`,
    );
    return rows;
  }

  /** Replaces the changes of one kind by changes of the products they are about, at once. */
  async #expand(kind: string, due: readonly ChangeRow[]): Promise<void> {
    const changes = due.filter((change) => change.kind === kind);
    const { sql, refs } = withRefs(PRODUCTS_OF[kind] ?? "", changes);
    await this.database.raw(
      `with gone as (delete from "mall_catalogue_change" where "seq" = any(?::bigint[]))
       insert into "mall_catalogue_change" ("kind", "ref") select distinct 'product', ids.id from (${sql}) ids(id)
       where ids.id is not null`,
      [changes.map(({ seq }) => seq), ...refs],
    );
    if (kind === "all") await this.#notePriceLists();
  }

  /** When the price lists that are there begin and end. */
  async #notePriceLists(): Promise<void> {
    await this.database.raw(
      `insert into "mall_catalogue_change" ("kind", "ref", "due_at")
       select 'price_list', l."id", moments.moment from "price_list" l,
         unnest(array[l."starts_at", l."ends_at"]::timestamptz[]) moments(moment)
       where l."deleted_at" is null and moments.moment > now() and not exists (
         select 1 from "mall_catalogue_change" c where c."ref" = l."id" and c."due_at" = moments.moment)`,
    );
  }

  async #productsOf(template: string, due: readonly ChangeRow[], kind: string): Promise<string[]> {
    const { sql, refs } = withRefs(
      template,
      due.filter((change) => change.kind === kind),
    );
    const { rows } = await this.database.raw<{ id: string }>(
      `select distinct ids.id from (${sql}) ids(id)`,
      refs,
    );
    return rows.map(({ id }) => id);
  }
}

/** What was taken from the log. `seqs` are to be forgotten when it is in the model. */
export interface TakenChanges {
  wide: ChangeRow[];
  product_ids: string[];
  stock_ids: string[];
  seqs: string[];
}

function withRefs(template: string, changes: readonly ChangeRow[]): { sql: string; refs: string[][] } {
  const refs = [...new Set(changes.map(({ ref }) => ref))];
  const sql = template.replaceAll("$refs::text[]", "?::text[]").replaceAll("$refs", "?");
  return { sql, refs: Array.from({ length: template.split("$refs").length - 1 }, () => refs) };
}
