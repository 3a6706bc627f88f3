import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import {
  beginReceiveReturnWorkflow,
  beginReturnOrderWorkflow,
  confirmReturnReceiveWorkflow,
  confirmReturnRequestWorkflow,
  receiveItemReturnRequestWorkflow,
  requestItemReturnWorkflow,
} from "@medusajs/medusa/core-flows";
import { refundNoteOf } from "../domain/after-sale-refund";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { readCaseAtHand } from "./reads/case-at-hand";
import { readOrderAtHand } from "./reads/payable-order";

interface RestockInput {
  case_id: string;
  order_id: string;
  actor_id: string;
}

/** What came back, and where it was sent from; null when it is in stock again already, or never left a stock. */
const returnedGoodsStep = createStep(
  "after-sale-returned-goods",
  async ({ case_id, order_id }: RestockInput, { container }) => {
    const row = await readCaseAtHand(container, case_id);
    const { order } = await readOrderAtHand(container, order_id);
    const sent = (order.fulfillments ?? []).find(({ canceled_at }) => !canceled_at);
    if (row.return_id || !sent?.location_id) return new StepResponse(null);
    const items = row.lines.map(({ order_line_id, quantity }) => ({ id: order_line_id, quantity }));
    return new StepResponse({ location_id: sent.location_id, items });
  },
);

const noteReturnStep = createStep(
  "note-after-sale-return",
  async ({ case_id, return_id }: { case_id: string; return_id: string }, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    await cases.advanceCase(await readCaseAtHand(container, case_id), { return_id });
    return new StepResponse(return_id);
  },
);

/** Puts the goods of a case back into the stock they were sent from, as a return of Medusa's that is received at once. */
export const restockAfterSaleWorkflow = createWorkflow("restock-after-sale", (input: RestockInput) => {
  const goods = returnedGoodsStep(input);
  when("after-sale-goods-came-back", { goods }, ({ goods }) => goods !== null).then(() => {
    const begun = beginReturnOrderWorkflow.runAsStep({
      input: transform({ input, goods }, ({ input, goods }) => ({
        order_id: input.order_id,
        location_id: goods?.location_id ?? "",
        created_by: input.actor_id,
        internal_note: refundNoteOf(input.case_id),
      })),
    });
    const back = transform({ begun, goods }, ({ begun, goods }) => ({
      return_id: begun.return_id ?? "",
      items: goods?.items ?? [],
    }));
    requestItemReturnWorkflow.runAsStep({ input: back });
    confirmReturnRequestWorkflow.runAsStep({ input: { return_id: back.return_id } });
    beginReceiveReturnWorkflow.runAsStep({ input: { return_id: back.return_id } });
    receiveItemReturnRequestWorkflow.runAsStep({ input: back });
    confirmReturnReceiveWorkflow.runAsStep({ input: { return_id: back.return_id } });
    noteReturnStep({ case_id: input.case_id, return_id: back.return_id });
  });
  return new WorkflowResponse(goods);
});
