import type { FastifyInstance } from "fastify";
import type { CallRate } from "./call-rate.js";
import type { Cashier } from "./cashier.js";
import { type OrderBook, orderView } from "./order-book.js";
import type { PayCall, PayGate, ServePay } from "./pay-endpoint.js";
import { PayRefusal } from "./pay-refusal.js";
import type { PlatformKeyRing } from "./platform-key-ring.js";
import { type RefundBook, refundView } from "./refund-book.js";
import {
  abnormalRefundSchema,
  closeSchema,
  h5OrderSchema,
  jsapiOrderSchema,
  nativeOrderSchema,
  readBody,
  refundSchema,
} from "./request-shapes.js";

/** What orders and refunds are made of. */
export interface PayRoom extends PayGate {
  orders: OrderBook;
  refunds: RefundBook;
  cashier: Cashier;
  key_ring: PlatformKeyRing;
  rate: CallRate;
  /** This WeChat's own address. */
  origin: () => string;
}

const TRANSACTIONS = "/v3/pay/transactions";
const REFUNDS = "/v3/refund/domestic/refunds";

/** Registers orders, refunds and certificates. */
export function registerPayRoutes(scope: FastifyInstance, serve: ServePay, room: PayRoom): void {
  registerOrders(scope, serve, room);
  registerRefunds(scope, serve, room);
  scope.get(
    "/v3/certificates",
    serve(() => room.key_ring.downloadable()),
  );
}

function registerOrders(scope: FastifyInstance, serve: ServePay, { orders, origin }: PayRoom): void {
  scope.post(
    `${TRANSACTIONS}/jsapi`,
    serve(({ body, now }) => {
      const { prepay_id } = orders.place("JSAPI", readBody(jsapiOrderSchema, body), now);
      return { prepay_id };
    }),
  );
  scope.post(
    `${TRANSACTIONS}/h5`,
    serve(({ body, now }) => {
      const { prepay_id } = orders.place("MWEB", readBody(h5OrderSchema, body), now);
      const query = new URLSearchParams({ prepay_id, package: String(now).slice(-10) });
      return { h5_url: `${origin()}/cgi-bin/mmpayweb-bin/checkmweb?${query}` };
    }),
  );
  scope.post(
    `${TRANSACTIONS}/native`,
    serve(({ body, now }) => {
      const { code_url } = orders.place("NATIVE", readBody(nativeOrderSchema, body), now);
      return { code_url };
    }),
  );
  scope.get(
    `${TRANSACTIONS}/out-trade-no/:number`,
    serve(({ parameters, query }) => {
      orders.checkMerchant(query.mchid, "/mchid");
      return orderView(orders.byOutTradeNo(parameters.number ?? ""));
    }),
  );
  scope.get(
    `${TRANSACTIONS}/id/:number`,
    serve(({ parameters, query }) => {
      orders.checkMerchant(query.mchid, "/mchid");
      return orderView(orders.byTransactionId(parameters.number ?? ""));
    }),
  );
  scope.post(
    `${TRANSACTIONS}/out-trade-no/:number/close`,
    serve(({ body, parameters, now }) => {
      orders.checkMerchant(readBody(closeSchema, body).mchid, "/mchid");
      orders.close(parameters.number ?? "", now);
      return undefined;
    }),
  );
}

function registerRefunds(scope: FastifyInstance, serve: ServePay, room: PayRoom): void {
  const { cashier, refunds } = room;
  scope.post(
    REFUNDS,
    serve((call) => rated(room, call, ({ body, now }) => cashier.refund(readBody(refundSchema, body), now))),
  );
  scope.get(
    `${REFUNDS}/:out_refund_no`,
    serve(({ parameters }) => refundView(refunds.byOutRefundNo(parameters.out_refund_no ?? ""))),
  );
  scope.post(
    `${REFUNDS}/:refund_id/apply-abnormal-refund`,
    serve((call) =>
      rated(room, call, ({ body, parameters, serial, now }) => {
        const request = readBody(abnormalRefundSchema, body);
        if (request.type === "USER_BANK_CARD") {
          room.key_ring.open("/bank_account", request.bank_account, serial);
          room.key_ring.open("/real_name", request.real_name, serial);
        }
        return cashier.sendRefundOn(parameters.refund_id ?? "", request, now);
      }),
    ),
  );
}

/** WeChat counts refunds that fail apart, and has little patience with them. */
function rated(
  { rate, store }: PayRoom,
  call: PayCall,
  work: (call: PayCall) => ReturnType<Cashier["refund"]>,
): Record<string, unknown> {
  const { refund_rate, refund_failure_rate } = store.state.settings;
  rate.check("refund", refund_rate, call.now);
  rate.count("refund", call.now);
  try {
    return refundView(work(call));
  } catch (error) {
    if (error instanceof PayRefusal) {
      rate.check("failing refund", refund_failure_rate, call.now);
      rate.count("failing refund", call.now);
    }
    throw error;
  }
}
