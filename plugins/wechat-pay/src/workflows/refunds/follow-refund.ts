import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { WechatPayError } from "../../client/errors";
import { outRefundNoOf } from "../../domain/numbers";
import {
  progressAfterFailure,
  progressOfRefund,
  type RefundProgress,
  standingOf,
  type WechatRefundReport,
} from "../../domain/refund";
import { readSessionData } from "../../domain/session-data";
import { retryDelayMs } from "../../domain/settlement";
import { fenOf, PROVIDER_ID_PREFIX } from "../payments/payment-facts";
import { wechatPayOf } from "../wechat-pay-module";
import { bookRefundDue } from "./book-refund";

/** A refund younger than this may still be in the provider's hands, and Medusa may yet take it back. */
const SETTLED_AFTER_MS = 60_000;
/** Transactions end in another order than they began; looking back this far finds the late ones. */
const OVERLAP_MS = 3_600_000;
const PAGE = 100;
const LOCK_TIMEOUT_SECONDS = 30;

interface RefundRow {
  id: string;
  amount: BigNumberInput;
  created_at: string | Date;
  payment?: { id: string; provider_id: string; data: unknown } | null;
}

/**
 * Takes note of the refunds Medusa booked since last time. A crash between Medusa's booking and the provider's call
 * would otherwise leave a refund that nobody ever asks WeChat for.
 */
export async function recordNewRefunds(container: MedusaContainer): Promise<void> {
  const service = wechatPayOf(container);
  const [latest] = await service.listWechatRefunds({}, { take: 1, order: { requested_at: "DESC" } });
  const since = new Date(latest ? new Date(latest.requested_at).getTime() - OVERLAP_MS : 0);
  const until = new Date(Date.now() - SETTLED_AFTER_MS);
  for (let skip = 0; ; skip += PAGE) {
    const rows = await listRefunds(container, { created_at: { $gte: since, $lte: until } }, skip);
    for (const row of rows) {
      await recordRefund(container, row);
    }
    if (rows.length < PAGE) {
      return;
    }
  }
}

/**
 * Takes note of a payment's refunds that Medusa has booked on their order, and lets its figures follow at once: none of
 * them counts as arrived before WeChat says so.
 */
export async function recordBookedRefunds(container: MedusaContainer, paymentId: string): Promise<void> {
  const rows = await listRefunds(container, { payment_id: paymentId }, 0);
  const booked = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions(
      { reference: "refund", reference_id: rows.map(({ id }) => id) },
      { select: ["reference_id"] },
    );
  const ids = new Set(booked.map(({ reference_id }) => reference_id));
  for (const row of rows.filter(({ id }) => ids.has(id))) {
    const id = await recordRefund(container, row);
    if (id) {
      await whileRefundLocked(container, id, async () => await bookRefundDue(container, id));
    }
  }
}

/** Takes note of all refunds of a payment that Medusa has, whoever asked for them. */
export async function recordRefundsOfPayment(container: MedusaContainer, paymentId: string): Promise<void> {
  for (const row of await listRefunds(container, { payment_id: paymentId }, 0)) {
    await recordRefund(container, row);
  }
}

/** Takes note of one refund of Medusa's. @returns its id here; undefined when it is not a refund of ours */
export async function recordRefundById(
  container: MedusaContainer,
  refundId: string,
): Promise<string | undefined> {
  const [row] = await listRefunds(container, { id: refundId }, 0);
  return row && (await recordRefund(container, row));
}

async function listRefunds(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  skip: number,
): Promise<RefundRow[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "refund",
    fields: ["id", "amount", "created_at", "payment.id", "payment.provider_id", "payment.data"],
    filters,
    pagination: { skip, take: PAGE, order: { created_at: "ASC", id: "ASC" } },
  });
  return data as unknown as RefundRow[];
}

async function recordRefund(container: MedusaContainer, row: RefundRow): Promise<string | undefined> {
  const data = readSessionData(row.payment?.data);
  if (!row.payment?.provider_id.startsWith(PROVIDER_ID_PREFIX) || !data) {
    return undefined;
  }
  const service = wechatPayOf(container);
  const find = async () => (await service.listWechatRefunds({ refund_id: row.id }, { take: 1 }))[0]?.id;
  const known = await find();
  if (known) {
    return known;
  }
  try {
    const created = await service.createWechatRefunds({
      refund_id: row.id,
      payment_id: row.payment.id,
      out_trade_no: data.out_trade_no,
      amount_fen: fenOf(row.amount).toString(),
      total_fen: data.amount_fen,
      requested_at: new Date(row.created_at),
      next_try_at: new Date(),
    });
    return created.id;
  } catch (error) {
    // Medusa's event, WeChat's notification and the job may all come upon it in one moment; the number is unique.
    const meanwhile = await find();
    if (!meanwhile) {
      throw error;
    }
    return meanwhile;
  }
}

/** Asks WeChat how a refund is getting on, and asks for it (again, with the same number) when WeChat has none. */
export async function followRefund(container: MedusaContainer, id: string): Promise<void> {
  await whileRefundLocked(container, id, async () => await followLocked(container, id));
}

/** One at a time decides about a refund. */
export async function whileRefundLocked<T>(
  container: MedusaContainer,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  return await container
    .resolve(Modules.LOCKING)
    .execute([`wechat-refund:${id}`], work, { timeout: LOCK_TIMEOUT_SECONDS });
}

async function followLocked(container: MedusaContainer, id: string): Promise<void> {
  const service = wechatPayOf(container);
  const refund = await service.retrieveWechatRefund(id);
  const outRefundNo = outRefundNoOf(refund.refund_id, refund.refund_attempt);
  if (refund.progress === "succeeded" || !outRefundNo) {
    return;
  }
  const tries = refund.tries + 1;
  const common = { id, tries, next_try_at: new Date(Date.now() + retryDelayMs(tries)) };
  try {
    const report =
      (await service.wechat.findRefund(outRefundNo)) ??
      (await service.wechat.refund({
        out_trade_no: refund.out_trade_no,
        out_refund_no: outRefundNo,
        amount_fen: BigInt(refund.amount_fen),
        total_fen: BigInt(refund.total_fen),
        notify_url: service.refundNotifyUrl,
      }));
    await changeRefund(container, refund, {
      ...common,
      ...reportedRefund(report, refund.refund_attempt),
    });
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    const progress = progressAfterFailure(refund.progress, tries);
    await changeRefund(container, refund, { ...common, progress, last_error: error.message });
  }
}

/** Changes a refund's row, under its lock, and lets Medusa's own figures follow when its money moved. */
export async function changeRefund(
  container: MedusaContainer,
  before: { readonly id: string; readonly progress: RefundProgress; readonly refund_state: string | null },
  change: Partial<{ progress: RefundProgress; refund_state: string | null }> & Record<string, unknown>,
): Promise<void> {
  const after = { ...before, ...change };
  const stood = standingOf(before.progress, before.refund_state);
  const moved = standingOf(after.progress, after.refund_state) !== stood;
  await wechatPayOf(container).updateWechatRefunds({
    ...change,
    id: before.id,
    ...(moved ? { books_due: true } : {}),
  });
  await bookRefundDue(container, before.id);
}

/** What WeChat's report changes in a refund's row. */
function reportedRefund(report: WechatRefundReport, attempt: number) {
  const next = progressOfRefund(report.state, attempt);
  return {
    progress: next.progress,
    refund_attempt: next.attempt,
    refund_state: report.state,
    wechat_refund_id: report.refund_id ?? null,
    last_error: null,
    succeeded_at: next.progress === "succeeded" ? new Date(report.succeeded_at ?? Date.now()) : null,
  };
}
