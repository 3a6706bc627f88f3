import type { CreateOrderChangeActionDTO, MedusaContainer } from "@medusajs/framework/types";
import { ChangeActionType, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { discountsAfterEdit } from "../../domain/edited-discounts";
import { majorUnitsOf, partsOfFen } from "../../domain/money";
import {
  exactAmountOf,
  freightLines,
  type OrderAdjustment,
  readDiscountedOrder,
  readEditedLines,
} from "../reads/edited-order";
import { changeOrder } from "./change-order";

const NOTE = "优惠金额取整";

/** A discount with another amount, as a change of Medusa's takes it. */
export function withAmount(adjustment: OrderAdjustment, fen: bigint): Record<string, unknown> {
  const { code, promotion_id, description, provider_id, is_tax_inclusive } = adjustment;
  const kept = { code, promotion_id, description, provider_id, is_tax_inclusive };
  return { ...kept, amount: Number(majorUnitsOf(fen)) };
}

interface Discounted {
  id: string;
  adjustments: OrderAdjustment[];
}

/** The replacement of a line's discounts, where they should be others; a line may also lose those that are zero. */
function replacement(
  { id, adjustments }: Discounted,
  fen: ReadonlyMap<string, bigint>,
  action: CreateOrderChangeActionDTO["action"],
): CreateOrderChangeActionDTO[] {
  const right = (adjustment: OrderAdjustment) => fen.get(adjustment.id) ?? 0n;
  const isRight = adjustments.every(
    (adjustment) => partsOfFen(exactAmountOf(adjustment)) === partsOfFen(majorUnitsOf(right(adjustment))),
  );
  if (isRight) return [];
  const replaced = adjustments.map((adjustment) => ({
    ...withAmount(adjustment, right(adjustment)),
    item_id: id,
  }));
  return [{ action, details: { reference_id: id, adjustments: replaced } }];
}

async function settlingActions(
  container: MedusaContainer,
  order_id: string,
): Promise<CreateOrderChangeActionDTO[]> {
  const order = await readDiscountedOrder(container, order_id);
  const goods = discountsAfterEdit(await readEditedLines(container, order_id, order));
  const freight = discountsAfterEdit(freightLines(order));
  return [
    ...order.items.flatMap((item) => replacement(item, goods, ChangeActionType.ITEM_ADJUSTMENTS_REPLACE)),
    ...order.shipping_methods.flatMap((method) =>
      replacement(method, freight, ChangeActionType.SHIPPING_ADJUSTMENTS_REPLACE),
    ),
  ];
}

/**
 * Makes the discounts of an order that was edited whole fen, as those of every purchase are, and lets those of pieces that
 * were taken away go with them. Medusa's own figures follow, so that its total is what WeChat is asked for.
 * @returns whether anything was changed
 */
export const settleDiscountsStep = createStep(
  "settle-order-discounts",
  async ({ order_id }: { order_id: string }, { container }) => {
    const select = ["id", "version", "status"] as const;
    const order = await container.resolve(Modules.ORDER).retrieveOrder(order_id, { select: [...select] });
    const isAsPlaced = order.version === 1 || order.status === "canceled";
    const settle = () => settlingActions(container, order_id);
    return new StepResponse(!isAsPlaced && (await changeOrder(container, { order_id, note: NOTE }, settle)));
  },
);
