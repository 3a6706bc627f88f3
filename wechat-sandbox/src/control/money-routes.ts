import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { BillDesk } from "../bills/bill-desk.js";
import type { FundLedger } from "../funds/fund-ledger.js";
import type { Cashier } from "../pay/cashier.js";
import type { OrderBook } from "../pay/order-book.js";
import type { StateStore } from "../state/state-store.js";
import type { TransferBook } from "../transfers/transfer-book.js";
import type { TransferDesk } from "../transfers/transfer-desk.js";
import { ControlRefusal, type Serve } from "./serve.js";

/** Where money moves besides orders and refunds. */
export interface MoneyControlRoom {
  store: StateStore;
  orders: OrderBook;
  cashier: Cashier;
  ledger: FundLedger;
  bills: BillDesk;
  transfers: TransferBook;
  transfer_desk: TransferDesk;
}

/** Registers transfers, accounts, bills, shares and QR codes. */
export function registerMoney(app: FastifyInstance, room: MoneyControlRoom, serve: Serve): void {
  registerTransfers(app, room, serve);
  registerFunds(app, room, serve);
  registerBills(app, room, serve);
  const { orders, cashier, store } = room;
  app.post(
    "/__control/scans",
    serve(({ body }) => {
      const { code_url, openid } = z.object({ code_url: z.string(), openid: z.string() }).parse(body);
      const opened = cashier.openHandle(orders.scanned(code_url), openid, Date.now());
      if (typeof opened === "string") throw notPaid(opened);
      const order = cashier.payPrepay(opened.prepay_id, openid, Date.now());
      if (typeof order === "string") throw notPaid(order);
      return { order };
    }),
  );
  app.get(
    "/__control/shares",
    serve(() => ({
      receivers: store.state.share_receivers,
      shares: Object.values(store.state.share_orders),
      returns: Object.values(store.state.share_returns),
    })),
  );
  app.post(
    "/__control/orders/:number/thaw",
    serve(({ parameters }) => {
      const order = orders.byOutTradeNo(parameters.number ?? "");
      if (order.frozen_until !== undefined) order.frozen_until = Math.min(order.frozen_until, Date.now());
      return { order };
    }),
  );
}

function notPaid(reason: string): ControlRefusal {
  return new ControlRefusal(409, reason.toUpperCase(), "the order cannot be paid");
}

function registerTransfers(app: FastifyInstance, room: MoneyControlRoom, serve: Serve): void {
  const { store, transfers, transfer_desk } = room;
  const named = (number: string | undefined) => transfers.byOutBillNo(number ?? "", Date.now());
  app.get(
    "/__control/transfers",
    serve(() => ({ transfers: Object.values(store.state.transfers) })),
  );
  app.get(
    "/__control/transfers/:number",
    serve(({ parameters }) => {
      const transfer = named(parameters.number);
      const notifications = store.state.deliveries.filter(
        ({ out_trade_no }) => out_trade_no === transfer.out_bill_no,
      );
      return { transfer, notifications };
    }),
  );
  app.post(
    "/__control/transfers/:number/confirm",
    serve(({ parameters, body }) => {
      const { openid } = z.object({ openid: z.string().optional() }).parse(body);
      const transfer = named(parameters.number);
      const asked = { mchId: transfer.mchid, appId: transfer.appid, package: transfer.package_info };
      const receiver = openid ?? transfers.receiverOf(transfer) ?? "";
      const confirmed = transfer_desk.confirm(asked, receiver, Date.now());
      if (typeof confirmed === "string") {
        throw new ControlRefusal(409, confirmed.toUpperCase(), "the transfer cannot be confirmed");
      }
      return { transfer: confirmed };
    }),
  );
  app.post(
    "/__control/transfers/:number/expire",
    serve(({ parameters }) => {
      const transfer = named(parameters.number);
      if (!transfer_desk.expire(transfer))
        throw new ControlRefusal(409, "NOT_WAITING", "nobody waits for it");
      return { transfer };
    }),
  );
  app.post(
    "/__control/transfers/:number/settle",
    serve(({ parameters, body }) => {
      const { state, fail_reason } = z
        .object({
          state: z.enum(["WAIT_USER_CONFIRM", "SUCCESS", "FAIL", "CANCELLED"]),
          fail_reason: z.string().max(64).optional(),
        })
        .parse(body);
      const transfer = named(parameters.number);
      if (!transfer_desk.settle(transfer, state, fail_reason)) {
        throw new ControlRefusal(409, "ALREADY_SETTLED", "the transfer has reached its final state");
      }
      return { transfer };
    }),
  );
}

function registerFunds(app: FastifyInstance, { store, ledger }: MoneyControlRoom, serve: Serve): void {
  const shown = (now: number) => ({
    balances: store.state.balances,
    available: { BASIC: ledger.available("BASIC", now), OPERATION: ledger.available("OPERATION", now) },
    flows: store.state.fund_flows,
  });
  app.get(
    "/__control/funds",
    serve(() => shown(Date.now())),
  );
  app.post(
    "/__control/funds",
    serve(({ body }) => {
      const { account, balance } = z
        .object({ account: z.enum(["BASIC", "OPERATION", "FEES"]), balance: z.number().int().min(0) })
        .parse(body);
      ledger.setBalance(account, balance, Date.now());
      return shown(Date.now());
    }),
  );
}

const editSchema = z
  .object({
    bill: z.enum(["trade", "fundflow"]),
    date: z.iso.date(),
    action: z.enum(["remove", "duplicate", "change", "add"]),
    number: z.string().min(1).max(128).optional(),
    column: z.string().min(1).max(30).optional(),
    value: z.string().max(256).optional(),
    row: z.record(z.string(), z.string()).optional(),
  })
  .refine((edit) => (edit.action === "add" ? edit.row !== undefined : edit.number !== undefined), {
    message: "add needs a row, everything else the number of one",
  })
  .refine((edit) => edit.action !== "change" || edit.column !== undefined, {
    message: "change needs a column",
  });

function registerBills(app: FastifyInstance, { store, bills }: MoneyControlRoom, serve: Serve): void {
  app.get(
    "/__control/bill-edits",
    serve(() => ({ edits: store.state.bill_edits })),
  );
  app.post(
    "/__control/bill-edits",
    serve(({ body }) => ({ edit: bills.tamper(editSchema.parse(body)) })),
  );
  app.delete(
    "/__control/bill-edits",
    serve(() => {
      store.state.bill_edits = [];
      return { edits: [] };
    }),
  );
}
