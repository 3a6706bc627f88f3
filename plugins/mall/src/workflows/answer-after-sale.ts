import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { moveCase } from "../domain/after-sale";
import { answerDeadline } from "../domain/after-sale-answer";
import { isSent } from "../domain/after-sale-offer";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { caseAtHandOf, readCaseAtHand } from "./reads/case-at-hand";
import { readSoldOrder } from "./reads/sold-order";
import { AFTER_SALE_LOCK, afterSaleLockStep } from "./steps/after-sale-lock";

interface AnswerAfterSaleInput {
  case_id: string;
  order_id: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** `still`: somebody answered, it is not time, or nobody knows where the goods go; the case is as it was. */
export interface AnsweredCase {
  state: "still" | "to_refund" | "awaiting_return";
}

const answerStep = createStep(
  "answer-after-sale",
  async ({ case_id, order_id, now }: AnswerAfterSaleInput, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const { settings } = container.resolve<MallModuleService>(MALL_MODULE);
    const row = await readCaseAtHand(container, case_id);
    const still = new StepResponse<AnsweredCase>({ state: "still" });
    if (row.state !== "requested" || !row.answer_by) return still;
    const request = {
      type: row.type,
      reason: row.reason,
      is_sent: isSent(await readSoldOrder(container, order_id), row.lines),
      asked_at: new Date(row.created_at),
    };
    const hours = { unsent: settings.answer_hours_unsent, sent: settings.answer_hours_sent };
    // What was sent since it was asked for has another deadline, or none.
    const answer_by = answerDeadline(request, hours);
    const moment = new Date(now);
    if (!answer_by || answer_by > moment) {
      await cases.advanceCase(row, { answer_by });
      return still;
    }
    const return_to = settings.return_address ?? (await cases.latestReturnAddress()) ?? undefined;
    const rules = { now: moment, send_back_days: settings.send_back_days };
    const moved = moveCase({ ...caseAtHandOf(row), answer_by }, { kind: "answer", return_to }, rules);
    if (moved.kind === "refused" || !(await cases.advanceCase(row, moved.change))) return still;
    return new StepResponse<AnsweredCase>({
      state: moved.change.state === "to_refund" ? "to_refund" : "awaiting_return",
    });
  },
);

/**
 * Agrees to a request that the merchant has let wait for too long. Of it and the merchant's own answer at the same moment
 * one counts: both hold the order's lock.
 */
export const answerAfterSaleWorkflow = createWorkflow("answer-after-sale", (input: AnswerAfterSaleInput) => {
  const lock = afterSaleLockStep(input);
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...AFTER_SALE_LOCK });
  const answered = answerStep(input);
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  return new WorkflowResponse(answered);
});
