import { sendForm, t } from "@tengman/admin-kit";
import { PARCELS, type SentOrder } from "./to-ship";

/** What one order's drawer or the list asks the server to send. */
export interface OrderParcels {
  order_id: string;
  parcels: {
    carrier: string;
    tracking_number: string;
    pieces?: { line_id: string; quantity: number }[];
  }[];
}

/** Sends orders, and says which of them did not leave. @throws Refusal when nothing was understood */
export async function sendParcels(
  orders: readonly OrderParcels[],
): Promise<{ said: string; refused: ReadonlyMap<string, string> }> {
  const { results } = await sendForm<{ results: SentOrder[] }>(PARCELS, { orders });
  const refused = new Map(
    results.flatMap(({ order_id, outcome, message }) =>
      outcome === "refused" ? [[order_id, message ?? ""] as const] : [],
    ),
  );
  const sent = results.length - refused.size;
  const said =
    refused.size > 0
      ? t("已发货 {{sent}} 单，{{refused}} 单未发", { sent, refused: refused.size })
      : t("已发货 {{sent}} 单", { sent });
  return { said, refused };
}
