import type { FilterQuery, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../../modules/after-sale-cases/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";

const PAGE = 50;
/** A run looks at this many rows at most; the next one goes on. */
const MOST_ROWS = 500;

/** Does something with every order that fits, oldest first. */
export async function forEachMallOrder(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  visit: (row: MallOrderRow) => Promise<void>,
): Promise<void> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const page = async (after: string) =>
    (await mall.listMallOrders({ $and: [filters, { id: { $gt: after } }] } as FilterQuery<MallOrderRow>, {
      take: PAGE,
      order: { id: "ASC" },
    })) as MallOrderRow[];
  await forEachRow(container, page, visit);
}

/** Does something with every after-sale case that fits, oldest first. */
export async function forEachAfterSale(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  visit: (row: AfterSaleRow) => Promise<void>,
): Promise<void> {
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const page = async (after: string) =>
    (await cases.listAfterSaleCases({ ...filters, id: { $gt: after } } as FilterQuery<AfterSaleRow>, {
      take: PAGE,
      order: { id: "ASC" },
    })) as unknown as AfterSaleRow[];
  await forEachRow(container, page, visit);
}

/** A row that fails is logged and left to the next run; it never keeps the others waiting. */
async function forEachRow<Row extends { id: string; order_id: string | null }>(
  container: MedusaContainer,
  page: (after: string) => Promise<Row[]>,
  visit: (row: Row) => Promise<void>,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  let after = "";
  for (let seen = 0; seen < MOST_ROWS; seen += PAGE) {
    const rows = await page(after);
    for (const row of rows) {
      try {
        await visit(row);
      } catch (error) {
        logger.error(`Order ${row.order_id ?? row.id} is left to the next run: ${(error as Error).message}`);
      }
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}
