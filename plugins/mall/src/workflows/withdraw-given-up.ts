import type { CreateOrderChangeActionDTO, MedusaContainer } from "@medusajs/framework/types";
import { ChangeActionType, Modules } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { refundNoteOf } from "../domain/after-sale-refund";
import { majorUnitsOf, nearestFenOf, sumOfFen } from "../domain/money";
import { type Withdrawal, type WithdrawnLine, withdrawalOf } from "../domain/withdrawal";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../modules/after-sale-cases/service";
import { readCaseAtHand } from "./reads/case-at-hand";
import { readDiscountedOrder } from "./reads/edited-order";
import { readOrderAtHand } from "./reads/payable-order";
import { changeOrder } from "./steps/change-order";
import { withAmount } from "./steps/settle-discounts";
import { trueUpReservationsStep } from "./steps/true-up-reservations";

interface WithdrawInput {
  case_id: string;
  order_id: string;
}

const noteOf = (case_id: string) => `${refundNoteOf(case_id)} 未发货部分不再发货`;

/** What of a case's pieces is to be taken off its order now, with what is left of the lines. */
async function readWithdrawals(container: MedusaContainer, row: AfterSaleRow) {
  const { items } = await readDiscountedOrder(container, row.order_id);
  const { order } = await readOrderAtHand(container, row.order_id);
  return row.lines.flatMap(({ order_line_id, quantity, goods_fen }) => {
    const item = items.find(({ id }) => id === order_line_id);
    if (!item || goods_fen === null) return [];
    const packed = order.items.find(({ id }) => id === order_line_id)?.detail?.fulfilled_quantity ?? 0;
    const withdrawal = withdrawalOf({
      order_line_id,
      quantity: item.quantity,
      fulfilled_quantity: packed,
      unit_price_fen: nearestFenOf(item.unit_price),
      discounts_fen: item.adjustments.map(({ amount }) => nearestFenOf(amount)),
      refunded: { quantity, goods_fen: BigInt(goods_fen) },
    });
    return withdrawal ? [{ item, withdrawal }] : [];
  });
}

function lineAction({
  item,
  withdrawal,
}: Awaited<ReturnType<typeof readWithdrawals>>[number]): CreateOrderChangeActionDTO {
  const { quantity, kept_quantity, kept_discounts_fen, goods_fen } = withdrawal;
  const adjustments = item.adjustments.map((adjustment, index) => ({
    ...withAmount(adjustment, kept_discounts_fen[index] ?? 0n),
    item_id: item.id,
  }));
  return {
    action: ChangeActionType.ITEM_UPDATE,
    details: {
      reference_id: item.id,
      quantity: kept_quantity,
      quantity_diff: -quantity,
      adjustments,
      withdrawn_quantity: quantity,
      withdrawn_fen: String(goods_fen),
    },
  };
}

/** The refund is booked as credit on the whole order: as much of that goes as the order becomes cheaper by, so that all stays even. */
function creditAction(case_id: string, withdrawals: readonly Withdrawal[]): CreateOrderChangeActionDTO {
  const fen = sumOfFen(withdrawals.map(({ goods_fen }) => goods_fen));
  return {
    action: ChangeActionType.CREDIT_LINE_ADD,
    reference: "after_sale",
    reference_id: case_id,
    amount: Number(majorUnitsOf(-fen)),
  };
}

/** What was taken off for a case already, as Medusa's own record of the change says; null when nothing was. */
async function readDone(container: MedusaContainer, row: AfterSaleRow): Promise<WithdrawnLine[] | null> {
  const changes = await container
    .resolve(Modules.ORDER)
    .listOrderChanges({ order_id: row.order_id, status: "confirmed" }, { relations: ["actions"] });
  const noted = changes as ((typeof changes)[number] & { internal_note?: string | null })[];
  const change = noted.find(({ internal_note }) => internal_note === noteOf(row.id));
  if (!change) return null;
  return change.actions.flatMap(({ details }) => {
    const { reference_id, withdrawn_quantity, withdrawn_fen } = (details ?? {}) as Record<string, unknown>;
    if (withdrawn_fen === undefined) return [];
    return [
      {
        order_line_id: String(reference_id),
        quantity: Number(withdrawn_quantity),
        goods_fen: BigInt(String(withdrawn_fen)),
      },
    ];
  });
}

/** Takes a case's unsent pieces off its order, once: a change that was made before a server ended is found again. */
const withdrawStep = createStep(
  "withdraw-given-up-goods",
  async ({ case_id, order_id }: WithdrawInput, { container }) => {
    const row = await readCaseAtHand(container, case_id);
    if (!row.is_withdrawing) return new StepResponse(false);
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    let nothing = false;
    await changeOrder(container, { order_id, note: noteOf(case_id) }, async () => {
      if (await readDone(container, row)) return null;
      const found = await readWithdrawals(container, row);
      nothing = found.length === 0;
      if (nothing) return null;
      const withdrawals = found.map(({ withdrawal }) => withdrawal);
      return [...found.map(lineAction), creditAction(case_id, withdrawals)];
    });
    const done = nothing ? [] : await readDone(container, row);
    // Somebody's own change of the order is open: the job tries again.
    if (!done) throw new Error(`order ${order_id} is being changed by somebody else`);
    await cases.noteWithdrawal(case_id, done);
    return new StepResponse(done.length > 0);
  },
);

/**
 * Takes what a refunded case gave up unsent off Medusa's order, so that its page proposes no more to pack than is owed, and
 * lets go of its stock. No figure of money changes. Again changes nothing.
 * @throws while somebody else's change of the order is open
 */
export const withdrawGivenUpWorkflow = createWorkflow("withdraw-given-up", (input: WithdrawInput) => {
  const withdrawn = withdrawStep(input);
  trueUpReservationsStep(transform({ input }, ({ input }) => ({ order_id: input.order_id })));
  return new WorkflowResponse(withdrawn);
});
