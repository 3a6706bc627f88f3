import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { isOver, moveCase } from "../domain/after-sale";
import { orderState } from "../domain/order-state";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { caseAtHandOf } from "./reads/case-at-hand";
import { readOrderAtHand } from "./reads/payable-order";
import { AFTER_SALE_LOCK, afterSaleLockStep } from "./steps/after-sale-lock";

interface MootInput {
  order_id: string;
  /** ISO 8601 UTC. */
  now: string;
}

const closeMootStep = createStep(
  "close-moot-after-sales",
  async ({ order_id, now }: MootInput, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const open = (await cases.casesOfOrder(order_id)).filter(({ state }) => !isOver(state));
    if (open.length === 0) return new StepResponse({ closed: 0 });
    const state = orderState((await readOrderAtHand(container, order_id)).facts);
    if (state !== "canceled" && state !== "refunded") return new StepResponse({ closed: 0 });
    const { send_back_days } = container.resolve<MallModuleService>(MALL_MODULE).settings;
    let closed = 0;
    for (const row of open) {
      // A case whose own refund is on its way ends with that.
      const moved = moveCase(caseAtHandOf(row), { kind: "moot" }, { now: new Date(now), send_back_days });
      if (moved.kind === "moved" && (await cases.advanceCase(row, moved.change))) closed += 1;
    }
    return new StepResponse({ closed });
  },
);

/** Closes the cases of an order that was cancelled, or all of whose money went back, by other means than theirs. */
export const closeMootAfterSalesWorkflow = createWorkflow("close-moot-after-sales", (input: MootInput) => {
  const lock = afterSaleLockStep(input);
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...AFTER_SALE_LOCK });
  const closed = closeMootStep(input);
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  return new WorkflowResponse(closed);
});
