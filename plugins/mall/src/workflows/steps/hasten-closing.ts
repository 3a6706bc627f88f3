import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isEmptied } from "../../domain/order-state";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { readOrderAtHand } from "../reads/payable-order";

/** A merchant who takes all goods off at a slip has a moment; then the job closes the order as it closes any unpaid one. */
const EMPTIED_FOR_MS = 5_000;

/** Lets an unpaid order that is about no goods any more run out now. */
export const hastenClosingStep = createStep(
  "hasten-closing-of-emptied-order",
  async ({ order_id, now }: { order_id: string; now: string }, { container }) => {
    const { row, facts } = await readOrderAtHand(container, order_id);
    const end = new Date(new Date(now).getTime() + EMPTIED_FOR_MS);
    if (row.closed_at || !isEmptied(facts) || new Date(row.pay_by) <= end) return new StepResponse(false);
    // The state goes along: an order that was free until now may not have been one to pay.
    const change = { pay_by: end, state: "to_pay" as const };
    return new StepResponse(
      await container.resolve<MallModuleService>(MALL_MODULE).advanceMallOrder(row, change),
    );
  },
);
