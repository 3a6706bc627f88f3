import { read, send } from "@tengman/admin-kit";

export const AFTER_SALES = "/admin/mall/after-sales";

/** A case as `GET /admin/mall/after-sales` shows it; amounts are fen as decimal text. */
export interface AfterSale {
  id: string;
  order_id: string;
  display_id: number | null;
  /** What shopper and merchant call the case. */
  number: string;
  type: "refund_only" | "return_and_refund";
  state:
    | "requested"
    | "awaiting_return"
    | "returning"
    | "to_refund"
    | "refunding"
    | "refunded"
    | "rejected"
    | "canceled";
  reason: string;
  description: string;
  items: {
    order_line_id: string;
    quantity: number;
    title: string;
    variant_title: string;
    thumbnail: string | null;
  }[];
  photos: { id: string }[];
  asked_fen: string;
  goods_fen: string;
  freight_fen: string;
  approved_fen?: string;
  reject_reason?: string;
  return_to?: string;
  answer_by?: string;
  is_automatic?: true;
  send_back_by?: string;
  shipment?: { carrier: string; tracking_number: string };
  refund?: { state: "processing" | "needs_attention" | "succeeded" };
  /** Right after a decision: why the money does not go back yet. */
  refund_problem?: { message: string };
  return_id: string | null;
  created_at: string;
  refunded_at?: string;
}

export interface AfterSalePage {
  after_sales: AfterSale[];
  next_cursor?: string;
  counts: Partial<Record<AfterSale["state"], number>>;
  due_soon: number;
}

/** The cases of one order. */
export const fetchCasesOf = (order_id: string): Promise<AfterSalePage> => read(AFTER_SALES, { order_id });

/** Where a photograph of a case is shown to whoever is logged in. */
export const photoPath = (id: string, photo: string) =>
  `${AFTER_SALES}/${encodeURIComponent(id)}/photos/${encodeURIComponent(photo)}`;

/** What the merchant does to a case. */
export type Decision =
  | { action: "approve"; amount_fen: string; return_to?: string }
  | { action: "reject"; reason: string }
  | { action: "receive"; restock: boolean }
  | { action: "refund" };

/** Decides about a case. @returns the case afterwards */
export async function decide(id: string, { action, ...body }: Decision): Promise<AfterSale> {
  const path = `${AFTER_SALES}/${encodeURIComponent(id)}/${action}`;
  const { after_sale } = await send<{ after_sale: AfterSale }>(path, body);
  return after_sale;
}
