import type { MedusaContainer } from "@medusajs/framework/types";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { advanceAfterSaleWorkflow } from "../workflows/advance-after-sale";
import { answerAfterSaleWorkflow } from "../workflows/answer-after-sale";
import { readCaseAtHand } from "../workflows/reads/case-at-hand";
import { forEachAfterSale } from "../workflows/reads/due-orders";
import { followCaseMoney, giveCaseMoneyBack } from "../workflows/refund-after-sale";
import { withdrawGivenUpWorkflow } from "../workflows/withdraw-given-up";

/** What a merchant, or a server that ended, left agreed and unpaid for so long is asked for again. */
const AGAIN_AFTER_MS = 10 * 60_000;

/**
 * Agrees to what nobody answered in time, closes cases whose goods were never sent back, ends those whose money has
 * arrived, and goes on with what a server left half done.
 */
export default async function followAfterSales(container: MedusaContainer): Promise<void> {
  const moment = new Date();
  const now = moment.toISOString();
  const unanswered = { state: "requested", answer_by: { $lte: moment } };
  await forEachAfterSale(container, config.name, unanswered, async ({ id: case_id, order_id }) => {
    const input = { case_id, order_id, now };
    const { result } = await answerAfterSaleWorkflow(container).run({ input });
    if (result.state === "to_refund") await giveCaseMoneyBack(container, input);
  });
  const overdue = { state: "awaiting_return", send_back_by: { $lt: moment } };
  await forEachAfterSale(container, config.name, overdue, async ({ id, order_id }) => {
    await advanceAfterSaleWorkflow(container).run({
      input: { case_id: id, order_id, action: { kind: "expire" }, now },
    });
  });
  const unpaid = { state: "to_refund", updated_at: { $lt: new Date(moment.getTime() - AGAIN_AFTER_MS) } };
  await forEachAfterSale(container, config.name, unpaid, ({ id, order_id }) =>
    payAgain(container, { id, order_id, now }),
  );
  await forEachAfterSale(container, config.name, { state: "refunding" }, async ({ id, order_id }) => {
    await followCaseMoney(container, { case_id: id, order_id, now });
  });
  await forEachAfterSale(container, config.name, { is_withdrawing: true }, async ({ id, order_id }) => {
    await withdrawGivenUpWorkflow(container).run({ input: { case_id: id, order_id } });
  });
}

/** Asks for the money again; where that fails the case waits as long as it did before. */
async function payAgain(
  container: MedusaContainer,
  { id: case_id, order_id, now }: { id: string; order_id: string; now: string },
): Promise<void> {
  try {
    await giveCaseMoneyBack(container, { case_id, order_id, now });
  } finally {
    const row = await readCaseAtHand(container, case_id);
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    if (row.state === "to_refund") await cases.advanceCase(row, { refund_began_at: null });
  }
}

export const config = { name: "follow-mall-after-sales", schedule: { interval: 15_000 } };
