import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FaultMoment, FaultPlan } from "../faults/fault-plan.js";
import type { PlatformKeys } from "../state/credentials.js";
import type { Fault } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import type { CallRecorder } from "../wire/call-recorder.js";
import type { AnswerSigner } from "./answer-signer.js";
import { PayRefusal } from "./pay-refusal.js";
import { authenticateRequest } from "./request-authentication.js";

/** What every call of the Pay API goes through. */
export interface PayGate {
  store: StateStore;
  keys: PlatformKeys;
  signer: AnswerSigner;
  faults: FaultPlan;
  recorder: CallRecorder;
}

/** An authentic call. */
export interface PayCall {
  body: string;
  parameters: Record<string, string>;
  query: Record<string, string>;
  /** `Wechatpay-Serial`: the key of WeChat's that encrypted fields were made with. */
  serial: string | undefined;
  now: number;
}

/** A file: its answer carries no signature. */
export class UnsignedFile {
  constructor(
    readonly content: Buffer,
    readonly type: string,
  ) {}
}

/** `undefined` is 204. */
export type PayWork = (call: PayCall) => Record<string, unknown> | UnsignedFile | undefined;

/** Makes a route's handler of what the call is to do. */
export type ServePay = (
  work: PayWork,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const ABANDONED_MS = 120_000;

/** Opens `/v3`. Every set of routes gets the same gate; the raw body is kept: signatures are over bytes. */
export function openPayApi(
  app: FastifyInstance,
  gate: PayGate,
  register: (scope: FastifyInstance, serve: ServePay) => void,
): void {
  app.register(async (scope) => {
    gate.recorder.watch(scope);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    register(scope, (work) => (request, reply) => answer(gate, request, reply, work));
    scope.setNotFoundHandler((_request, reply) =>
      sendRefusal(reply, new PayRefusal(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在")),
    );
  });
}

async function answer(
  gate: PayGate,
  request: FastifyRequest,
  reply: FastifyReply,
  work: PayWork,
): Promise<FastifyReply> {
  const body = typeof request.body === "string" ? request.body : "";
  const fault = gate.faults.strike({
    on: "response",
    operation: `${request.method} ${request.routeOptions.url ?? request.url}`,
    method: request.method,
    path: request.url,
    ...(numberIn(body) ?? numberOfRefund(gate, request)),
  });
  if (fault !== undefined) gate.recorder.struck(request, fault.kind);
  const early = strikeBefore(gate, reply, fault);
  if (early !== undefined) return early;
  try {
    const result = work(authentic(gate, request, body));
    await gate.store.saved();
    if (fault?.kind === "timeout_after") return abandon(gate, reply, fault.delay_ms ?? ABANDONED_MS);
    if (fault?.kind === "error_after") return sendRefusal(reply, systemError(fault));
    if (fault?.kind === "delay") await new Promise((done) => setTimeout(done, fault.delay_ms ?? 1000));
    if (result instanceof UnsignedFile) return sendFile(reply, result, fault);
    return sendSigned(gate, reply, result, fault);
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error;
    // Also a refused call has used up its nonce.
    await gate.store.saved();
    return sendRefusal(reply, error);
  }
}

function serialOf(request: FastifyRequest): string | undefined {
  const serial = request.headers["wechatpay-serial"];
  return typeof serial === "string" ? serial : undefined;
}

/** @throws PayRefusal SIGN_ERROR */
function authentic(gate: PayGate, request: FastifyRequest, body: string): PayCall {
  const now = Date.now();
  authenticateRequest(
    { method: request.method, path: request.url, body, authorization: request.headers.authorization },
    { ...gate.keys.credentials, public_key: gate.keys.merchant_public_key },
    gate.store.state.nonces,
    now,
  );
  return {
    body,
    parameters: request.params as Record<string, string>,
    query: request.query as Record<string, string>,
    serial: serialOf(request),
    now,
  };
}

type Numbered = Pick<FaultMoment, "out_trade_no"> | undefined;

function numberIn(body: string): Numbered {
  const number = /"(?:out_trade_no|out_bill_no|out_order_no|out_return_no)"\s*:\s*"([^"]+)"/.exec(body)?.[1];
  return number === undefined ? undefined : { out_trade_no: number };
}

/** Who asks about a refund names the refund alone; a fault may wait for its order's number before there is one. */
function numberOfRefund(gate: PayGate, request: FastifyRequest): Numbered {
  const { out_refund_no } = request.params as { out_refund_no?: string };
  const refund = out_refund_no === undefined ? undefined : gate.store.state.refunds[out_refund_no];
  return refund && { out_trade_no: refund.out_trade_no };
}

function systemError(fault: Fault): PayRefusal {
  return new PayRefusal(fault.status ?? 500, fault.code ?? "SYSTEM_ERROR", "系统异常，请稍后重试");
}

/** Faults that strike before anything was accepted. */
function strikeBefore(
  gate: PayGate,
  reply: FastifyReply,
  fault: Fault | undefined,
): FastifyReply | undefined {
  switch (fault?.kind) {
    case "drop_before":
      return abandon(gate, reply, 0);
    case "server_error":
      return sendRefusal(reply, systemError(fault));
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
function abandon(gate: PayGate, reply: FastifyReply, after_ms: number): FastifyReply {
  gate.recorder.unanswered(reply.request);
  reply.hijack();
  const { raw } = reply;
  const timer = setTimeout(() => raw.destroy(), after_ms);
  raw.once("close", () => clearTimeout(timer));
  return reply;
}

function sendSigned(
  gate: PayGate,
  reply: FastifyReply,
  result: Record<string, unknown> | undefined,
  fault: Fault | undefined,
): FastifyReply {
  const text = result === undefined ? "" : JSON.stringify(result);
  reply.headers(gate.signer.headers(text, Date.now(), fault?.kind, serialOf(reply.request)));
  reply.header("Request-ID", reply.request.id);
  if (result === undefined) return reply.code(204).send();
  const sent = fault?.kind === "tampered_body" ? oneDigitOff(text) : text;
  return reply.code(200).type("application/json; charset=utf-8").send(sent);
}

/** Changes one digit or letter after the signature was made; the text stays JSON. */
function oneDigitOff(text: string): string {
  return text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
}

function sendFile(reply: FastifyReply, file: UnsignedFile, fault: Fault | undefined): FastifyReply {
  const content = Buffer.from(file.content);
  const middle = content.length >> 1;
  if (fault?.kind === "tampered_body") content[middle] = (content[middle] ?? 0) ^ 0x01;
  return reply.code(200).header("Request-ID", reply.request.id).type(file.type).send(content);
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
