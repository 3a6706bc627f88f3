import { BillMalformedError } from "../../client/bill-lines";
import type { Bills } from "../../client/bills";
import { type BilledPayment, type BilledRefund, readFlowLine, readTradeLine } from "../../domain/bill";
import type { TransferFlow } from "../../domain/match-transfers";

/** A day as WeChat's two bills tell it. */
export interface DayBills {
  readonly payments: readonly BilledPayment[];
  readonly refunds: readonly BilledRefund[];
  readonly income_fen: bigint;
  readonly expense_fen: bigint;
  /** The part of the income that shoppers paid. */
  readonly trade_income_fen: bigint;
  /** What moved the accounts because of transfers to people, on whichever account it stands. */
  readonly transfer_flows: readonly TransferFlow[];
}

/**
 * Downloads and reads a day's bills.
 * @throws {WechatPayError} also while WeChat still writes them
 * @throws {BillMalformedError} when a line is not understood: half a bill would hide differences
 */
export async function readDayBills(bills: Bills, day: string): Promise<DayBills> {
  const basic = await readFlows(bills, day, "BASIC");
  const operation = await readFlows(bills, day, "OPERATION");
  return {
    ...(await readTrades(bills, day)),
    ...basic,
    transfer_flows: [...basic.transfer_flows, ...operation.transfer_flows],
  };
}

async function readTrades(bills: Bills, day: string) {
  const payments: BilledPayment[] = [];
  const refunds: BilledRefund[] = [];
  await bills.read(day, { bill: "trade", type: "ALL" }, async (lines) => {
    let number = 1;
    for await (const { kind, cells } of lines) {
      number += 1;
      const line = kind === "detail" ? readTradeLine(cells) : undefined;
      if (kind === "detail" && !line) {
        throw new BillMalformedError(number, "a trade is not understood");
      }
      if (line?.kind === "payment") {
        payments.push(line);
      } else if (line) {
        refunds.push(line);
      }
      if (kind === "summary" && cells.get("总交易单数") !== String(payments.length + refunds.length)) {
        throw new BillMalformedError(number, "the summary counts other lines");
      }
    }
  });
  return { payments, refunds };
}

async function readFlows(bills: Bills, day: string, account: "BASIC" | "OPERATION") {
  const sums = { income_fen: 0n, expense_fen: 0n, trade_income_fen: 0n };
  const transfer_flows: TransferFlow[] = [];
  await bills.read(day, { bill: "fund_flow", account }, async (lines) => {
    let number = 1;
    for await (const { kind, cells } of lines) {
      number += 1;
      if (kind === "summary") {
        continue;
      }
      const flow = readFlowLine(cells);
      if (!flow) {
        throw new BillMalformedError(number, "a flow is not understood");
      }
      sums[flow.is_income ? "income_fen" : "expense_fen"] += flow.amount_fen;
      sums.trade_income_fen += flow.is_income && flow.is_trade ? flow.amount_fen : 0n;
      const { out_bill_no, is_income, amount_fen } = flow;
      if (out_bill_no) {
        transfer_flows.push({ out_bill_no, is_income, amount_fen });
      }
    }
  });
  return { ...sums, transfer_flows };
}
