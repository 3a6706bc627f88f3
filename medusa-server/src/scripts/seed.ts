import type { ExecArgs } from "@medusajs/framework/types";
import { seedShop } from "../seed";
import { readSeedEnvironment } from "../seed/environment";

/** Fills an empty shop: `medusa exec ./src/scripts/seed.js`. Running it again changes nothing that is there. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  await seedShop(container, readSeedEnvironment(process.env));
}
