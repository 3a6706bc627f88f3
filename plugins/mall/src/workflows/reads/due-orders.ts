import type { FilterQuery, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../../modules/after-sale-cases/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";

const PAGE = 50;
/** A run looks at this many rows at most; the next one goes on. */
const MOST_ROWS = 500;

/** Which ids a page may hold. */
interface PageBounds {
  $gt: string;
  $nin?: string[];
}

/** Does something with every order that fits, oldest first. @param job under which failures are remembered */
export async function forEachMallOrder(
  container: MedusaContainer,
  job: string,
  filters: Record<string, unknown>,
  visit: (row: MallOrderRow) => Promise<void>,
): Promise<void> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const page = async (id: PageBounds) =>
    (await mall.listMallOrders({ $and: [filters, { id }] } as FilterQuery<MallOrderRow>, {
      take: PAGE,
      order: { id: "ASC" },
    })) as MallOrderRow[];
  await forEachRow(container, job, page, visit);
}

/** As {@link forEachMallOrder}, with after-sale cases. */
export async function forEachAfterSale(
  container: MedusaContainer,
  job: string,
  filters: Record<string, unknown>,
  visit: (row: AfterSaleRow) => Promise<void>,
): Promise<void> {
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const page = async (id: PageBounds) =>
    (await cases.listAfterSaleCases({ ...filters, id } as FilterQuery<AfterSaleRow>, {
      take: PAGE,
      order: { id: "ASC" },
    })) as unknown as AfterSaleRow[];
  await forEachRow(container, job, page, visit);
}

/**
 * A row that fails is logged and tried again later, each time after a longer while; until then it is not looked at, so
 * that stuck rows never keep the others waiting, however many they are.
 */
async function forEachRow<Row extends { id: string; order_id: string | null }>(
  container: MedusaContainer,
  job: string,
  page: (bounds: PageBounds) => Promise<Row[]>,
  visit: (row: Row) => Promise<void>,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const failed = await mall.failedRows(job);
  const now = new Date();
  const waiting = [...failed].flatMap(([id, retry_at]) => (retry_at > now ? [id] : []));
  const apart = waiting.length > 0 ? { $nin: waiting } : {};
  let after = "";
  for (let seen = 0; seen < MOST_ROWS; seen += PAGE) {
    const rows = await page({ $gt: after, ...apart });
    for (const row of rows) {
      try {
        await visit(row);
        if (failed.has(row.id)) await mall.noteSuccess(job, row.id);
      } catch (error) {
        logger.error(`Order ${row.order_id ?? row.id} is tried again later: ${(error as Error).message}`);
        await mall.noteFailure(job, row.id, new Date());
      }
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}
