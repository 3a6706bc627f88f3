import type { FilterQuery, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";

const PAGE = 50;
/** A run looks at this many orders at most; the next one goes on. */
const MOST_ORDERS = 500;

/**
 * Does something with every order that fits, oldest first. An order that fails is logged and left to the next run; it
 * never keeps the others waiting.
 */
export async function forEachMallOrder(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  visit: (row: MallOrderRow) => Promise<void>,
): Promise<void> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  let after = "";
  for (let seen = 0; seen < MOST_ORDERS; seen += PAGE) {
    const rows = (await mall.listMallOrders(
      { $and: [filters, { id: { $gt: after } }] } as FilterQuery<MallOrderRow>,
      { take: PAGE, order: { id: "ASC" } },
    )) as MallOrderRow[];
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
