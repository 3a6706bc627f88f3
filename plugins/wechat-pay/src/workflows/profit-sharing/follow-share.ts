import type { MedusaContainer } from "@medusajs/framework/types";
import { WechatPayError } from "../../client/errors";
import {
  outcomeOf,
  type PartResult,
  type Share,
  type ShareOutcome,
  type ShareReturn,
} from "../../domain/profit-sharing";
import { WECHAT_PROFIT_SHARING_MODULE } from "../../modules/wechat-profit-sharing";
import type { WechatProfitSharingService } from "../../modules/wechat-profit-sharing/service";

/** How many are asked about in one run. */
const BATCH = 200;

/** A stored part of a share, with what became of it. */
export interface StoredPart {
  readonly mch_id: string;
  readonly amount_fen: string;
  readonly description: string;
  readonly result?: PartResult;
  readonly fail_reason?: string;
}

/** A share, an unfreezing or a return as it is stored. */
export interface ShareRow {
  readonly id: string;
  readonly kind: "share" | "unfreeze" | "return";
  readonly number: string;
  readonly payment_id: string;
  readonly transaction_id: string;
  readonly share_id: string | null;
  readonly parts: readonly StoredPart[];
  readonly outcome: "to_submit" | ShareOutcome;
  readonly problem: string | null;
  readonly ended_at: Date | null;
  readonly created_at: Date;
}

/** The module that keeps shares, typed. */
export function sharingOf(container: MedusaContainer): WechatProfitSharingService {
  return container.resolve<WechatProfitSharingService>(WECHAT_PROFIT_SHARING_MODULE);
}

/**
 * Asks WeChat about a share's number, and for the share when WeChat does not know the number. Safe to repeat: a number
 * is one share for ever.
 */
export async function followShare(container: MedusaContainer, id: string): Promise<ShareRow> {
  const service = sharingOf(container);
  const row = (await service.retrieveWechatShare(id)) as unknown as ShareRow;
  if (row.ended_at !== null) {
    return row;
  }
  try {
    const change =
      row.kind === "return" ? await askAboutReturn(container, row) : await askAboutShare(service, row);
    await service.updateWechatShares({
      id,
      ...change,
      parts: change.parts as unknown as Record<string, unknown>,
    });
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    // Asked again by the job under the same number; the merchant reads why it waits.
    await service.updateWechatShares({ id, problem: error.code ?? error.failure });
  }
  return (await service.retrieveWechatShare(id)) as unknown as ShareRow;
}

/** Follows everything that has not ended, oldest first. */
export async function followOpenShares(container: MedusaContainer): Promise<void> {
  const open = await sharingOf(container).listWechatShares(
    { ended_at: null },
    { take: BATCH, order: { created_at: "ASC" }, select: ["id"] },
  );
  for (const { id } of open) {
    await followShare(container, id);
  }
}

async function askAboutShare(service: WechatProfitSharingService, row: ShareRow) {
  const { number: out_order_no, transaction_id } = row;
  const known = await service.sharing.find(out_order_no, transaction_id);
  const share = known ?? (await submit(service, row));
  return changeOf(row, share.parts, outcomeOf(share));
}

async function submit(service: WechatProfitSharingService, row: ShareRow): Promise<Share> {
  const { number: out_order_no, transaction_id } = row;
  if (row.kind === "unfreeze") {
    return await service.sharing.unfreeze({ transaction_id, out_order_no, description: "分账完成" });
  }
  const parts = row.parts.map((part) => ({ ...part, amount_fen: BigInt(part.amount_fen) }));
  return await service.sharing.share({ transaction_id, out_order_no, parts, unfreeze: false });
}

async function askAboutReturn(container: MedusaContainer, row: ShareRow) {
  const service = sharingOf(container);
  const share = (await service.retrieveWechatShare(row.share_id ?? "")) as unknown as ShareRow;
  const [part] = row.parts;
  if (!part) {
    throw new Error(`The return ${row.id} names nothing.`);
  }
  const back: ShareReturn =
    (await service.sharing.findReturn(row.number, share.number)) ??
    (await service.sharing.takeBack({
      out_order_no: share.number,
      out_return_no: row.number,
      mch_id: part.mch_id,
      amount_fen: BigInt(part.amount_fen),
      description: part.description,
    }));
  return changeOf(row, [back], outcomeOf({ is_finished: back.result !== "PENDING", parts: [back] }));
}

function changeOf(
  row: ShareRow,
  told: readonly {
    readonly mch_id: string;
    readonly result: PartResult;
    readonly fail_reason: string | undefined;
  }[],
  outcome: ShareOutcome,
) {
  const parts = row.parts.map((part) => {
    const word = told.find(({ mch_id }) => mch_id === part.mch_id);
    return word ? { ...part, result: word.result, fail_reason: word.fail_reason } : part;
  });
  return { parts, outcome, problem: null, ended_at: outcome === "processing" ? null : new Date() };
}
