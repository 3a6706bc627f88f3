import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { type StoredCategory, shownPaths } from "../../domain/catalogue/category-path";
import type { MerchantFault } from "../../domain/merchant-fault";
import { readRows } from "../../domain/row-reading";
import { CATALOGUE_MODULE } from "../../modules/catalogue";
import type { CatalogueCategory, CatalogueRow, ProductRows } from "../../modules/catalogue/product-rows";
import type { CatalogueService } from "../../modules/catalogue/service";
import { recordFaults } from "../faults/record-faults";
import { unreadableProduct } from "../reads/product-card";
import { readYuanRegion } from "../reads/selling-place";
import { readRatings } from "../reviews/ratings";
import { catalogueRow } from "./catalogue-row";
import { readSourceProducts, type SourceProduct } from "./product-source";

/** How many products are read from Medusa at once. */
const BATCH = 100;

const serviceOf = (container: MedusaContainer) => container.resolve<CatalogueService>(CATALOGUE_MODULE);

type Region = Awaited<ReturnType<typeof readYuanRegion>>;

interface Source {
  region: Region;
  paths: ReadonlyMap<string, readonly string[]>;
}

async function readCategories(container: MedusaContainer) {
  const categories = await container.resolve(Modules.PRODUCT).listProductCategories(
    {},
    {
      select: ["id", "name", "handle", "metadata", "rank", "parent_category_id", "is_active", "is_internal"],
      take: null as unknown as number,
    },
  );
  const paths = shownPaths(categories as unknown as StoredCategory[]);
  const shown = categories.flatMap((category): CatalogueCategory[] => {
    const path = paths.get(category.id);
    if (!path) return [];
    const { id, name, handle, metadata, rank, parent_category_id } = category;
    const icon_url = typeof metadata?.icon_url === "string" ? metadata.icon_url : null;
    return [{ id, name, handle, icon_url, rank: rank ?? 0, parent_id: parent_category_id, path }];
  });
  return { paths, shown };
}

/** Products one at a time, after reading them together failed: what fails alone becomes a fault of its own. */
async function readOneByOne(
  container: MedusaContainer,
  region: NonNullable<Region>,
  product_ids: readonly string[],
): Promise<{ products: SourceProduct[]; faults: MerchantFault[] }> {
  const products: SourceProduct[] = [];
  const faults: MerchantFault[] = [];
  for (const id of product_ids) {
    try {
      products.push(...(await readSourceProducts(container, region, [id])));
    } catch (error) {
      faults.push(unreadableProduct({ id }, error instanceof Error ? error.message : String(error)));
    }
  }
  return { products, faults };
}

async function readBatch(container: MedusaContainer, source: Source, product_ids: readonly string[]) {
  const { region, paths } = source;
  if (!region) return { rows: [] as CatalogueRow[], faults: [] };
  const { products, faults } = await readSourceProducts(container, region, product_ids)
    .then((products) => ({ products, faults: [] as MerchantFault[] }))
    .catch(() => readOneByOne(container, region, product_ids));
  const ratings = await readRatings(container, product_ids);
  const reading = readRows(products, (product) => catalogueRow(product, paths, ratings), unreadableProduct);
  return { rows: reading.views, faults: [...faults, ...reading.faults] };
}

/** Reads products from Medusa and writes their rows; what is not published any more, or cannot be read, loses its row. */
export async function refreshProducts(
  container: MedusaContainer,
  product_ids: readonly string[],
): Promise<void> {
  const { rows: store } = serviceOf(container);
  for (let from = 0; from < product_ids.length; from += BATCH) {
    const ids = product_ids.slice(from, from + BATCH);
    const refresh_no = await store.nextRefresh();
    const source = {
      region: await readYuanRegion(container),
      paths: (await readCategories(container)).paths,
    };
    const { rows, faults } = await readBatch(container, source, ids);
    const read = new Set(rows.map(({ product_id }) => product_id));
    const gone = ids.filter((id) => !read.has(id));
    const unwritten = await store.write(rows, gone, refresh_no).then(
      () => [],
      () => writeOneByOne(store, rows, gone, refresh_no),
    );
    await recordFaults(container, [...faults, ...unwritten]);
  }
}

/** Rows one at a time, after writing them together failed: what cannot be stored loses its row, and the others do not. */
async function writeOneByOne(
  store: ProductRows,
  rows: readonly CatalogueRow[],
  gone: readonly string[],
  refresh_no: string,
): Promise<MerchantFault[]> {
  const faults: MerchantFault[] = [];
  await store.write([], gone, refresh_no);
  for (const row of rows) {
    try {
      await store.write([row], [], refresh_no);
    } catch (error) {
      await store.write([], [row.product_id], refresh_no);
      const detail = error instanceof Error ? error.message : String(error);
      faults.push(unreadableProduct({ id: row.product_id, title: row.title }, detail));
    }
  }
  return faults;
}

/** Brings the model up to date with what is due, a batch. @returns whether there may be more */
async function drainOnce(container: MedusaContainer): Promise<boolean> {
  const { changes, rows, version } = serviceOf(container);
  const taken = await changes.take(BATCH);
  if (taken.wide.some(({ kind }) => kind === "category" || kind === "all")) {
    const region = await readYuanRegion(container);
    const nowhere = { region_id: null, currency_code: null, country_code: null };
    await rows.writeCategories((await readCategories(container)).shown);
    await rows.writeState(version, region ?? nowhere);
  }
  await changes.expand(taken.wide);
  await refreshProducts(container, taken.product_ids);
  await rows.restock(taken.stock_ids);
  await changes.forget(taken.seqs);
  return taken.wide.length > 0 || taken.product_ids.length > 0;
}

let draining: Promise<void> | null = null;

/** Brings the model up to date with everything that is due. Whoever asks meanwhile waits for the same. */
export function drainCatalogue(
  container: MedusaContainer,
  onBatch: (left: number) => void = () => {},
): Promise<void> {
  const drain = async () => {
    while (await drainOnce(container)) onBatch(await serviceOf(container).changes.count());
  };
  draining ??= drain().finally(() => {
    draining = null;
  });
  return draining;
}

/** Has a missing model made and brings it up to date, for a shop that was just filled: its first readers need not wait. */
export async function fillCatalogue(container: MedusaContainer): Promise<void> {
  await serviceOf(container).begun();
  await drainCatalogue(container);
}

/** How many rows are read again at each reconciliation although nobody changed them. */
const READ_AGAIN = 200;

/** Finds what no change told of, and counts what was sold. */
export async function reconcileCatalogue(container: MedusaContainer): Promise<void> {
  const { changes, rows } = serviceOf(container);
  await changes.noteStray(READ_AGAIN);
  await drainCatalogue(container);
  await rows.countSales();
}
