import type { FastifyInstance } from "fastify";
import type { ServePay } from "../pay/pay-endpoint.js";
import { readBody } from "../pay/request-shapes.js";
import { beijingTime } from "../pay/wechat-time.js";
import type { ShareOrder, ShareReceiver, ShareReturn } from "../state/money-records.js";
import type { ReceiverList } from "./receiver-list.js";
import type { ShareBook } from "./share-book.js";
import type { ShareDesk } from "./share-desk.js";
import {
  addReceiverSchema,
  deleteReceiverSchema,
  returnSchema,
  shareSchema,
  unfreezeSchema,
} from "./share-shapes.js";

/** What profit sharing is made of. */
export interface ShareRoom {
  receivers: ReceiverList;
  shares: ShareBook;
  share_desk: ShareDesk;
}

const SHARING = "/v3/profitsharing";

/** Registers profit sharing. */
export function registerShareRoutes(scope: FastifyInstance, serve: ServePay, room: ShareRoom): void {
  const { receivers, shares, share_desk } = room;
  scope.post(
    `${SHARING}/receivers/add`,
    serve(({ body, serial }) =>
      receiverView(share_desk.addReceiver(readBody(addReceiverSchema, body), serial)),
    ),
  );
  scope.post(
    `${SHARING}/receivers/delete`,
    serve(({ body }) => {
      const request = readBody(deleteReceiverSchema, body);
      receivers.remove(request);
      return { type: request.type, account: request.account };
    }),
  );
  scope.post(
    `${SHARING}/orders`,
    serve(({ body, serial, now }) => shareView(share_desk.share(readBody(shareSchema, body), serial, now))),
  );
  scope.post(
    `${SHARING}/orders/unfreeze`,
    serve(({ body, now }) => shareView(share_desk.unfreeze(readBody(unfreezeSchema, body), now))),
  );
  scope.get(
    `${SHARING}/orders/:number`,
    serve(({ parameters, query }) =>
      shareView(shares.byOutOrderNo(parameters.number ?? "", query.transaction_id ?? "")),
    ),
  );
  scope.get(
    `${SHARING}/transactions/:transaction_id/amounts`,
    serve(({ parameters }) => {
      const order = shares.order(parameters.transaction_id ?? "");
      return { transaction_id: order.transaction_id, unsplit_amount: shares.unsplit(order) };
    }),
  );
  scope.post(
    `${SHARING}/return-orders`,
    serve(({ body, now }) => returnView(share_desk.takeBack(readBody(returnSchema, body), now))),
  );
  scope.get(
    `${SHARING}/return-orders/:number`,
    serve(({ parameters, query }) =>
      returnView(shares.returnByNumber(parameters.number ?? "", query.out_order_no)),
    ),
  );
}

function receiverView(receiver: ShareReceiver): Record<string, unknown> {
  return {
    type: receiver.type,
    account: receiver.account,
    relation_type: receiver.relation_type,
    ...(receiver.custom_relation === undefined ? {} : { custom_relation: receiver.custom_relation }),
  };
}

function shareView(share: ShareOrder): Record<string, unknown> {
  return {
    transaction_id: share.transaction_id,
    out_order_no: share.out_order_no,
    order_id: share.order_id,
    state: share.state,
    receivers: share.parts.map((part) => ({
      type: part.type,
      account: part.account,
      amount: part.amount,
      description: part.description,
      result: part.result,
      // Already known while it is pending, and not yet told.
      ...(part.result === "CLOSED" ? { fail_reason: part.fail_reason } : {}),
      detail_id: part.detail_id,
      create_time: beijingTime(part.create_time),
      finish_time: beijingTime(part.finish_time ?? part.create_time),
    })),
  };
}

function returnView(back: ShareReturn): Record<string, unknown> {
  return {
    order_id: back.order_id,
    out_order_no: back.out_order_no,
    out_return_no: back.out_return_no,
    return_id: back.return_id,
    return_mchid: back.return_mchid,
    amount: back.amount,
    description: back.description,
    result: back.result,
    ...(back.fail_reason === undefined ? {} : { fail_reason: back.fail_reason }),
    create_time: beijingTime(back.created_at),
    finish_time: beijingTime(back.finished_at ?? back.created_at),
  };
}
