import { randomInt } from "node:crypto";
import { beijingDay } from "../pay/wechat-time.js";
import type { FundAccount, FundFlow } from "../state/money-records.js";
import type { SandboxState } from "../state/state.js";
import { frozenFunds } from "./frozen-funds.js";

/** What moves money on one of the merchant's accounts. Positive fen come in, negative ones go out. */
export interface FundMove {
  account: FundAccount;
  amount: number;
  /** WeChat's number of the business behind it, and the merchant's own. */
  business_no: string;
  voucher_no: string;
  business_name: string;
  business_type: string;
  remark?: string;
}

/** The merchant's accounts at WeChat: every move is a line with the balance after it. */
export class FundLedger {
  constructor(private readonly state: SandboxState) {}

  /** Moves money. A move of nothing leaves no line. */
  move(move: FundMove, now: number): void {
    if (move.amount === 0) return;
    const balance = this.state.balances[move.account] + move.amount;
    this.state.balances[move.account] = balance;
    const flow: FundFlow = {
      flow_no: `${beijingDay(now)}${randomInt(1_000_000_000).toString().padStart(12, "0")}`,
      account: move.account,
      at: now,
      business_no: move.business_no,
      business_name: move.business_name,
      business_type: move.business_type,
      direction: move.amount > 0 ? "收入" : "支出",
      amount: Math.abs(move.amount),
      balance,
      remark: move.remark ?? "",
      voucher_no: move.voucher_no,
    };
    this.state.fund_flows.push(flow);
  }

  /** What an account may spend: its balance without the money that waits to be shared. */
  available(account: FundAccount, now: number): number {
    const frozen = account === "BASIC" ? frozenFunds(this.state, now) : 0;
    return this.state.balances[account] - frozen;
  }

  /** Makes an account hold this much, by a deposit or a withdrawal. */
  setBalance(account: FundAccount, balance: number, now: number): void {
    const amount = balance - this.state.balances[account];
    const business_type = amount > 0 ? "充值" : "提现";
    const number = `${beijingDay(now)}${randomInt(1_000_000_000)}`;
    this.move(
      { account, amount, business_no: number, voucher_no: number, business_name: "充值/提现", business_type },
      now,
    );
  }
}
