import type { MedusaContainer } from "@medusajs/framework/types";
import { cursorOf, keyOfCursor } from "../../domain/catalogue/list-cursor";
import { type SearchQuery, searchQuery } from "../../domain/catalogue/search-query";
import type { ProductListRequest } from "../../domain/order-request";
import { refusal } from "../../domain/refusal";
import type { ListFilters, ListQuery, ListReading } from "../../modules/catalogue/product-queries";
import { syllablesOf } from "../catalogue/pinyin";
import { readSettled } from "../catalogue/settled";
import { RefusedError } from "../refused-error";
import type { ProductCard } from "./product-card";

export interface ProductPage {
  products: ProductCard[];
  /** How many there are altogether; missing behind a cursor. */
  count?: number;
  limit: number;
  offset: number;
  /** Where the next page begins; missing on the last, and in the order of a search, which has offsets. */
  next_cursor?: string;
  /** How many each filter would leave, where that was asked for. */
  filters?: ListFilters;
  /** Whether what was typed fits nothing, and this is what it probably meant. */
  is_forgiving?: true;
  /** What sells best, where nothing fits a search. */
  alternatives?: ProductCard[];
}

const ALTERNATIVES = 6;

interface Answered {
  query: ListQuery;
  reading: ListReading;
}

const cardsOf = ({ rows }: ListReading): ProductCard[] => rows.map(({ card }) => card as ProductCard);

/** What fits a search; with a mistake only when nothing fits without. */
async function search(
  read: (query: ListQuery) => Promise<ListReading>,
  query: ListQuery,
  typed: SearchQuery,
): Promise<Answered> {
  const exact = { ...query, search: { query: typed, is_forgiving: false } };
  const found = await read(exact);
  if (found.rows.length > 0 || found.count !== 0) return { query: exact, reading: found };
  const forgiving = { ...query, search: { query: typed, is_forgiving: true } };
  return { query: forgiving, reading: await read(forgiving) };
}

/**
 * A page of the catalogue, out of its read model.
 * @throws {RefusedError} `invalid_request` for a cursor that no page of this order gave, `shop_cannot_sell`
 */
export async function listProducts(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  request: ProductListRequest,
): Promise<ProductPage> {
  const { q, order, limit, cursor, filters: with_filters, ...wanted } = request;
  const after = cursor === undefined ? undefined : keyOfCursor(order, cursor);
  const byRelevance = Boolean(q) && order === "default";
  if (after === null || (after && byRelevance)) throw new RefusedError(refusal("invalid_request", "cursor"));
  const typed = q ? searchQuery(q, syllablesOf) : null;
  const offset = after ? 0 : request.offset;
  const query = { ...wanted, sales_channel_id: "", order, after, offset, limit: limit + 1, with_filters };
  const read = (query: ListQuery) =>
    readSettled(container, sales_channel_ids, (queries, sales_channel_id) =>
      queries.list({ ...query, sales_channel_id }),
    );
  // What consists of nothing but punctuation fits nothing.
  const answered =
    q && !typed
      ? { query, reading: { ...(await read({ ...query, limit: 0 })), count: 0, rows: [], filters: null } }
      : typed
        ? await search(read, query, typed)
        : { query, reading: await read(query) };
  return pageOf(read, answered, { order, limit, offset, is_search: Boolean(q), byRelevance });
}

async function pageOf(
  read: (query: ListQuery) => Promise<ListReading>,
  { query, reading }: Answered,
  asked: Pick<ProductPage, "limit" | "offset"> & {
    order: ProductListRequest["order"];
    is_search: boolean;
    byRelevance: boolean;
  },
): Promise<ProductPage> {
  const { order, limit, offset, is_search, byRelevance } = asked;
  const { rows, count, filters } = reading;
  const last = rows.slice(0, limit).at(-1);
  const page: ProductPage = { products: cardsOf(reading).slice(0, limit), limit, offset };
  if (count !== null) page.count = count;
  if (rows.length > limit && last && !byRelevance) page.next_cursor = cursorOf(order, last.key);
  if (filters) page.filters = filters;
  if (query.search?.is_forgiving && rows.length > 0) page.is_forgiving = true;
  if (is_search && count === 0) {
    const best: ListQuery = { sales_channel_id: "", order: "sales", limit: ALTERNATIVES, offset: 0 };
    page.alternatives = cardsOf(await read(best));
  }
  return page;
}
