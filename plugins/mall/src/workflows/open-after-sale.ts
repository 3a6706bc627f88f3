import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { answerDeadline } from "../domain/after-sale-answer";
import { daysBeginAt, isSent, offerFor, pricedLines, reasonRefusal } from "../domain/after-sale-offer";
import type { AfterSaleRequest } from "../domain/after-sale-request";
import { refusal } from "../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { readSoldOrder } from "./reads/sold-order";
import { RefusedError } from "./refused-error";
import { AFTER_SALE_LOCK, afterSaleLockStep } from "./steps/after-sale-lock";

interface OpenAfterSaleInput {
  order_id: string;
  customer_id: string;
  /** The amount as a decimal string: workflows keep their input as JSON. */
  request: Omit<AfterSaleRequest, "amount_fen"> & { amount_fen?: string | undefined };
  /** ISO 8601 UTC. */
  now: string;
}

const writeCaseStep = createStep(
  "write-after-sale-case",
  async ({ order_id, customer_id, request, now }: OpenAfterSaleInput, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const { settings } = container.resolve<MallModuleService>(MALL_MODULE);
    const { after_sale_days } = settings;
    const order = await readSoldOrder(container, order_id);
    const answer = offerFor(order, request);
    if (answer.kind === "refused") throw new RefusedError(answer.refusal);
    const received_at = daysBeginAt(order, request.items);
    const time = { received_at, after_sale_days, now: new Date(now) };
    const refused = reasonRefusal(request.reason, request.type, time);
    if (refused) throw new RefusedError(refused);
    const { goods_fen, freight_fen, most_fen } = answer.offer;
    const asked_fen = request.amount_fen === undefined ? most_fen : BigInt(request.amount_fen);
    if (asked_fen < 1n || asked_fen > most_fen) {
      throw new RefusedError(refusal("after_sale_amount_exceeded", "amount_fen"));
    }
    const { type, reason, description, photo_ids } = request;
    await requirePhotos(cases, { id: photo_ids, customer_id, order_id });
    const items = pricedLines(order, request.items);
    const wanted = { order_id, customer_id, type, reason, description, items, photo_ids };
    const answer_by = answerDeadline(
      { type, reason, is_sent: isSent(order, items), asked_at: new Date(now) },
      { unsent: settings.answer_hours_unsent, sent: settings.answer_hours_sent },
    );
    const opened = await cases.openCase({ ...wanted, asked_fen, goods_fen, freight_fen, answer_by });
    if (!opened) throw new RefusedError(refusal("after_sale_open", "items.0.order_line_id"));
    return new StepResponse({ id: opened.id });
  },
);

/** @throws {RefusedError} `photo_unknown` unless all of them are this shopper's, for this order, and of no case yet */
async function requirePhotos(
  cases: AfterSaleCasesService,
  wanted: { id: string[]; customer_id: string; order_id: string },
): Promise<void> {
  if (wanted.id.length === 0) return;
  const [, found] = await cases.listAndCountAfterSalePictures(
    { ...wanted, after_sale_id: null },
    { take: 1 },
  );
  if (found !== wanted.id.length) throw new RefusedError(refusal("photo_unknown", "photo_ids"));
}

/**
 * Opens a shopper's after-sale case. While it is open its lines can have no other.
 * @throws {RefusedError} `after_sale_unavailable`, `after_sale_line_unknown`, `after_sale_open`,
 * `after_sale_quantity_exceeded`, `after_sale_reason_invalid`, `after_sale_window_over`, `after_sale_amount_exceeded`,
 * `nothing_refundable`, `photo_unknown`
 */
export const openAfterSaleWorkflow = createWorkflow("open-after-sale", (input: OpenAfterSaleInput) => {
  const lock = afterSaleLockStep(input);
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...AFTER_SALE_LOCK });
  const opened = writeCaseStep(input);
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  return new WorkflowResponse(opened);
});
