import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { type AfterSaleAction, moveCase } from "../domain/after-sale";
import { refusal } from "../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { caseAtHandOf, readCaseAtHand } from "./reads/case-at-hand";
import { readOpenChanges } from "./reads/open-changes";
import { RefusedError } from "./refused-error";
import { AFTER_SALE_LOCK, afterSaleLockStep } from "./steps/after-sale-lock";

/** An action with its amount as a decimal string: workflows keep their input as JSON. */
export type AfterSaleActionInput =
  | Exclude<AfterSaleAction, { kind: "approve" }>
  | { kind: "approve"; amount_fen?: string | undefined; return_to?: string | undefined };

interface AdvanceAfterSaleInput {
  case_id: string;
  order_id: string;
  action: AfterSaleActionInput;
  /** ISO 8601 UTC. */
  now: string;
}

function actionOf(input: AfterSaleActionInput): AfterSaleAction {
  if (input.kind !== "approve") return input;
  const { amount_fen, return_to } = input;
  return {
    kind: "approve",
    return_to,
    amount_fen: amount_fen === undefined ? undefined : BigInt(amount_fen),
  };
}

const writeMoveStep = createStep(
  "write-after-sale-move",
  async ({ case_id, order_id, action, now }: AdvanceAfterSaleInput, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const { send_back_days } = container.resolve<MallModuleService>(MALL_MODULE).settings;
    const row = await readCaseAtHand(container, case_id);
    const moved = moveCase(caseAtHandOf(row), actionOf(action), { now: new Date(now), send_back_days });
    if (moved.kind === "refused") throw new RefusedError(moved.refusal);
    // Its money could not go back: nothing is agreed to that cannot be done now.
    if (moved.change.state === "to_refund" && (await readOpenChanges(container, order_id)).length > 0) {
      throw new RefusedError(refusal("order_change_open"));
    }
    const written = await cases.advanceCase(row, moved.change);
    if (!written) throw new RefusedError(refusal("after_sale_state_changed"));
    return new StepResponse({ state: moved.change.state });
  },
);

/**
 * Moves a case on: what the shopper, the merchant or the clock does to it. Giving the money back is
 * `refundAfterSaleWorkflow`.
 * @throws {RefusedError} `after_sale_not_found`, `after_sale_state_changed`, `after_sale_amount_exceeded`,
 *   `return_to_missing`, `order_change_open`
 */
export const advanceAfterSaleWorkflow = createWorkflow(
  "advance-after-sale",
  (input: AdvanceAfterSaleInput) => {
    const lock = afterSaleLockStep(input);
    acquireLockStep({ key: lock.key, ownerId: lock.owner, ...AFTER_SALE_LOCK });
    const moved = writeMoveStep(input);
    releaseLockStep({ key: lock.key, ownerId: lock.owner });
    return new WorkflowResponse(moved);
  },
);
