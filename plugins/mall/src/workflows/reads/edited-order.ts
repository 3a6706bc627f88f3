import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { EditedDiscount, EditedLine } from "../../domain/edited-discounts";
import { type MedusaAmount, nearestFenOf, nearestFenOfPieces, partsOfFen } from "../../domain/money";

/** A discount as Medusa's order keeps it; the exact amount is in `raw_amount`. */
export interface OrderAdjustment {
  id: string;
  amount: MedusaAmount;
  raw_amount?: MedusaAmount;
  code?: string | null;
  promotion_id?: string | null;
  description?: string | null;
  provider_id?: string | null;
  is_tax_inclusive?: boolean;
}

/** An order's discounts, line by line and for its freight. */
export interface DiscountedOrder {
  version: number;
  items: { id: string; quantity: number; unit_price: MedusaAmount; adjustments: OrderAdjustment[] }[];
  shipping_methods: { id: string; amount: MedusaAmount; adjustments: OrderAdjustment[] }[];
}

/** Methods that Medusa's order module makes for every model, and does not list in its type. */
interface VersionedItems {
  listOrderItems(filters: {
    order_id: string;
    version: number;
  }): Promise<{ item_id: string; quantity: number | string }[]>;
}

/** An order's lines and freight in force, with their discounts. */
export async function readDiscountedOrder(
  container: MedusaContainer,
  order_id: string,
): Promise<DiscountedOrder> {
  const order = await container.resolve(Modules.ORDER).retrieveOrder(order_id, {
    select: ["id", "version"],
    relations: ["items", "items.adjustments", "shipping_methods", "shipping_methods.adjustments"],
  });
  const found = order as unknown as DiscountedOrder;
  const withDiscounts = <Row extends { adjustments?: OrderAdjustment[] }>(rows: Row[] | undefined) =>
    (rows ?? []).map((row) => ({ ...row, adjustments: row.adjustments ?? [] }));
  return {
    version: found.version,
    items: withDiscounts(found.items),
    shipping_methods: withDiscounts(found.shipping_methods),
  };
}

export const exactAmountOf = ({ raw_amount, amount }: OrderAdjustment) => raw_amount ?? amount;

/** What a discount belongs to. */
const promotionOf = ({ promotion_id, code, id }: OrderAdjustment) => promotion_id ?? code ?? id;

/** The promotions among these that take a sum off the whole order, however many pieces there are of it. */
async function readFixedPromotions(container: MedusaContainer, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const promotions = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ id: ids }, { relations: ["application_method"] });
  const isFixed = ({ application_method: method }: (typeof promotions)[number]) =>
    method?.type === "fixed" && method.allocation !== "each";
  return new Set(promotions.filter(isFixed).map(({ id }) => id));
}

/** The lines of an order as its last edit found and left them: what `discountsAfterEdit` decides from. */
export async function readEditedLines(
  container: MedusaContainer,
  order_id: string,
  { version, items }: DiscountedOrder,
): Promise<EditedLine[]> {
  const orders = container.resolve(Modules.ORDER);
  const item_id = items.map(({ id }) => id);
  const before = { order_id, version: version - 1 };
  const was = await (orders as unknown as VersionedItems).listOrderItems(before);
  const wasQuantity = new Map(was.map((row) => [row.item_id, Number(row.quantity)]));
  const wasDiscounts = await orders.listOrderLineItemAdjustments({ item_id });
  const earlier = wasDiscounts as unknown as (OrderAdjustment & { item_id: string; version: number })[];
  const promotion_ids = items.flatMap(({ adjustments }) =>
    adjustments.flatMap((one) => one.promotion_id ?? []),
  );
  const fixed = await readFixedPromotions(container, [...new Set(promotion_ids)]);
  return items.map(({ id, quantity, unit_price, adjustments }) => ({
    total_fen: nearestFenOfPieces(unit_price, quantity),
    quantity,
    was_quantity: wasQuantity.get(id) ?? null,
    discounts: adjustments.map((adjustment): EditedDiscount => {
      const own = earlier.find(
        (one) =>
          one.item_id === id &&
          one.version === before.version &&
          promotionOf(one) === promotionOf(adjustment),
      );
      return {
        id: adjustment.id,
        promotion: promotionOf(adjustment),
        parts: partsOfFen(exactAmountOf(adjustment)),
        was_parts: own ? partsOfFen(exactAmountOf(own)) : null,
        is_fixed: fixed.has(adjustment.promotion_id ?? ""),
      };
    }),
  }));
}

/** The freight of an order as a line of one piece each, which no edit makes less. */
export function freightLines({ shipping_methods }: DiscountedOrder): EditedLine[] {
  return shipping_methods.map(({ amount, adjustments }) => ({
    total_fen: nearestFenOf(amount),
    quantity: 1,
    was_quantity: null,
    discounts: adjustments.map((adjustment) => ({
      id: adjustment.id,
      promotion: promotionOf(adjustment),
      parts: partsOfFen(exactAmountOf(adjustment)),
      was_parts: null,
      is_fixed: true,
    })),
  }));
}
