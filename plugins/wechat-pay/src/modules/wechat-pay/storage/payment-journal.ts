import { type CallReport, channelOfCall, kindOfCall } from "../../../domain/call-report";
import { paymentSessionIdOf } from "../../../domain/numbers";
import type { PaymentCursor } from "../../../domain/payment-listing";

/** Runs a statement with `?` for its values. */
export type RunSql = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

/** Where one order number stands at WeChat. Amounts are fen. */
export interface PaymentRow {
  readonly out_trade_no: string;
  readonly payment_session_id: string;
  readonly channel: string | null;
  readonly amount_fen: string | null;
  readonly state: string;
  readonly transaction_id: string | null;
  readonly presented_at: Date;
  readonly changed_at: Date;
}

/** One call to WeChat about an order number. */
export interface PaymentEventRow {
  readonly kind: string;
  readonly out_trade_no: string | null;
  readonly out_refund_no: string | null;
  readonly happened_at: Date;
  readonly outcome: string;
  readonly state: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly request_id: string | null;
  readonly amount_fen: string | null;
  readonly duration_ms: number;
}

const PAYMENT_COLUMNS =
  "out_trade_no, payment_session_id, channel, amount_fen::text as amount_fen, state, transaction_id, presented_at, changed_at";

/** Which payments are wanted. Absent filters let everything pass. */
export interface PaymentFilters {
  readonly state?: string;
  readonly payment_session_ids?: readonly string[];
  readonly after?: PaymentCursor;
  readonly limit: number;
}

/** What happened to payments at WeChat: written by every call, read by the merchant. */
export class PaymentJournal {
  constructor(private readonly run: RunSql) {}

  /** Takes note of a call: an event for good, and where its order number stands now. @param id the event's */
  async note(id: string, report: CallReport): Promise<void> {
    const kind = kindOfCall(report.operation);
    if (!kind || !(report.out_trade_no || report.out_refund_no)) {
      return;
    }
    await this.run(
      `insert into wechat_payment_event
         (id, out_trade_no, out_refund_no, kind, happened_at, outcome, state, status, code, request_id, amount_fen, duration_ms)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[id, report.out_trade_no ?? null, report.out_refund_no ?? null, kind, report.at, report.outcome],
        ...[report.state ?? null, report.status ?? null, report.code ?? null, report.request_id ?? null],
        ...[report.amount_fen ?? null, report.duration_ms],
      ],
    );
    const isAboutOrder = kind === "presented" || kind === "queried" || kind === "closed";
    if (isAboutOrder && report.outcome === "accepted" && report.out_trade_no) {
      const state = kind === "presented" ? "NOTPAY" : kind === "closed" ? "CLOSED" : report.state;
      await this.stand(report.out_trade_no, { ...report, state });
    }
  }

  /**
   * Where an order number stands: money that arrived is never forgotten, and a closed order is not open again, in
   * whatever order the news comes.
   */
  async stand(
    outTradeNo: string,
    news: Pick<CallReport, "state" | "transaction_id" | "amount_fen" | "at"> & {
      readonly operation?: string;
    },
  ): Promise<void> {
    const sessionId = paymentSessionIdOf(outTradeNo);
    if (!sessionId || !news.state) {
      return;
    }
    await this.run(
      `insert into wechat_payment
         (out_trade_no, payment_session_id, channel, amount_fen, state, transaction_id, presented_at, changed_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (out_trade_no) do update set
         channel = coalesce(wechat_payment.channel, excluded.channel),
         amount_fen = coalesce(wechat_payment.amount_fen, excluded.amount_fen),
         transaction_id = coalesce(excluded.transaction_id, wechat_payment.transaction_id),
         presented_at = least(wechat_payment.presented_at, excluded.presented_at),
         changed_at = case when wechat_payment.state = excluded.state
                           then wechat_payment.changed_at else excluded.changed_at end,
         state = case
           when wechat_payment.state = 'REFUND' then wechat_payment.state
           when wechat_payment.state = 'SUCCESS' and excluded.state <> 'REFUND' then wechat_payment.state
           when wechat_payment.state in ('CLOSED', 'REVOKED') and excluded.state in ('NOTPAY', 'USERPAYING', 'PAYERROR')
             then wechat_payment.state
           else excluded.state end`,
      [
        ...[outTradeNo, sessionId, channelOfCall(news.operation ?? "") ?? null, news.amount_fen ?? null],
        ...[news.state, news.transaction_id ?? null, news.at, news.at],
      ],
    );
  }

  /** Payments, latest presented first. */
  async list({ state, payment_session_ids, after, limit }: PaymentFilters): Promise<PaymentRow[]> {
    const conditions: string[] = [];
    const values: unknown[] = [];
    if (state) {
      conditions.push("state = ?");
      values.push(state);
    }
    if (payment_session_ids) {
      conditions.push(`payment_session_id in (${placeholders(payment_session_ids)})`);
      values.push(...payment_session_ids);
    }
    if (after) {
      conditions.push("(presented_at, out_trade_no) < (?, ?)");
      values.push(new Date(after.presented_at), after.out_trade_no);
    }
    const where = conditions.length > 0 ? `where ${conditions.join(" and ")}` : "";
    return await this.run<PaymentRow>(
      `select ${PAYMENT_COLUMNS} from wechat_payment ${where} order by presented_at desc, out_trade_no desc limit ?`,
      [...values, limit],
    );
  }

  async find(outTradeNo: string): Promise<PaymentRow | undefined> {
    const rows = await this.run<PaymentRow>(
      `select ${PAYMENT_COLUMNS} from wechat_payment where out_trade_no = ?`,
      [outTradeNo],
    );
    return rows[0];
  }

  /** The payment session behind a number that WeChat gave a payment. */
  async sessionsOfTransaction(transactionId: string): Promise<string[]> {
    const rows = await this.run<{ payment_session_id: string }>(
      "select payment_session_id from wechat_payment where transaction_id = ?",
      [transactionId],
    );
    return rows.map(({ payment_session_id }) => payment_session_id);
  }

  /** Every call about an order number or one of these refund numbers, earliest first. */
  async events(
    outTradeNo: string,
    outRefundNos: readonly string[],
    limit: number,
  ): Promise<PaymentEventRow[]> {
    return await this.run<PaymentEventRow>(
      `select kind, out_trade_no, out_refund_no, happened_at, outcome, state, status, code, request_id,
              amount_fen::text as amount_fen, duration_ms
         from wechat_payment_event
        where out_trade_no = ? or out_refund_no in (${placeholders(outRefundNos)})
        order by happened_at, id limit ?`,
      [outTradeNo, ...outRefundNos, limit],
    );
  }
}

/** `?, ?` for a list; an empty one matches nothing. */
function placeholders(list: readonly unknown[]): string {
  return list.map(() => "?").join(", ") || "null";
}
