import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils";
import type { OrderChange } from "../../domain/intake/order-addition";
import { sumFen } from "../../domain/money";
import { fenOf } from "./medusa-amounts";
import type { OrderLine } from "./medusa-goods";

/** A line of an order as it stands, with what of it came back. */
export interface CurrentLine extends OrderLine {
  unit_price: BigNumberInput;
  total: BigNumberInput;
  metadata: Record<string, unknown> | null;
  detail: {
    return_received_quantity: BigNumberInput | null;
    return_dismissed_quantity: BigNumberInput | null;
  } | null;
}

/** A confirmed change of an order, in whole fen, with the moment at which it was confirmed. */
export interface ConfirmedChange extends OrderChange {
  order_id: string;
  confirmed_at: Date;
  /** By how many pieces each line grew or shrank, whoever pays for them; what comes back is still on its line. */
  grown: ReadonlyMap<string, number>;
}

interface ChangeAction {
  action: string;
  claim_id: string | null;
  amount: BigNumberInput | null;
  details: {
    reference_id?: string;
    quantity?: BigNumberInput;
    quantity_diff?: BigNumberInput;
    unit_price?: BigNumberInput;
  } | null;
}

interface StoredChange {
  order_id: string;
  confirmed_at: Date | string | null;
  actions: ChangeAction[];
}

/** The lines of orders as they stand, by order. */
export async function readCurrentLines(
  container: MedusaContainer,
  order_ids: readonly string[],
): Promise<Map<string, CurrentLine[]>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "total",
      "items.id",
      "items.total",
      "items.original_total",
      "items.unit_price",
      "items.quantity",
      "items.variant_id",
      "items.product_id",
      "items.metadata",
      "items.detail.*",
    ],
    filters: { id: [...order_ids] },
  });
  const orders = data as unknown as { id: string; items: CurrentLine[] }[];
  return new Map(orders.map(({ id, items }) => [id, items]));
}

/** Those of these orders that were changed after they were placed. */
export async function readChangedOrders(
  container: MedusaContainer,
  order_ids: readonly string[],
): Promise<string[]> {
  if (order_ids.length === 0) return [];
  const changes = await container
    .resolve(Modules.ORDER)
    .listOrderChanges({ order_id: [...order_ids], status: "confirmed" }, { select: ["order_id"] });
  return [...new Set(changes.map(({ order_id }) => order_id))];
}

/** Reads what was changed on orders after they were placed, oldest first; what was never confirmed is left out. */
export async function readChanges(
  container: MedusaContainer,
  order_id: string,
  lines: readonly CurrentLine[],
): Promise<ConfirmedChange[]> {
  const orders = container.resolve(Modules.ORDER);
  const found = await orders.listOrderChanges(
    { order_id, status: "confirmed" },
    { relations: ["actions"], order: { confirmed_at: "ASC", id: "ASC" } },
  );
  const changes = found as unknown as StoredChange[];
  return changes.flatMap(({ confirmed_at, actions }) =>
    confirmed_at ? [{ order_id, confirmed_at: new Date(confirmed_at), ...changeOf(actions, lines) }] : [],
  );
}

/**
 * What a change added and took. What a claim sends instead is a replacement that nobody pays for; freight counts
 * whatever it was added for, because the next payment asks for it too.
 */
function changeOf(
  actions: readonly ChangeAction[],
  lines: readonly CurrentLine[],
): OrderChange & Pick<ConfirmedChange, "grown"> {
  const worthOf = (action: ChangeAction, quantity: number) => worthIn(lines, action, quantity);
  const moves = actions.flatMap((action) => {
    const order_line_id = action.details?.reference_id;
    const quantity = piecesMoved(action);
    if (!order_line_id || quantity === 0) return [];
    return [{ order_line_id, quantity, worth_fen: worthOf(action, Math.abs(quantity)) }];
  });
  const grown = new Map<string, number>();
  for (const { action, details } of actions) {
    const id = details?.reference_id ?? "";
    grown.set(id, (grown.get(id) ?? 0) + piecesGrown(action, details));
  }
  const isFreight = ({ action, amount }: ChangeAction) => action === "SHIPPING_ADD" && amount !== null;
  return {
    grown,
    added: moves.filter(({ quantity }) => quantity > 0),
    taken_fen: sumFen(moves.filter(({ quantity }) => quantity < 0).map(({ worth_fen }) => worth_fen)),
    freight_fen: sumFen(actions.filter(isFreight).map(({ amount }) => fenOf(amount ?? 0))),
  };
}

/** How many pieces an action adds to what the buyer pays for, below zero for those it takes away. */
function piecesMoved({ action, claim_id, details }: ChangeAction): number {
  if (claim_id !== null) return 0;
  return action === "RETURN_ITEM" ? -numberOf(details?.quantity) : piecesGrown(action, details);
}

function piecesGrown(action: string, details: ChangeAction["details"]): number {
  switch (action) {
    case "ITEM_ADD":
      return numberOf(details?.quantity);
    case "ITEM_UPDATE":
      return numberOf(details?.quantity_diff);
    case "ITEM_REMOVE":
      return -numberOf(details?.quantity);
    default:
      return 0;
  }
}

function numberOf(quantity: BigNumberInput | undefined): number {
  return MathBN.convert(quantity ?? 0).toNumber();
}

function worthIn(lines: readonly CurrentLine[], { details }: ChangeAction, quantity: number): bigint {
  const line = lines.find(({ id }) => id === details?.reference_id);
  return line ? worthOfPieces(line, quantity) : fenOf(details?.unit_price ?? 0) * BigInt(quantity);
}

/** What pieces cost after discounts: their part of the line as it stands, or their price when none of it is left. */
export function worthOfPieces(line: CurrentLine, quantity: number): bigint {
  const back = MathBN.sum(
    line.detail?.return_received_quantity ?? 0,
    line.detail?.return_dismissed_quantity ?? 0,
  );
  const standing = BigInt(MathBN.sub(line.quantity, back).toNumber());
  if (standing > 0n) return (fenOf(line.total) * BigInt(quantity)) / standing;
  return fenOf(line.unit_price) * BigInt(quantity);
}
