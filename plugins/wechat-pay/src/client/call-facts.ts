import type { CallReport } from "../domain/call-report";
import { WechatPayError } from "./errors";

type Numbers = Pick<CallReport, "out_trade_no" | "out_refund_no">;
type AnswerFacts = Pick<CallReport, "state" | "transaction_id" | "amount_fen"> & Numbers;

/** The numbers a request names, in its path or its body. */
export function numbersOf(path: string, params: Record<string, unknown> | undefined): Numbers {
  const trade = /\/out-trade-no\/([^/?]+)/.exec(path)?.[1] ?? text(params?.out_trade_no);
  const refund =
    /^\/v3\/refund\/domestic\/refunds\/([^/?]+)(?:\?|$)/.exec(path)?.[1] ?? text(params?.out_refund_no);
  return {
    ...(trade ? { out_trade_no: decodeURIComponent(trade) } : {}),
    ...(refund ? { out_refund_no: decodeURIComponent(refund) } : {}),
  };
}

/** What a verified answer says about a payment or refund; nothing about people. */
export function answerFacts(data: unknown): AnswerFacts {
  const given = (data ?? {}) as Record<string, unknown>;
  const state = text(given.trade_state) ?? text(given.status);
  return {
    ...optional("state", state),
    ...optional("transaction_id", text(given.transaction_id)),
    ...optional("out_trade_no", text(given.out_trade_no)),
    ...optional("out_refund_no", text(given.out_refund_no)),
    ...amountOf(given.amount),
  };
}

/** What a request is about, in fen: a refund's amount, or an order's. */
export function askedFen(params: Record<string, unknown> | undefined): { amount_fen?: string } {
  return amountOf(params?.amount);
}

function amountOf(amount: unknown): { amount_fen?: string } {
  const { refund, total } = (amount ?? {}) as { refund?: unknown; total?: unknown };
  const fen = refund ?? total;
  return typeof fen === "number" ? { amount_fen: String(fen) } : {};
}

/** What came of a call that failed. */
export function failureFacts(
  error: unknown,
): Pick<CallReport, "outcome" | "status" | "code" | "request_id" | "reason"> {
  if (!(error instanceof WechatPayError)) {
    return { outcome: "unreachable", reason: "unknown" };
  }
  const { failure, status, code, request_id, reason } = error;
  return {
    outcome: failure,
    ...(status === undefined ? {} : { status }),
    ...optional("code", code),
    ...optional("request_id", request_id),
    ...optional("reason", reason),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}
