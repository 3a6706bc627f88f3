import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { RefusedError } from "../domain/account-refusal.js";
import { fenOf } from "../domain/fen.js";
import type { ScannedDay, SceneCode } from "../modules/official-account/storage/scene-store.js";
import { accountOf } from "./official-account-module.js";

const DAYS_SHOWN = 60;
/** As many customers of one channel are asked for their orders; a poster that brought more is counted by these. */
const CUSTOMERS_COUNTED = 1_000;

/** What came of a channel's code: scans by day, and what the customers it brought have paid, less refunds. */
export interface ChannelResults {
  qr_code: SceneCode;
  days: ScannedDay[];
  sales: { customers: number; buyers: number; orders: number; paid_fen: string };
}

/**
 * Reads the results of one code. A customer is the channel's who first followed with its code; their orders count from
 * that moment on.
 * @throws {RefusedError} `qr_code_not_found`
 */
export async function readChannelResults(container: MedusaContainer, id: string): Promise<ChannelResults> {
  const { scenes, followers } = accountOf(container);
  const qr_code = await scenes.findChannel(id);
  if (!qr_code) throw new RefusedError({ code: "qr_code_not_found" });
  const days = await scenes.daysOf(qr_code.scene, DAYS_SHOWN);
  const customers = await followers.customersFrom(qr_code.scene, CUSTOMERS_COUNTED);
  const since = new Map(customers.map((customer) => [customer.customer_id, new Date(customer.since)]));
  const paid = (await paidOrders(container, [...since.keys()])).filter(
    ({ customer_id, created_at }) => created_at >= (since.get(customer_id) ?? created_at),
  );
  return {
    qr_code,
    days,
    sales: {
      customers: customers.length,
      buyers: new Set(paid.map(({ customer_id }) => customer_id)).size,
      orders: paid.length,
      paid_fen: String(paid.reduce((sum, { fen }) => sum + fen, 0n)),
    },
  };
}

interface Order {
  customer_id: string;
  created_at: string | Date;
  payment_collections?: { captured_amount: unknown; refunded_amount: unknown }[] | null;
}

/** Orders on which money was captured, with what is left of it after refunds. */
async function paidOrders(
  container: MedusaContainer,
  customer_id: string[],
): Promise<{ customer_id: string; created_at: Date; fen: bigint }[]> {
  if (customer_id.length === 0) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: [
      ...["id", "customer_id", "created_at"],
      ...["payment_collections.captured_amount", "payment_collections.refunded_amount"],
    ],
    filters: { customer_id },
  });
  return (data as unknown as Order[]).flatMap((order) => {
    const moved = order.payment_collections ?? [];
    const captured = moved.reduce((sum, { captured_amount }) => sum + fenOf(captured_amount), 0n);
    const refunded = moved.reduce((sum, { refunded_amount }) => sum + fenOf(refunded_amount), 0n);
    const { customer_id: buyer, created_at } = order;
    return captured > 0n
      ? [{ customer_id: buyer, created_at: new Date(created_at), fen: captured - refunded }]
      : [];
  });
}
