import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { fillCatalogue } from "@tengman/mall/workflows";
import type { SeedEnvironment } from "./environment";
import { ensureCatalogue } from "./steps/catalogue";
import { ensureDistribution } from "./steps/distribution";
import { ensureFulfilment } from "./steps/fulfilment";
import { ensureHome } from "./steps/home";
import { ensureMerchant } from "./steps/merchant";
import { admitPeople } from "./steps/people";
import { ensurePromotions } from "./steps/promotions";
import { ensureReasons, isSeeded, layFoundation, markSeeded } from "./steps/shop-foundation";

/**
 * Makes an empty shop one that sells: region, warehouse, freight, goods with pictures, codes, home page, merchant,
 * the distribution plan and the first people. Each step looks for what it would make, so an interrupted seed goes on
 * where it stopped; a finished one is remembered, and what the merchant changes afterwards stays.
 */
export async function seedShop(container: MedusaContainer, environment: SeedEnvironment): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const { shop_origin } = environment;
  if (await isSeeded(container)) {
    logger.info("Seed: this shop was filled before, nothing to do");
    return;
  }
  logger.info("Seed: store, region and freight");
  const foundation = await layFoundation(container, environment.shop_name);
  await ensureReasons(container);
  const fulfilment = await ensureFulfilment(container, foundation.sales_channel_id);
  if (environment.admin) await ensureMerchant(container, environment.admin);
  logger.info("Seed: goods, their pictures and stock");
  const products = await ensureCatalogue(container, { ...foundation, ...fulfilment, shop_origin });
  await ensurePromotions(container);
  logger.info("Seed: home page");
  await ensureHome(container, shop_origin, products);
  logger.info("Seed: people and distribution");
  const people_file = environment.people_file;
  const customers = people_file === undefined ? new Map() : await admitPeople(container, people_file);
  await ensureDistribution(container, customers);
  await fillCatalogue(container);
  await markSeeded(container);
  logger.info(`Seed: done, ${products.size} products`);
}
