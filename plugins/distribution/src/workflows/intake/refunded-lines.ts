import type { MedusaContainer } from "@medusajs/framework/types";
import { AFTER_SALE_CASES, type NotedRefund, type RefundedCases } from "../../after-sale-cases";
import { namedLines, type RefundedLine } from "../../domain/intake/refunded-goods";
import { sumFen } from "../../domain/money";
import type { ProcessedMoney } from "../../modules/distribution/intake/intake-store";
import { distributionService } from "../distribution-service";
import type { MedusaMoney } from "./medusa-payments";

/** Asks the shop's after-sale cases which lines refunds are for; what they do not know counts for the whole order. */
export async function withLines(
  container: MedusaContainer,
  ready: readonly ProcessedMoney[],
  read: readonly MedusaMoney[],
  orderIds: ReadonlyMap<string, string>,
): Promise<ProcessedMoney[]> {
  const cases = container.resolve<Partial<RefundedCases>>(AFTER_SALE_CASES, { allowUnregistered: true });
  const readOf = new Map(read.map((money) => [money.id, money]));
  const noted = ready.flatMap(({ kind, id, outcome, amount_fen, goods_fen }): NotedRefund[] => {
    const { note = null, payment_collection_id = "" } = readOf.get(id) ?? {};
    const order_id = orderIds.get(payment_collection_id);
    if (kind !== "refund" || outcome !== "recorded" || !order_id || !note || goods_fen === 0n) return [];
    return [{ id, order_id, amount_fen, note }];
  });
  if (noted.length === 0 || !cases?.linesOfRefunds) return [...ready];
  const answers = await cases.linesOfRefunds(noted);
  return Promise.all(ready.map((money) => asPaid(container, money, answers.get(money.id))));
}

/** A refund with its lines as they were frozen with what its payment paid for. */
async function asPaid(
  container: MedusaContainer,
  money: ProcessedMoney,
  answer: readonly RefundedLine[] | undefined,
): Promise<ProcessedMoney> {
  const named = namedLines(money.goods_fen, answer);
  if (!named || !money.order_id) return money;
  const goods_fen = sumFen(named.map((line) => line.goods_fen));
  const lines = await distributionService(container).intake.additions.linesOfPayment(money.order_id, named);
  return lines ? { ...money, lines, goods_fen } : { ...money, goods_fen };
}
