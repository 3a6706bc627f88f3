import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MathBN, Modules, PaymentSessionStatus } from "@medusajs/framework/utils";
import { encodeTime } from "ulid";
import { readSessionData } from "../../domain/session-data";
import { isTimeToAsk } from "../../domain/settlement";
import { isClosed } from "../../domain/trade";
import { followStrayPayment } from "../refunds/follow-stray-payment";
import { wechatPayOf } from "../wechat-pay-module";
import { PROVIDER_ID_PREFIX, paymentLockKey, readPaymentFacts } from "./payment-facts";
import { settleTrade } from "./settle-trade";

/** The time between two runs of the reconciliation. */
export const RECONCILE_EVERY_MS = 30_000;
const PAGE = 500;
/** A payment without a capture that is older than this was not just about to get one. */
const CAPTURE_TAKES_MS = 10_000;
/** A capture and a cancellation that cross end within seconds of each other; this covers a server that was down. */
const CROSSED_WITHIN_MS = 2 * 3_600_000;
/** WeChat itself gives up an order after seven days. */
const FORGET_AFTER_MS = 8 * 24 * 3_600_000;
const LOCK_TIMEOUT_SECONDS = 30;

interface SessionRow {
  id: string;
  data: unknown;
}

/** Sessions that may have money at WeChat which Medusa has not captured yet, or has captured for nothing. */
export async function listOpenTrades(container: MedusaContainer, limit: number): Promise<{ id: string }[]> {
  const uncaptured = await listUncapturedSessions(container, limit);
  const presented = await listPresentedSessions(container, limit);
  const crossed = await listCrossedSessions(container, limit);
  return [...new Set([...uncaptured, ...crossed, ...presented])].slice(0, limit).map((id) => ({ id }));
}

async function listPresentedSessions(container: MedusaContainer, limit: number): Promise<string[]> {
  const now = Date.now();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const due: string[] = [];
  for (let skip = 0; due.length < limit; skip += PAGE) {
    const { data } = await query.graph({
      entity: "payment_session",
      fields: ["id", "data"],
      filters: {
        provider_id: { $like: `${PROVIDER_ID_PREFIX}%` },
        status: [PaymentSessionStatus.PENDING, PaymentSessionStatus.PENDING_AUTHORIZATION],
        created_at: { $gte: new Date(now - FORGET_AFTER_MS) },
      },
      pagination: { skip, take: PAGE, order: { created_at: "DESC" } },
    });
    const page = data as unknown as SessionRow[];
    due.push(...page.filter((session) => isDue(session, now)).map((session) => session.id));
    if (page.length < PAGE) {
      break;
    }
  }
  return due;
}

function isDue(session: SessionRow, now: number): boolean {
  const presentedAt = readSessionData(session.data)?.presented_at;
  return presentedAt !== undefined && isTimeToAsk(now - Date.parse(presentedAt), RECONCILE_EVERY_MS);
}

/** A payment is made when WeChat says SUCCESS; one without a capture was left by a crash in between. */
async function listUncapturedSessions(container: MedusaContainer, limit: number): Promise<string[]> {
  const now = Date.now();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "payment_session_id"],
    filters: {
      provider_id: { $like: `${PROVIDER_ID_PREFIX}%` },
      captured_at: null,
      canceled_at: null,
      created_at: { $gte: new Date(now - FORGET_AFTER_MS), $lte: new Date(now - CAPTURE_TAKES_MS) },
    },
    pagination: { take: limit, order: { created_at: "DESC" } },
  });
  return (data as unknown as { payment_session_id: string }[]).map((payment) => payment.payment_session_id);
}

interface CanceledOrder {
  payment_collections?:
    | {
        payments?:
          | {
              payment_session_id: string;
              provider_id: string;
              captures?: { amount: BigNumberInput }[] | null;
              refunds?: { amount: BigNumberInput }[] | null;
            }[]
          | null;
      }[]
    | null;
}

/**
 * Medusa's cancellation reads what was captured, gives it back and only then writes down that the order is cancelled:
 * money captured in between was an open order's to whoever captured it, and nobody's to whoever cancelled.
 */
async function listCrossedSessions(container: MedusaContainer, limit: number): Promise<string[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "payment_collections.payments.payment_session_id",
      "payment_collections.payments.provider_id",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
    ],
    filters: {
      // Orders have no index by their cancellation, but an id that begins with the time they were made.
      id: { $gte: `order_${encodeTime(Date.now() - FORGET_AFTER_MS)}` },
      status: "canceled",
      canceled_at: { $gte: new Date(Date.now() - CROSSED_WITHIN_MS) },
    },
    pagination: { take: limit, order: { canceled_at: "DESC" } },
  });
  return (data as unknown as CanceledOrder[])
    .flatMap(({ payment_collections }) => payment_collections ?? [])
    .flatMap(({ payments }) => payments ?? [])
    .filter(({ provider_id }) => provider_id.startsWith(PROVIDER_ID_PREFIX))
    .filter(({ captures, refunds }) => MathBN.gt(sumOf(captures), sumOf(refunds)))
    .map(({ payment_session_id }) => payment_session_id);
}

const sumOf = (amounts: { amount: BigNumberInput }[] | null | undefined) =>
  MathBN.sum(0, ...(amounts ?? []).map(({ amount }) => amount));

/** Asks WeChat about a session's order, settles it when paid, and closes it when its order is gone and nobody paid. */
export async function askAboutTrade(container: MedusaContainer, paymentSessionId: string): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT);
  const session = await payments.retrievePaymentSession(paymentSessionId, { select: ["id", "data"] });
  const outTradeNo = readSessionData(session.data)?.out_trade_no;
  const trade = outTradeNo ? await wechatPayOf(container).wechat.findTrade(outTradeNo) : undefined;
  if (!trade) {
    return;
  }
  if (trade.state === "SUCCESS") {
    const settlement = await settleTrade(container, trade);
    if (settlement.kind === "rejected") {
      throw new Error(`WeChat's order is not what was asked for (${settlement.reason})`);
    }
    if (settlement.kind === "refund_stray") {
      await followStrayPayment(container, settlement.stray_payment_id);
    }
    return;
  }
  if (isClosed(trade.state) || trade.state === "NOTPAY" || trade.state === "REFUND") {
    await closeIfOrderIsGone(container, paymentSessionId);
  }
}

/** A merchant may cancel an unpaid order in Medusa's admin; its pay sheet must not stay payable. */
async function closeIfOrderIsGone(container: MedusaContainer, paymentSessionId: string): Promise<void> {
  await container.resolve(Modules.LOCKING).execute(
    [paymentLockKey(paymentSessionId)],
    async () => {
      const facts = await readPaymentFacts(container, paymentSessionId);
      if (facts?.order !== "canceled" || facts.capture !== "none") {
        return;
      }
      const payments = container.resolve(Modules.PAYMENT);
      const session = await payments.retrievePaymentSession(paymentSessionId, {
        select: ["id", "amount", "currency_code", "data"],
      });
      await payments.updatePaymentSession({
        id: session.id,
        amount: session.amount,
        currency_code: session.currency_code,
        data: { ...session.data, command: { kind: "close" } },
      });
    },
    { timeout: LOCK_TIMEOUT_SECONDS },
  );
}
