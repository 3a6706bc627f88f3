import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Shows every row that can be shown: one that cannot is left out and logged, and never hides the others. */
export function eachShown<Row, View>(
  container: MedusaContainer,
  rows: readonly Row[],
  { name, show }: { name: (row: Row) => string; show: (row: Row) => View | null },
): View[] {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  return rows.flatMap((row) => {
    try {
      return show(row) ?? [];
    } catch (error) {
      logger.error(`${name(row)} cannot be shown and is left out: ${(error as Error).message}`);
      return [];
    }
  });
}
