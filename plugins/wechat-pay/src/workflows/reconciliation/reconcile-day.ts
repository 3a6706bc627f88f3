import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { BillMalformedError } from "../../client/bill-lines";
import { WechatPayError } from "../../client/errors";
import { type DayFacts, type Difference, matchDay } from "../../domain/match-day";
import { paymentSessionIdOf, refundIdOf } from "../../domain/numbers";
import { askAboutTrade } from "../payments/open-trades";
import { followRefund, recordRefundById } from "../refunds/follow-refund";
import { transferDifferences } from "../transfers/transfer-books";
import { wechatPayOf } from "../wechat-pay-module";
import { type DayBills, readDayBills } from "./day-bills";
import {
  listExpectedPayments,
  listExpectedRefunds,
  readBookedPayments,
  readBookedRefunds,
} from "./day-books";

/** Downloading may take minutes; a second run waits for the first and then does its own. */
const LOCK_TIMEOUT_SECONDS = 15 * 60;

/** What a run came to. Fen are decimal strings: a workflow's result is JSON. */
export interface DayReport {
  readonly day: string;
  readonly state: "matched" | "differing" | "failed";
  readonly payment_count: number;
  readonly payment_fen: string;
  readonly refund_count: number;
  readonly refund_fen: string;
  readonly difference_count: number;
  readonly last_error: string | null;
}

const reconcileDayStep = createStep("reconcile-wechat-day", async (input: { day: string }, { container }) => {
  const report = await container
    .resolve(Modules.LOCKING)
    .execute([`wechat-reconciliation:${input.day}`], () => reconcileDay(container, input.day), {
      timeout: LOCK_TIMEOUT_SECONDS,
    });
  return new StepResponse(report);
});

/**
 * Compares a day with WeChat's bills, three ways: the bills, Medusa's payments and refunds with what WeChat told us, and
 * the books of whoever promised transfers to people (the option `transfer_books`).
 * Lost notifications that this finds are made good before anything is called a difference. Running it again replaces
 * what an earlier run said. Input: a day in China, `2026-03-01`.
 */
export const reconcileDayWorkflow = createWorkflow(
  "wechat-pay-reconcile-day",
  (input: { day: string }) => new WorkflowResponse(reconcileDayStep(input)),
);

async function reconcileDay(container: MedusaContainer, day: string): Promise<DayReport> {
  try {
    const bills = await readDayBills(wechatPayOf(container).wechat.bills, day);
    await recordBilledRefunds(container, bills);
    const first = matchDay(await readFacts(container, day, bills));
    await makeGood(container, first);
    const differences = [
      ...matchDay(await readFacts(container, day, bills)),
      ...(await transferDifferences(container, day, bills.transfer_flows)),
    ];
    wechatPayOf(container).metrics.reconciled(
      differences.length === 0 ? "matched" : "differing",
      differences.map(({ cause }) => cause),
    );
    return await store(container, reportOf(day, bills, differences), bills, differences);
  } catch (error) {
    if (error instanceof WechatPayError || error instanceof BillMalformedError) {
      wechatPayOf(container).metrics.reconciled("failed", []);
      return await storeFailure(container, day, error.message);
    }
    throw error;
  }
}

async function readFacts(container: MedusaContainer, day: string, bills: DayBills): Promise<DayFacts> {
  const service = wechatPayOf(container);
  const again = await service.listWechatRefunds({ billed_on: day }, { select: ["id"] });
  await service.updateWechatRefunds(again.map(({ id }) => ({ id, billed_on: null })));
  const listed = new Set(bills.refunds.map(({ out_refund_no }) => refundIdOf(out_refund_no)));
  const refundIds = [...listed].filter((id) => id !== undefined);
  const known = await service.listWechatRefunds({ refund_id: refundIds }, { select: ["id"] });
  await service.updateWechatRefunds(known.map(({ id }) => ({ id, billed_on: day })));
  const expected_payments = await listExpectedPayments(container, day);
  const expected_refunds = await listExpectedRefunds(container, day);
  const payments = bills.payments.map(({ out_trade_no }) => out_trade_no);
  const refunds = bills.refunds.map(({ out_refund_no }) => out_refund_no);
  return {
    ...bills,
    expected_payments,
    expected_refunds,
    booked_payments: await readBookedPayments(container, [...payments, ...expected_payments]),
    booked_refunds: await readBookedRefunds(container, [...refunds, ...expected_refunds]),
  };
}

/** A refund that Medusa booked a moment ago may not have been noted down yet. */
async function recordBilledRefunds(container: MedusaContainer, bills: DayBills): Promise<void> {
  for (const { out_refund_no } of bills.refunds) {
    const refundId = refundIdOf(out_refund_no);
    const id = refundId && (await recordRefundById(container, refundId));
    if (id) {
      await followRefund(container, id);
    }
  }
}

/** Money whose notification was lost is settled now, as a notification would have done. */
async function makeGood(container: MedusaContainer, differences: readonly Difference[]): Promise<void> {
  for (const { cause, out_trade_no = "" } of differences) {
    const sessionId = paymentSessionIdOf(out_trade_no);
    if (cause !== "payment_not_captured" || !sessionId) {
      continue;
    }
    try {
      await askAboutTrade(container, sessionId);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`WeChat Pay: payment session ${sessionId} could not be settled from the bill: ${reason}`);
    }
  }
}

function reportOf(day: string, bills: DayBills, differences: readonly Difference[]): DayReport {
  const sum = (amounts: readonly { amount_fen: bigint }[]): string =>
    amounts.reduce((total, { amount_fen }) => total + amount_fen, 0n).toString();
  return {
    day,
    state: differences.length === 0 ? "matched" : "differing",
    payment_count: bills.payments.length,
    payment_fen: sum(bills.payments),
    refund_count: bills.refunds.length,
    refund_fen: sum(bills.refunds),
    difference_count: differences.length,
    last_error: null,
  };
}

async function store(
  container: MedusaContainer,
  report: DayReport,
  bills: DayBills,
  differences: readonly Difference[],
): Promise<DayReport> {
  const service = wechatPayOf(container);
  const earlier = await service.listWechatReconciliationDifferences({ day: report.day }, { select: ["id"] });
  // New rows first: a crash in between leaves a difference twice until the next run, never none.
  await service.createWechatReconciliationDifferences(
    differences.map(({ bill_fen, shop_fen, ...difference }) => ({
      ...difference,
      day: report.day,
      bill_fen: bill_fen?.toString() ?? null,
      shop_fen: shop_fen?.toString() ?? null,
    })),
  );
  await service.deleteWechatReconciliationDifferences(earlier.map(({ id }) => id));
  const income_fen = bills.income_fen.toString();
  const expense_fen = bills.expense_fen.toString();
  await storeDay(container, { ...report, income_fen, expense_fen });
  return report;
}

async function storeDay(
  container: MedusaContainer,
  day: DayReport & { income_fen: string; expense_fen: string },
) {
  const service = wechatPayOf(container);
  const [known] = await service.listWechatReconciliationDays({ day: day.day }, { take: 1 });
  const reconciled_at = new Date();
  await (known
    ? service.updateWechatReconciliationDays({ ...day, id: known.id, runs: known.runs + 1, reconciled_at })
    : service.createWechatReconciliationDays({ ...day, reconciled_at }));
}

/** What an earlier run found stands, and the day says why this one failed. */
async function storeFailure(container: MedusaContainer, day: string, error: string): Promise<DayReport> {
  const service = wechatPayOf(container);
  const [known] = await service.listWechatReconciliationDays({ day }, { take: 1 });
  const failed = { state: "failed" as const, last_error: error, reconciled_at: new Date() };
  const row = known
    ? await service.updateWechatReconciliationDays({ id: known.id, runs: known.runs + 1, ...failed })
    : await service.createWechatReconciliationDays({ day, ...failed });
  const { payment_count, payment_fen, refund_count, refund_fen, difference_count } = row;
  const counted = { payment_count, payment_fen, refund_count, refund_fen, difference_count };
  return { day, state: "failed", ...counted, last_error: error };
}
