import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { refusal } from "../../domain/refusal";
import { CATALOGUE_MODULE } from "../../modules/catalogue";
import { MOST_PENDING, type ProductQueries, type Reading } from "../../modules/catalogue/product-queries";
import type { CatalogueService } from "../../modules/catalogue/service";
import { recordFaults } from "../faults/record-faults";
import { cannotSell } from "../reads/selling-place";
import { RefusedError } from "../refused-error";
import { drainCatalogue } from "./refresh";

/** Nobody waits longer for the model: what is there is shown then. */
const LONGEST_WAIT_MS = 15_000;
/** How often a wait looks whether the changes have become a flood. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Reads the model once it is up to date: a merchant's change is in the very next answer. A flood of changes, such as an
 * import, is not waited for.
 * @throws {RefusedError} `shop_cannot_sell` when the shop has no region in yuan, or the key no sales channel
 */
export async function readSettled<Answer extends Reading>(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  read: (queries: ProductQueries, sales_channel_id: string) => Promise<Answer>,
): Promise<Answer> {
  const [sales_channel_id = ""] = sales_channel_ids;
  const catalogue = container.resolve<CatalogueService>(CATALOGUE_MODULE);
  const { queries } = catalogue;
  const until_ms = Date.now() + LONGEST_WAIT_MS;
  let answer = await read(queries, sales_channel_id);
  if (!answer.place) {
    await catalogue.begun();
    answer = await read(queries, sales_channel_id);
  }
  // Before the model was ever made there is nothing to show instead.
  const isFlood = ({ pending, place }: Reading) => pending >= MOST_PENDING && Boolean(place?.region_id);
  while (answer.pending > 0 && !isFlood(answer) && Date.now() < until_ms) {
    if (!(await drainFor(container, LOOK_AGAIN_MS))) break;
    answer = await read(queries, sales_channel_id);
  }
  if (answer.place?.region_id && sales_channel_id) return answer;
  await recordFaults(container, [cannotSell(answer.place?.region_id ? "sales_channel" : "region")]);
  throw new RefusedError(refusal("shop_cannot_sell"));
}

/** Waits for the model, for a moment. @returns false when it cannot be brought up to date now */
async function drainFor(container: MedusaContainer, most_ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const moment = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, most_ms, true);
  });
  const drained = drainCatalogue(container).then(
    () => true,
    (error: unknown) => {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      logger.error("mall could not follow the catalogue", error instanceof Error ? error : undefined);
      return false;
    },
  );
  try {
    return await Promise.race([drained, moment]);
  } finally {
    clearTimeout(timer);
  }
}
