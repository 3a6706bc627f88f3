import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FaultPlan } from "../faults/fault-plan.js";
import type { PlatformKeys } from "../state/credentials.js";
import type { Fault } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import type { AnswerSigner } from "./answer-signer.js";
import type { Cashier } from "./cashier.js";
import { type OrderBook, orderView } from "./order-book.js";
import { PayRefusal } from "./pay-refusal.js";
import { type RefundBook, refundView } from "./refund-book.js";
import { authenticateRequest } from "./request-authentication.js";
import { closeSchema, jsapiOrderSchema, readBody, refundSchema } from "./request-shapes.js";

/** What the Pay API is made of. */
export interface PayRoom {
  store: StateStore;
  keys: PlatformKeys;
  signer: AnswerSigner;
  orders: OrderBook;
  refunds: RefundBook;
  cashier: Cashier;
  faults: FaultPlan;
}

interface Call {
  body: string;
  parameters: Record<string, string>;
  query: Record<string, string>;
  now: number;
}

/** `undefined` is 204. */
type Work = (call: Call) => Record<string, unknown> | undefined;

const ABANDONED_MS = 120_000;

/** Registers `/v3/…`. The raw body is kept: signatures are over bytes. */
export function registerPayRoutes(app: FastifyInstance, room: PayRoom): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    const serve = (work: Work) => (request: FastifyRequest, reply: FastifyReply) =>
      answer(room, request, reply, work);
    const { orders, refunds, cashier } = room;
    const transactions = "/v3/pay/transactions";

    scope.post(
      `${transactions}/jsapi`,
      serve(({ body, now }) => orders.place(readBody(jsapiOrderSchema, body), now)),
    );
    scope.get(
      `${transactions}/out-trade-no/:number`,
      serve(({ parameters, query }) => {
        orders.checkMerchant(query.mchid, "/mchid");
        return orderView(orders.byOutTradeNo(parameters.number ?? ""));
      }),
    );
    scope.get(
      `${transactions}/id/:number`,
      serve(({ parameters, query }) => {
        orders.checkMerchant(query.mchid, "/mchid");
        return orderView(orders.byTransactionId(parameters.number ?? ""));
      }),
    );
    scope.post(
      `${transactions}/out-trade-no/:number/close`,
      serve(({ body, parameters, now }) => {
        orders.checkMerchant(readBody(closeSchema, body).mchid, "/mchid");
        orders.close(parameters.number ?? "", now);
        return undefined;
      }),
    );
    scope.post(
      "/v3/refund/domestic/refunds",
      serve(({ body, now }) => refundView(cashier.refund(readBody(refundSchema, body), now))),
    );
    scope.get(
      "/v3/refund/domestic/refunds/:number",
      serve(({ parameters }) => refundView(refunds.byOutRefundNo(parameters.number ?? ""))),
    );
    scope.setNotFoundHandler((_request, reply) =>
      sendRefusal(reply, new PayRefusal(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在")),
    );
  });
}

async function answer(
  room: PayRoom,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<FastifyReply> {
  const body = typeof request.body === "string" ? request.body : "";
  const fault = room.faults.strike({
    on: "response",
    method: request.method,
    path: request.url,
    ...orderIn(body),
  });
  const early = strikeBefore(reply, fault);
  if (early !== undefined) return early;
  try {
    const now = Date.now();
    authenticateRequest(
      { method: request.method, path: request.url, body, authorization: request.headers.authorization },
      { ...room.keys.credentials, public_key: room.keys.merchant_public_key },
      room.store.state.nonces,
      now,
    );
    const result = work({
      body,
      parameters: request.params as Record<string, string>,
      query: request.query as Record<string, string>,
      now,
    });
    await room.store.saved();
    if (fault?.kind === "timeout_after") return abandon(reply, fault.delay_ms ?? ABANDONED_MS);
    if (fault?.kind === "delay") await new Promise((done) => setTimeout(done, fault.delay_ms ?? 1000));
    return sendSigned(room, reply, result, fault);
  } catch (error) {
    if (error instanceof PayRefusal) return sendRefusal(reply, error);
    throw error;
  }
}

function orderIn(body: string): { out_trade_no?: string } {
  const out_trade_no = /"out_trade_no"\s*:\s*"([^"]+)"/.exec(body)?.[1];
  return out_trade_no === undefined ? {} : { out_trade_no };
}

/** Faults that strike before anything was accepted. */
function strikeBefore(reply: FastifyReply, fault: Fault | undefined): FastifyReply | undefined {
  switch (fault?.kind) {
    case "drop_before":
      return abandon(reply, 0);
    case "server_error":
      return sendRefusal(
        reply,
        new PayRefusal(fault.status ?? 500, fault.code ?? "SYSTEM_ERROR", "系统异常，请稍后重试"),
      );
    case "refusal":
      return sendRefusal(
        reply,
        new PayRefusal(fault.status ?? 429, fault.code ?? "FREQUENCY_LIMITED", "请求过于频繁"),
      );
    default:
      return undefined;
  }
}

/** Leaves the caller without an answer and cuts the line after a while. */
function abandon(reply: FastifyReply, after_ms: number): FastifyReply {
  reply.hijack();
  const { raw } = reply;
  const timer = setTimeout(() => raw.destroy(), after_ms);
  raw.once("close", () => clearTimeout(timer));
  return reply;
}

function sendSigned(
  room: PayRoom,
  reply: FastifyReply,
  result: Record<string, unknown> | undefined,
  fault: Fault | undefined,
): FastifyReply {
  const text = result === undefined ? "" : JSON.stringify(result);
  reply.headers(room.signer.headers(text, Date.now(), fault?.kind));
  reply.header("Request-ID", reply.request.id);
  if (result === undefined) return reply.code(204).send();
  return reply.code(200).type("application/json; charset=utf-8").send(text);
}

/** A refusal is not signed: a caller may trust nothing in it but that it must ask again. */
function sendRefusal(reply: FastifyReply, refusal: PayRefusal): FastifyReply {
  return reply
    .code(refusal.status)
    .header("Request-ID", reply.request.id)
    .type("application/json; charset=utf-8")
    .send(
      JSON.stringify({
        code: refusal.code,
        message: refusal.message,
        ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
      }),
    );
}
