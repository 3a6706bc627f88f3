import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { must, type Order } from "./shopper";

/** What Medusa's own admin API tells of an order's money; amounts in fen. */
export interface Figures {
  readonly payment_status: string;
  /** Gone from the shop, by the order's summary. */
  readonly refunded: number;
  /** Below zero: so much is still to go back. */
  readonly pending: number;
  /** With the payer, by the payment collection. */
  readonly arrived: number;
}

interface Told {
  order: {
    payment_status: string;
    summary: Record<"refunded_total" | "pending_difference", number>;
    payment_collections: { refunded_amount: number | null }[];
  };
}

const FIELDS = "id,payment_status,summary,payment_collections.refunded_amount";
const fen = (yuan: number) => Math.round(yuan * 100);

/** Asks Medusa about an order as its merchant does. */
export async function figuresOf(shop: TestShop, merchant: string, order: Order): Promise<Figures> {
  const { order: told } = await must<Told>(`${shop.origin}/admin/orders/${order.id}?fields=${FIELDS}`, {
    headers: { authorization: `Bearer ${merchant}` },
  });
  return {
    payment_status: told.payment_status,
    refunded: fen(told.summary.refunded_total),
    pending: fen(told.summary.pending_difference),
    arrived: told.payment_collections.reduce((sum, one) => sum + fen(one.refunded_amount ?? 0), 0),
  };
}
