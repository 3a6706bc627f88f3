import type { FastifyInstance } from "fastify";
import type { CallRate } from "../pay/call-rate.js";
import type { PayCall, PayGate, ServePay } from "../pay/pay-endpoint.js";
import { readBody } from "../pay/request-shapes.js";
import type { TransferBook } from "./transfer-book.js";
import type { TransferDesk } from "./transfer-desk.js";
import { transferSchema } from "./transfer-shapes.js";
import { acceptedView, cancellationView, transferView } from "./transfer-views.js";

/** What transfers are made of. */
export interface TransferRoom extends PayGate {
  transfers: TransferBook;
  transfer_desk: TransferDesk;
  rate: CallRate;
}

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";

/** Registers transfers to people. */
export function registerTransferRoutes(scope: FastifyInstance, serve: ServePay, room: TransferRoom): void {
  const { transfers, transfer_desk, rate, store } = room;
  const rated =
    (kind: string, work: (call: PayCall) => Record<string, unknown>) =>
    (call: PayCall): Record<string, unknown> => {
      rate.check(kind, store.state.settings.transfer_rate, call.now);
      rate.count(kind, call.now);
      return work(call);
    };
  scope.post(
    BILLS,
    serve(
      rated("transfer", ({ body, serial, now }) =>
        acceptedView(transfer_desk.request(readBody(transferSchema, body), serial, now)),
      ),
    ),
  );
  scope.get(
    `${BILLS}/out-bill-no/:number`,
    serve(
      rated("transfer query", ({ parameters, now }) =>
        transferView(transfers.byOutBillNo(parameters.number ?? "", now)),
      ),
    ),
  );
  scope.get(
    `${BILLS}/transfer-bill-no/:number`,
    serve(
      rated("transfer query", ({ parameters, now }) =>
        transferView(transfers.byTransferBillNo(parameters.number ?? "", now)),
      ),
    ),
  );
  scope.post(
    `${BILLS}/out-bill-no/:number/cancel`,
    serve(
      rated("transfer cancel", ({ parameters, now }) => {
        const transfer = transfers.byOutBillNo(parameters.number ?? "", now);
        transfer_desk.cancel(transfer, now);
        return cancellationView(transfer);
      }),
    ),
  );
}
