import { z } from "zod";
import type { Cashier } from "../pay/cashier.js";
import type { OrderBook } from "../pay/order-book.js";
import type { Person } from "../people/people.js";
import type { Order } from "../state/state.js";
import type { TransferBook } from "../transfers/transfer-book.js";
import type { TransferDesk } from "../transfers/transfer-desk.js";
import type { WireLog } from "../wire/wire-log.js";
import type { PaymentView, TransferView } from "./phone-view.js";

/** What a phone pays and is paid with. */
export interface PhoneMoneyRoom {
  cashier: Cashier;
  orders: OrderBook;
  transfers: TransferBook;
  transfer_desk: TransferDesk;
  merchant_name: string;
  wire: WireLog;
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
export function openScan(room: PhoneMoneyRoom, openid: string, code_url: string): Record<string, unknown> {
  return shown(room, room.cashier.openHandle(room.orders.scanned(code_url), openid, Date.now()));
}

/** The payer has confirmed the sheet. */
export function pay(room: PhoneMoneyRoom, holder: Person, body: unknown): Record<string, unknown> {
  const { prepay_id } = z.object({ prepay_id: z.string() }).parse(body);
  const order = room.cashier.payPrepay(prepay_id, holder.openid, Date.now());
  if (typeof order === "string") return { refused: order };
  const { out_trade_no, total } = order;
  noteAct(room, `${holder.nickname} 支付`, { out_trade_no, total });
  return { paid: true };
}

/** What somebody did on the phone, between what went over the wire. */
function noteAct(room: PhoneMoneyRoom, title: string, about: Record<string, unknown>): void {
  const request = { headers: {}, body: JSON.stringify(about) };
  room.wire.record({ at: Date.now(), ms: 0, direction: "person", title, url: "", request });
}

function shown(
  { merchant_name }: PhoneMoneyRoom,
  opened: { order: Order; prepay_id: string } | string,
): Record<string, unknown> {
  if (typeof opened === "string") return { refused: opened };
  const { order, prepay_id } = opened;
  const { total, description } = order;
  const payment: PaymentView = { prepay_id, total, description, merchant_name };
  return { payment };
}

const transferSchema = z.object({ mchId: z.string(), appId: z.string(), package: z.string() });

/** A page asks its reader to accept a transfer: what the page of the client shows, or why it does not open. */
export function openTransfer(room: PhoneMoneyRoom, openid: string, body: unknown): Record<string, unknown> {
  const parsed = transferSchema.safeParse(body);
  if (!parsed.success) return { refused: "bad_parameters" };
  const transfer = room.transfers.confirmable(parsed.data, openid, Date.now());
  if (typeof transfer === "string") return { refused: transfer };
  const { transfer_amount, transfer_remark, user_recv_perception } = transfer;
  const shown: TransferView = {
    amount: transfer_amount,
    remark: transfer_remark,
    perception: user_recv_perception ?? "劳务报酬",
    merchant_name: room.merchant_name,
  };
  return { transfer: shown };
}

/** The receiver has accepted. */
export function confirmTransfer(
  room: PhoneMoneyRoom,
  holder: Person,
  body: unknown,
): Record<string, unknown> {
  const confirmed = room.transfer_desk.confirm(transferSchema.parse(body), holder.openid, Date.now());
  if (typeof confirmed === "string") return { refused: confirmed };
  const { out_bill_no, transfer_amount } = confirmed;
  noteAct(room, `${holder.nickname} 确认收款`, { out_bill_no, transfer_amount });
  return { confirmed: true };
}
