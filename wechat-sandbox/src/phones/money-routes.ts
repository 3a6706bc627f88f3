import { z } from "zod";
import type { Cashier } from "../pay/cashier.js";
import type { OrderBook } from "../pay/order-book.js";
import type { Order } from "../state/state.js";
import type { TransferBook } from "../transfers/transfer-book.js";
import type { TransferDesk } from "../transfers/transfer-desk.js";

/** What a phone pays and is paid with. */
export interface PhoneMoneyRoom {
  cashier: Cashier;
  orders: OrderBook;
  transfers: TransferBook;
  transfer_desk: TransferDesk;
  merchant_name: string;
}

const bridgeSchema = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.string(),
  paySign: z.string(),
});

/** A page wants to be paid: what the sheet shows, or why it stays closed. */
export function openPayment(room: PhoneMoneyRoom, openid: string, body: unknown): Record<string, unknown> {
  const parsed = bridgeSchema.safeParse(body);
  if (!parsed.success) return { refused: "bad_parameters" };
  return shown(room, room.cashier.open(parsed.data, openid, Date.now()));
}

/** A QR code was scanned: what the sheet shows, or why it stays closed. */
export function openScan(room: PhoneMoneyRoom, openid: string, body: unknown): Record<string, unknown> {
  const { code_url } = z.object({ code_url: z.string().trim().max(512) }).parse(body);
  return shown(room, room.cashier.openHandle(room.orders.scanned(code_url), openid, Date.now()));
}

/** The payer has confirmed the sheet. */
export function pay(room: PhoneMoneyRoom, openid: string, body: unknown): Record<string, unknown> {
  const { prepay_id } = z.object({ prepay_id: z.string() }).parse(body);
  const order = room.cashier.payPrepay(prepay_id, openid, Date.now());
  return typeof order === "string" ? { refused: order } : { paid: true };
}

function shown(
  { merchant_name }: PhoneMoneyRoom,
  opened: { order: Order; prepay_id: string } | string,
): Record<string, unknown> {
  if (typeof opened === "string") return { refused: opened };
  const { order, prepay_id } = opened;
  return { payment: { prepay_id, total: order.total, description: order.description, merchant_name } };
}

const transferSchema = z.object({ mchId: z.string(), appId: z.string(), package: z.string() });

/** A page asks its reader to accept a transfer: what the page of the client shows, or why it does not open. */
export function openTransfer(room: PhoneMoneyRoom, openid: string, body: unknown): Record<string, unknown> {
  const parsed = transferSchema.safeParse(body);
  if (!parsed.success) return { refused: "bad_parameters" };
  const transfer = room.transfers.confirmable(parsed.data, openid, Date.now());
  if (typeof transfer === "string") return { refused: transfer };
  const { transfer_amount, transfer_remark, user_recv_perception } = transfer;
  return {
    transfer: {
      amount: transfer_amount,
      remark: transfer_remark,
      perception: user_recv_perception ?? "劳务报酬",
      merchant_name: room.merchant_name,
    },
  };
}

/** The receiver has accepted. */
export function confirmTransfer(
  room: PhoneMoneyRoom,
  openid: string,
  body: unknown,
): Record<string, unknown> {
  const confirmed = room.transfer_desk.confirm(transferSchema.parse(body), openid, Date.now());
  return typeof confirmed === "string" ? { refused: confirmed } : { confirmed: true };
}
