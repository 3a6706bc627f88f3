import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { BookedPayment, BookedRefund } from "../../domain/match-day";
import { outRefundNoOf, outTradeNoOfStrayRefund, paymentSessionIdOf, refundIdOf } from "../../domain/numbers";
import { readSessionData } from "../../domain/session-data";
import { shanghaiDayBounds } from "../../domain/shanghai-day";
import { fenOf, PROVIDER_ID_PREFIX } from "../payments/payment-facts";
import { wechatPayOf } from "../wechat-pay-module";

const PAGE = 200;
/** A payment may be booked long after it was made: WeChat is asked about an order for eight days. */
const BOOKED_WITHIN_MS = 8 * 24 * 3_600_000;
/** Around midnight our clock and WeChat's, or a slow call, may put a refund on either day. */
const MIDNIGHT_MARGIN_MS = 10 * 60_000;

interface PaymentRow {
  id: string;
  payment_session_id?: string;
  provider_id: string;
  data: unknown;
  captures?: { amount: BigNumberInput }[] | null;
}

interface SessionRow {
  id: string;
  provider_id: string;
  amount: BigNumberInput;
  data: unknown;
  payment?: PaymentRow | null;
}

/** What the shop's books say about order numbers. Numbers that are none of the shop's are left out. */
export async function readBookedPayments(
  container: MedusaContainer,
  numbers: readonly string[],
): Promise<Map<string, BookedPayment>> {
  const booked = new Map<string, BookedPayment>();
  for (const page of pagesOf([...new Set(numbers)])) {
    const strays = await wechatPayOf(container).listWechatStrayPayments(
      { out_trade_no: page },
      { take: page.length },
    );
    const sessions = await sessionsOf(container, page);
    for (const out_trade_no of page) {
      const stray = strays.find((one) => one.out_trade_no === out_trade_no);
      const session = sessions.get(paymentSessionIdOf(out_trade_no) ?? "");
      if (stray) {
        booked.set(out_trade_no, { out_trade_no, state: "stray", amount_fen: BigInt(stray.amount_fen) });
      } else if (session) {
        booked.set(out_trade_no, bookedPayment(out_trade_no, session));
      }
    }
  }
  return booked;
}

function bookedPayment(out_trade_no: string, session: SessionRow): BookedPayment {
  const captured = (session.payment?.captures ?? []).reduce((sum, { amount }) => sum + fenOf(amount), 0n);
  // A capture belongs to the number the session uses now; under an earlier one no money was to arrive.
  const isCurrent = readSessionData(session.data)?.out_trade_no === out_trade_no;
  return captured > 0n && isCurrent
    ? { out_trade_no, state: "captured", amount_fen: captured }
    : { out_trade_no, state: "open", amount_fen: fenOf(session.amount) };
}

async function sessionsOf(
  container: MedusaContainer,
  numbers: readonly string[],
): Promise<Map<string, SessionRow>> {
  const ids = numbers.map(paymentSessionIdOf).filter((id) => id !== undefined);
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_session",
    fields: ["id", "provider_id", "amount", "data", "payment.id", "payment.captures.amount"],
    filters: { id: [...new Set(ids)], provider_id: { $like: `${PROVIDER_ID_PREFIX}%` } },
  });
  return new Map((data as unknown as SessionRow[]).map((session) => [session.id, session]));
}

/** The order numbers that WeChat said were paid on this day and that Medusa captured. */
export async function listExpectedPayments(container: MedusaContainer, day: string): Promise<string[]> {
  const { from, until } = shanghaiDayBounds(day);
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const expected: string[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "payment",
      fields: ["id", "data"],
      filters: {
        provider_id: { $like: `${PROVIDER_ID_PREFIX}%` },
        captured_at: { $ne: null },
        created_at: {
          $gte: new Date(from.getTime() - MIDNIGHT_MARGIN_MS),
          $lt: new Date(until.getTime() + BOOKED_WITHIN_MS),
        },
      },
      pagination: { skip, take: PAGE, order: { created_at: "ASC", id: "ASC" } },
    });
    const rows = data as unknown as PaymentRow[];
    for (const row of rows) {
      const session = readSessionData(row.data);
      const paidAt = Date.parse(session?.paid_at ?? "");
      if (session && paidAt >= from.getTime() && paidAt < until.getTime()) {
        expected.push(session.out_trade_no);
      }
    }
    if (rows.length < PAGE) {
      return expected;
    }
  }
}

/** What the shop's books say about refund numbers, those of stray payments included. */
export async function readBookedRefunds(
  container: MedusaContainer,
  numbers: readonly string[],
): Promise<Map<string, BookedRefund>> {
  const service = wechatPayOf(container);
  const booked = new Map<string, BookedRefund>();
  for (const page of pagesOf([...new Set(numbers)])) {
    const refundIds = page.map(refundIdOf).filter((id) => id !== undefined);
    const strayNumbers = page.map(outTradeNoOfStrayRefund).filter((number) => number !== undefined);
    const refunds = await service.listWechatRefunds({ refund_id: refundIds }, { take: PAGE });
    const strays = await service.listWechatStrayPayments({ out_trade_no: strayNumbers }, { take: PAGE });
    for (const out_refund_no of page) {
      const found =
        refunds.find((one) => one.refund_id === refundIdOf(out_refund_no)) ??
        strays.find((one) => one.out_trade_no === outTradeNoOfStrayRefund(out_refund_no));
      if (found) {
        const { out_trade_no, amount_fen, progress } = found;
        booked.set(out_refund_no, {
          out_refund_no,
          out_trade_no,
          amount_fen: BigInt(amount_fen),
          progress,
        });
      }
    }
  }
  return booked;
}

/** Refunds of this day that WeChat said it has, and that no bill lists yet. */
export async function listExpectedRefunds(container: MedusaContainer, day: string): Promise<string[]> {
  const { from, until } = shanghaiDayBounds(day);
  const shifted = (moment: Date): Date => new Date(moment.getTime() - MIDNIGHT_MARGIN_MS);
  const refunds = await wechatPayOf(container).listWechatRefunds(
    {
      requested_at: { $gte: shifted(from), $lt: shifted(until) },
      progress: ["processing", "succeeded", "needs_attention"],
      wechat_refund_id: { $ne: null },
      billed_on: null,
    },
    { order: { requested_at: "ASC" } },
  );
  return refunds
    .map((refund) => outRefundNoOf(refund.refund_id, refund.refund_attempt))
    .filter((number) => number !== undefined);
}

function* pagesOf(numbers: readonly string[]): Generator<string[]> {
  for (let at = 0; at < numbers.length; at += PAGE) {
    yield numbers.slice(at, at + PAGE);
  }
}
