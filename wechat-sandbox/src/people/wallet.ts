import type { SandboxState } from "../state/state.js";
import { personAt } from "./people.js";

/** What everybody had in the wallet before anything happened here, fen. */
const OPENING_BALANCE = 10_000_000;

/** What a person has in the wallet (零钱): less what was paid, plus refunds and transfers that arrived. Fen. */
export function walletOf(state: SandboxState, openid: string): number {
  const isTheirs = (appid: string, at: string | undefined) =>
    at !== undefined && personAt(state.people, appid, at)?.openid === openid;
  let balance = OPENING_BALANCE;
  for (const order of Object.values(state.orders)) {
    if (order.success_at !== undefined && isTheirs(order.appid, order.openid)) balance -= order.total;
  }
  for (const refund of Object.values(state.refunds)) {
    const order = state.orders[refund.out_trade_no];
    const arrived = refund.status === "SUCCESS" && refund.abnormal_to === undefined;
    if (arrived && order !== undefined && isTheirs(order.appid, order.openid)) balance += refund.refund;
  }
  for (const transfer of Object.values(state.transfers)) {
    if (transfer.state === "SUCCESS" && isTheirs(transfer.appid, transfer.openid)) {
      balance += transfer.transfer_amount;
    }
  }
  return balance;
}
