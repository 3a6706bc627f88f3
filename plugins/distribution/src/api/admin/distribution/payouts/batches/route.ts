import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import type { z } from "zod";
import type { PayoutState } from "../../../../../domain/payout/payout";
import { BYTE_ORDER_MARK, csvRow } from "../../../../../domain/spreadsheet";
import { payoutView } from "../../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { type PayoutCommand, payOut } from "../../../../../workflows/payout/pay-out";
import { answering, taking } from "../../../../handlers";
import { wordsOf } from "../../../../refusals";
import { PayoutBatchBody } from "../../validators";

type Batch = z.infer<typeof PayoutBatchBody>;

/**
 * Decides about many payouts, one by one: what is refused stops nothing else, and the answer says of each what became
 * of it. Sent again, what was done is `unchanged`.
 */
export const POST = taking(PayoutBatchBody, async (req, res, body) => {
  const results = [];
  for (const payout_id of body.payout_ids) {
    results.push(await decideOne(req, body, payout_id));
  }
  const done = results.filter(({ result }) => result !== "refused").length;
  res.json({ results, done, refused: results.length - done });
});

async function decideOne(req: AuthenticatedMedusaRequest, batch: Batch, payout_id: string) {
  const input = commandOf(batch, payout_id, req.auth_context.actor_id);
  const result = await payOut(req.scope, input);
  if (result.kind === "decided") {
    return { payout_id, result: result.is_new ? "done" : "unchanged", payout: result.payout } as const;
  }
  if (result.code === "payout_state_changed") {
    const payout = await distributionService(req.scope).payouts.find(payout_id);
    if (payout && isDone(batch, payout.state)) {
      return { payout_id, result: "unchanged", payout: payoutView(payout) } as const;
    }
  }
  return { payout_id, result: "refused", code: result.code, message: wordsOf(result.code) } as const;
}

function commandOf(batch: Batch, payout_id: string, actor_id: string): PayoutCommand {
  const { payout_ids: _all, ...decision } = batch;
  return { ...decision, payout_id, actor_id };
}

/** Whether a payout already is where the decision would have brought it. */
function isDone(batch: Batch, state: PayoutState): boolean {
  if (batch.act === "approve") return state === "transferring" || state === "confirmed";
  if (batch.act === "reject") return state === "rejected";
  return state === batch.outcome;
}

const HEADINGS = ["提现单号", "收款人", "开户行", "账号", "实付金额（元）", "付款单号"];

/** The approved payouts that the merchant's bank has still to pay, as a file for it; audited. */
export const GET = answering(async (req, res) => {
  const result = await distributionService(req.scope).payouts.exportBankTransfers({
    actor_id: req.auth_context.actor_id,
    now: new Date(),
  });
  if (result.kind === "refused") return result;
  const rows = result.transfers.map((transfer) => {
    const { payout_id, real_name, bank_name, account_number, net_fen, outward_number: no } = transfer;
    return csvRow([payout_id, real_name, bank_name, { long_number: account_number }, { fen: net_fen }, no]);
  });
  res.setHeader("content-type", "text/csv; charset=utf-8");
  res.setHeader("content-disposition", 'attachment; filename="payouts.csv"');
  res.setHeader("cache-control", "no-store");
  res.send(`${BYTE_ORDER_MARK}${csvRow(HEADINGS)}${rows.join("")}`);
});
