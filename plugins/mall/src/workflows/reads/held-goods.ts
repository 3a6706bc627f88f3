import type { MedusaContainer } from "@medusajs/framework/types";
import { type HeldGoods, HOLDING_STATES, heldGoods } from "../../domain/parcels/held-goods";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../../modules/after-sale-cases/service";
import { owedPieces, type StoredOrderItem } from "./stored-order";

/** What after-sales that are not over hold back of orders' goods, by line. */
export async function readHeldGoods(
  container: MedusaContainer,
  order_ids: readonly string[],
): Promise<HeldGoods> {
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const rows = (await cases.listAfterSaleCases(
    { order_id: [...order_ids], type: "refund_only", state: [...HOLDING_STATES] },
    { take: null, relations: ["lines"] },
  )) as AfterSaleRow[];
  return heldGoods(
    rows.map(({ type, state, approved_fen, goods_fen, lines }) => ({
      ...{ type, state, lines },
      approved_fen: approved_fen === null ? null : BigInt(approved_fen),
      goods_fen: BigInt(goods_fen),
    })),
  );
}

/** How many pieces of a line are to be sent, gone or not: what is given up or about to be is not. */
export const piecesToSend = (item: StoredOrderItem, { agreed }: HeldGoods): number =>
  Math.max(0, owedPieces(item) - (agreed.get(item.id) ?? 0));
