import type { SearchQuery } from "../../domain/catalogue/search-query";
import type { ProductOrder } from "../../domain/order-request";
import type { Database } from "./database";
import type { CatalogueRegion } from "./product-rows";
import { foundSql, joined, type Sql, scoreSql } from "./search-sql";

/** Which products a list shows. */
export interface ListFilter {
  sales_channel_id: string;
  /** A shown category; everything below it belongs to it. */
  category_id?: string;
  search?: { query: SearchQuery; is_forgiving: boolean };
  /** Whole fen, both included. */
  min_price_fen?: string;
  max_price_fen?: string;
  in_stock?: boolean;
  /** `option=value` each; a row has one of every option's values. */
  attributes?: readonly string[];
}

export interface ListQuery extends ListFilter {
  order: ProductOrder;
  limit: number;
  offset: number;
  /** Whether to say what the filters would leave. */
  with_filters?: boolean;
  /** The sort key of the row before, as an earlier page gave it; the list then begins behind it. */
  after?: readonly string[];
}

/** What every reading says besides its answer. */
export interface Reading {
  /** How many changes are due that are not in the model yet, at most `MOST_PENDING`. */
  pending: number;
  place: CatalogueRegion | null;
}

export interface ListReading extends Reading {
  /** How many fit; null behind another page. */
  count: number | null;
  rows: { card: unknown; key: string[] }[];
  filters: ListFilters | null;
}

/** How many of what a list shows each filter would leave. */
export interface ListFilters {
  price: { min_fen: string; max_fen: string } | null;
  in_stock: number;
  categories: { id: string; name: string; count: number }[];
  attributes: { name: string; value: string; count: number }[];
}

/** Products of a section of the home page. */
export type SectionQuery =
  | { kind: "collection" | "category"; id: string; limit: number }
  | { kind: "products"; ids: readonly string[]; limit: number }
  | { kind: "newest"; limit: number };

export interface HomeReading extends Reading {
  categories: { id: string; name: string; handle: string; icon_url: string | null }[];
  sections: unknown[][];
}

export interface PageReading extends Reading {
  page: unknown;
  /** Pieces of each counted variant that can be sold through the channel; null without inventory items. */
  stock: Record<string, number | null> | null;
}

/** Of so many rows the filters are counted, and so many values of a filter are named. */
const MOST_COUNTED = 5_000;
const MOST_VALUES = 50;

/** More changes than this are a flood that nobody waits for. */
export const MOST_PENDING = 300;

const READING = `(select count(*)::int from (select 1 from "mall_catalogue_change"
    where "is_urgent" and "due_at" <= now() limit ${MOST_PENDING}) due) as "pending",
  (select to_jsonb(s) from "mall_catalogue_state" s where s."id" = 'state') as "place"`;

interface OrderSql {
  by: string;
  key: string;
  /** What stands behind a key, and which parts of the key its bindings are. */
  behind: string;
  bindings: readonly number[];
}

/** Ties stand oldest first, but newest first among the newest and the best sold. */
const ORDERS: Readonly<Record<ProductOrder, OrderSql>> = {
  default: {
    by: `p."created_at", p."product_id"`,
    key: `p."created_at"::text, p."product_id"`,
    behind: `(p."created_at", p."product_id") > (?::timestamptz, ?)`,
    bindings: [0, 1],
  },
  newest: {
    by: `p."created_at" desc, p."product_id" desc`,
    key: `p."created_at"::text, p."product_id"`,
    behind: `(p."created_at", p."product_id") < (?::timestamptz, ?)`,
    bindings: [0, 1],
  },
  price_asc: {
    by: `p."price_fen", p."created_at", p."product_id"`,
    key: `p."price_fen"::text, p."created_at"::text, p."product_id"`,
    behind: `(p."price_fen", p."created_at", p."product_id") > (?::bigint, ?::timestamptz, ?)`,
    bindings: [0, 1, 2],
  },
  price_desc: {
    by: `p."price_fen" desc, p."created_at", p."product_id"`,
    key: `p."price_fen"::text, p."created_at"::text, p."product_id"`,
    behind: `p."price_fen" <= ?::bigint and (p."price_fen" < ?::bigint or (p."created_at", p."product_id") > (?::timestamptz, ?))`,
    bindings: [0, 0, 1, 2],
  },
  sales: {
    by: `p."sales" desc, p."created_at" desc, p."product_id" desc`,
    key: `p."sales"::text, p."created_at"::text, p."product_id"`,
    behind: `(p."sales", p."created_at", p."product_id") < (?::bigint, ?::timestamptz, ?)`,
    bindings: [0, 1, 2],
  },
};

/** What fits a search best; behind it there are offsets alone. */
const RELEVANCE: OrderSql = {
  by: `p."score" desc, p."created_at" desc, p."product_id"`,
  key: `p."product_id"`,
  behind: "true",
  bindings: [],
};

function whereOf(filter: ListFilter): Sql {
  const one = (sql: string, ...bindings: unknown[]): Sql => ({ sql, bindings });
  const { category_id, search, min_price_fen, max_price_fen, in_stock, attributes = [] } = filter;
  const options = new Map<string, string[]>();
  for (const attribute of attributes) {
    const option = attribute.slice(0, attribute.indexOf("="));
    options.set(option, [...(options.get(option) ?? []), attribute]);
  }
  return joined(
    [
      one(`p."price_fen" is not null`),
      one(`p."channel_ids" @> array[?::text]`, filter.sales_channel_id),
      ...(category_id === undefined ? [] : [one(`p."category_ids" @> array[?::text]`, category_id)]),
      ...(search ? [foundSql(search.query, search.is_forgiving)] : []),
      ...(min_price_fen === undefined ? [] : [one(`p."price_fen" >= ?::bigint`, min_price_fen)]),
      ...(max_price_fen === undefined ? [] : [one(`p."price_fen" <= ?::bigint`, max_price_fen)]),
      ...(in_stock ? [one(`p."in_stock"`)] : []),
      ...[...options.values()].map((values) => one(`p."attributes" && ?::text[]`, values)),
    ],
    " and ",
  );
}

/** What the filters would leave, over the first of what fits: who has more narrows it down first. */
const FILTERS = (where: string): string => `(with fitting as materialized (
    select p."price_fen", p."in_stock", p."category_ids", p."attributes" from "mall_catalogue_product" p
    where ${where} limit ${MOST_COUNTED})
  select jsonb_build_object(
    'price', (select case when count(*) = 0 then null else jsonb_build_object('min_fen', min("price_fen")::text,
      'max_fen', max("price_fen")::text) end from fitting),
    'in_stock', (select count(*) from fitting where "in_stock"),
    'categories', (select coalesce(jsonb_agg(jsonb_build_object('id', c."id", 'name', c."name", 'count', n."count")
        order by n."count" desc, c."rank", c."id"), '[]')
      from (select category, count(*) from fitting, unnest("category_ids") category group by 1 limit ${MOST_VALUES}) n(id, "count")
      join "mall_catalogue_category" c on c."id" = n.id),
    'attributes', (select coalesce(jsonb_agg(jsonb_build_object('name', split_part(n.pair, '=', 1),
        'value', substr(n.pair, position('=' in n.pair) + 1), 'count', n."count") order by n."count" desc, n.pair), '[]')
      from (select pair, count(*) from fitting, unnest("attributes") pair group by 1 order by 2 desc, 1
        limit ${MOST_VALUES}) n(pair, "count"))))`;

function sectionSql(section: SectionQuery, channel_id: string): Sql {
  const where = `p."price_fen" is not null and p."channel_ids" @> array[?::text]`;
  const rows = (part: string, by: string, bindings: unknown[]): Sql => ({
    sql: `(select coalesce(jsonb_agg(r."card" order by r."n"), '[]') from (
      select p."card", row_number() over (order by ${by}) as "n" from "mall_catalogue_product" p
      where ${where} and ${part} order by "n" limit ?) r)`,
    bindings,
  });
  switch (section.kind) {
    case "collection":
      return rows(`p."collection_id" = ?`, ORDERS.default.by, [channel_id, section.id, section.limit]);
    case "category":
      return rows(`p."own_category_ids" @> array[?::text]`, ORDERS.default.by, [
        channel_id,
        section.id,
        section.limit,
      ]);
    case "products": {
      const by = `array_position(?::text[], p."product_id")`;
      return rows(`p."product_id" = any(?::text[])`, by, [
        section.ids,
        channel_id,
        section.ids,
        section.limit,
      ]);
    }
    case "newest":
      return rows("true", ORDERS.newest.by, [channel_id, section.limit]);
  }
}

/** Reads the model: each answer is one statement. */
export class ProductQueries {
  constructor(readonly database: Database) {}

  /** A page of the catalogue. */
  async list(query: ListQuery): Promise<ListReading> {
    const { after, order } = query;
    const where = whereOf(query);
    const relevance = query.search && order === "default" ? scoreSql(query.search.query) : null;
    const { by, key, behind, bindings } = relevance ? RELEVANCE : ORDERS[order];
    const counts = `(select count(*)::int from "mall_catalogue_product" p where ${where.sql})`;
    const score = relevance ? `, ${relevance.sql} as "score"` : "";
    const rows = `select coalesce(jsonb_agg(jsonb_build_object('card', r."card", 'key', r."key") order by r."n"), '[]') from (
      select p."card", jsonb_build_array(${key}) as "key", row_number() over (order by ${by}) as "n"
      from (select p.*${score} from "mall_catalogue_product" p where ${where.sql}) p ${after ? `where ${behind}` : ""}
      order by ${by} limit ? offset ?) r`;
    const filters = query.with_filters ? FILTERS(where.sql) : "null";
    return this.#one<ListReading>(
      `select ${READING}, ${after ? "null" : counts} as "count", (${rows}) as "rows", ${filters} as "filters"`,
      [
        ...(after ? [] : where.bindings),
        ...(relevance?.bindings ?? []),
        ...where.bindings,
        ...(after ? bindings.map((part) => after[part]) : []),
        query.limit,
        query.offset,
        ...(query.with_filters ? where.bindings : []),
      ],
    );
  }

  /** What the home page shows of the catalogue. */
  async home(sales_channel_id: string, sections: readonly SectionQuery[]): Promise<HomeReading> {
    const parts = sections.map((section) => sectionSql(section, sales_channel_id));
    const categories = `(select coalesce(jsonb_agg(jsonb_build_object('id', c."id", 'name', c."name", 'handle', c."handle",
      'icon_url', c."icon_url") order by c."rank", c."id"), '[]') from "mall_catalogue_category" c where c."parent_id" is null)`;
    return this.#one<HomeReading>(
      `select ${READING}, ${categories} as "categories",
        jsonb_build_array(${parts.map(({ sql }) => sql).join(", ")}) as "sections"`,
      parts.flatMap(({ bindings }) => bindings),
    );
  }

  /** A product's page and what of it is in stock at this moment; `page` is null for what the channel does not sell. */
  async page(product_id: string, sales_channel_id: string): Promise<PageReading> {
    return this.#one<PageReading>(
      `select ${READING}, p."page", (
         select jsonb_object_agg(variant, mall_variant_stock(variant, array[?::text]))
         from unnest(p."counted_variant_ids") variant) as "stock"
       from (select 1) one left join "mall_catalogue_product" p
         on p."product_id" = ? and p."channel_ids" @> array[?::text]`,
      [sales_channel_id, product_id, sales_channel_id],
    );
  }

  /** What carts show of products, by product, with what is in stock at this moment; what the channel does not sell is left out. */
  async cartProducts(
    product_ids: readonly string[],
    sales_channel_id: string,
  ): Promise<Reading & { products: Record<string, unknown> | null }> {
    return this.#one(
      `select ${READING}, (select jsonb_object_agg(p."product_id", jsonb_build_object('title', p."title",
          'thumbnail', p."page"->'thumbnail', 'variants', p."page"->'variants', 'stock', (
            select jsonb_object_agg(variant, mall_variant_stock(variant, array[?::text]))
            from unnest(p."counted_variant_ids") variant)))
        from "mall_catalogue_product" p
        where p."product_id" = any(?::text[]) and p."channel_ids" @> array[?::text]) as "products"`,
      [sales_channel_id, product_ids, sales_channel_id],
    );
  }

  async #one<Answer>(sql: string, bindings: readonly unknown[]): Promise<Answer> {
    const { rows } = await this.database.raw<Answer>(sql, bindings);
    return rows[0] as Answer;
  }
}
