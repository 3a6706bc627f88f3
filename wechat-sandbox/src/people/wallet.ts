import type { SandboxState } from "../state/state.js";
import { personAt } from "./people.js";

/** What everybody had in the wallet before anything happened here, fen. */
const OPENING_BALANCE = 10_000_000;

/** One line of somebody's wallet. Fen; money that leaves is negative. */
export interface WalletMovement {
  at: number;
  kind: "payment" | "refund" | "transfer";
  /** What it was for: goods, or the transfer's remark. */
  words: string;
  amount: number;
  /** What is left after it. */
  balance: number;
  /** The merchant's number of it. */
  number: string;
}

type Unsummed = Omit<WalletMovement, "balance">;

/** Every movement of a person's wallet (零钱), oldest first: payments, refunds that arrived, transfers accepted. */
export function movementsOf(state: SandboxState, openid: string): WalletMovement[] {
  const isTheirs = (appid: string, at: string | undefined) =>
    at !== undefined && personAt(state.people, appid, at)?.openid === openid;
  const found: Unsummed[] = [];
  for (const { out_trade_no: number, ...order } of Object.values(state.orders)) {
    if (order.success_at === undefined || !isTheirs(order.appid, order.openid)) continue;
    const { success_at: at, total, description: words } = order;
    found.push({ at, kind: "payment", words, amount: -total, number });
  }
  for (const { out_refund_no: number, ...refund } of Object.values(state.refunds)) {
    const order = state.orders[refund.out_trade_no];
    const arrived = refund.status === "SUCCESS" && refund.abnormal_to === undefined;
    if (!arrived || order === undefined || !isTheirs(order.appid, order.openid)) continue;
    const at = refund.success_at ?? refund.settles_at;
    found.push({ at, kind: "refund", words: order.description, amount: refund.refund, number });
  }
  for (const { out_bill_no: number, ...transfer } of Object.values(state.transfers)) {
    if (transfer.state !== "SUCCESS" || !isTheirs(transfer.appid, transfer.openid)) continue;
    const { updated_at: at, transfer_amount: amount, transfer_remark: words } = transfer;
    found.push({ at, kind: "transfer", words, amount, number });
  }
  let balance = OPENING_BALANCE;
  return found
    .sort((one, other) => one.at - other.at)
    .map((movement) => {
      balance += movement.amount;
      return { ...movement, balance };
    });
}

/** What a person has in the wallet now, fen. */
export function walletOf(state: SandboxState, openid: string): number {
  return movementsOf(state, openid).at(-1)?.balance ?? OPENING_BALANCE;
}
