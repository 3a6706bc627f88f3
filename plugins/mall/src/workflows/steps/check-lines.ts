import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { RequestedLine } from "../../domain/order-request";
import { refusalOfLines } from "../../domain/stock";
import type { SellingPlace } from "../reads/selling-place";
import { readSellableVariants } from "../reads/variants";
import { RefusedError } from "../refused-error";

/**
 * Refuses lines the shop does not sell or does not have, naming the line. Stock is only reserved later: who loses a
 * race for the last piece is told then.
 * @throws {RefusedError} `variant_unknown`, `out_of_stock`
 */
export const checkLinesStep = createStep(
  "check-order-lines",
  async ({ items, place }: { items: RequestedLine[]; place: SellingPlace }, { container }) => {
    const ids = items.map(({ variant_id }) => variant_id);
    const refused = refusalOfLines(items, await readSellableVariants(container, ids, place));
    if (refused) throw new RefusedError(refused);
    return new StepResponse(true);
  },
);
