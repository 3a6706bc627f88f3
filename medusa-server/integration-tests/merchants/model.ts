import type { Ask } from "./wire";

/** Where an order rests, by the shop's own words. */
export type OrderState = "to_pay" | "to_ship" | "shipped" | "received" | "canceled" | "refunded";

/** A change of an order that was begun and neither confirmed nor called off. */
export interface OpenChange {
  readonly kind: "edit" | "return" | "claim" | "exchange" | "transfer";
  /** The return's, claim's or exchange's id; of an edit the order's. */
  readonly id: string;
}

/** An order by what was done to it: only what the shop answered 2xx counts. Amounts in fen. */
export interface OrderRecord {
  readonly id: string;
  readonly shopper: number;
  /** What it cost when it was placed. */
  readonly placed_fen: number;
  paid_fen: number;
  /** Refunds that were answered 2xx, after-sale cases that were agreed to included. */
  refunded_fen: number;
  canceled: boolean;
  received: boolean;
  /** Lines by id, with the pieces that are owed to the shopper and those that left the house. */
  readonly lines: Map<string, { variant_id: string; quantity: number; fulfilled: number; sent: number }>;
  /** Fulfilments that were made and not called off. */
  readonly parcels: Map<
    string,
    { items: { id: string; quantity: number }[]; shipped: boolean; delivered: boolean }
  >;
  /** Parcels that were called off, by id. */
  readonly called_off: Set<string>;
  open?: OpenChange;
  /** Something was done that makes it a matter of taste whether all goods are sent: see {@link mayRest}. */
  reshaped: boolean;
  readonly returns: string[];
  readonly after_sales: Map<string, string>;
  archived: boolean;
}

/** A person who shops; perhaps a distributor. */
export interface PersonRecord {
  readonly openid: string;
  readonly customer_id: string;
  readonly ask: Ask;
  distributor?: { readonly id: string; state: "active" | "frozen" | "closed"; share_token: string };
  /** The person whose share this one agreed to. */
  inviter?: number;
  gone: boolean;
}

/** Something the shop sells. */
export interface ProductRecord {
  readonly id: string;
  readonly title: string;
  readonly variants: { id: string; inventory_item_id: string; price_id: string }[];
  /** What is odd about it; while there is nothing, it must be found, seen, quoted and sold. */
  readonly blemishes: Set<"price" | "stock" | "display" | "variants">;
}

/** The states that are true of an order. More than one where Medusa's own figures decide, such as after a claim. */
export function mayRest(order: OrderRecord): readonly OrderState[] {
  const { paid_fen, refunded_fen, canceled, received, reshaped } = order;
  const isPaid = paid_fen > 0 || isFree(order);
  if (canceled && paid_fen > 0) return ["refunded"];
  if (canceled) return ["canceled"];
  if (paid_fen > 0 && refunded_fen >= paid_fen) return ["refunded"];
  if (!isPaid) return reshaped ? ["to_pay", "canceled"] : ["to_pay"];
  if (received) return ["received"];
  if (reshaped && owesNothing(order)) return ["canceled", "refunded"];
  if (reshaped) return ["to_ship", "shipped"];
  return [isSent(order) ? "shipped" : "to_ship"];
}

/** Whether everything about a product is in order. */
export const isSound = ({ blemishes }: ProductRecord): boolean => blemishes.size === 0;

/** Whether nothing is to be paid. */
export function isFree(order: OrderRecord): boolean {
  return order.placed_fen === 0;
}

/** Whether an order was edited down to nothing. */
const owesNothing = ({ lines }: OrderRecord): boolean =>
  [...lines.values()].every(({ quantity }) => quantity === 0);

/** Whether every piece that is owed left the house. */
export function isSent({ lines }: OrderRecord): boolean {
  const owed = [...lines.values()].filter(({ quantity }) => quantity > 0);
  return owed.length > 0 && owed.every(({ quantity, sent }) => sent >= quantity);
}

/** What of an order's money the shop still keeps, in fen. */
export function keptFen({ paid_fen, refunded_fen }: OrderRecord): number {
  return paid_fen - refunded_fen;
}

/** Whether the order has come to its end. */
export function isOver(order: OrderRecord): boolean {
  return order.canceled || (order.paid_fen > 0 && keptFen(order) <= 0);
}

/** Whether nothing is open that keeps others from working on the order. */
export function isQuiet(order: OrderRecord): boolean {
  return order.open === undefined && !order.archived;
}
