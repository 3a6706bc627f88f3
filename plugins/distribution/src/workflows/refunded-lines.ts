import type { MedusaContainer } from "@medusajs/framework/types";
import { AFTER_SALE_CASES, type NotedRefund, type RefundedCases } from "../after-sale-cases";
import { sumFen } from "../domain/money";
import { namedLines } from "../domain/refunded-goods";
import type { ProcessedMoney } from "../modules/distribution/storage/intake-store";
import type { MedusaMoney } from "./medusa-payments";

/** Asks the shop's after-sale cases which lines refunds are for; what they do not know counts for the whole order. */
export async function withLines(
  container: MedusaContainer,
  ready: readonly ProcessedMoney[],
  read: readonly MedusaMoney[],
): Promise<ProcessedMoney[]> {
  const cases = container.resolve<Partial<RefundedCases>>(AFTER_SALE_CASES, { allowUnregistered: true });
  const noteOf = new Map(read.map(({ id, note }) => [id, note]));
  const noted = ready.flatMap(({ kind, id, order_id, outcome, amount_fen, goods_fen }): NotedRefund[] => {
    const note = noteOf.get(id);
    if (kind !== "refund" || outcome !== "recorded" || !order_id || !note || goods_fen === 0n) return [];
    return [{ id, order_id, amount_fen, note }];
  });
  if (noted.length === 0 || !cases?.linesOfRefunds) return [...ready];
  const answers = await cases.linesOfRefunds(noted);
  return ready.map((money) => {
    const lines = namedLines(money.goods_fen, answers.get(money.id));
    return lines ? { ...money, lines, goods_fen: sumFen(lines.map((line) => line.goods_fen)) } : money;
  });
}
