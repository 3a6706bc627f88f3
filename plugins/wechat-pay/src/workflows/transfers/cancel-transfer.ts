import type { MedusaContainer } from "@medusajs/framework/types";
import type { StoredTransfer } from "../../modules/wechat-transfers/transfer-store";
import { announceTransfer, wechatTransfersOf } from "./process-transfer";

export type CancelOutcome =
  | { readonly kind: "done"; readonly transfer: StoredTransfer }
  | { readonly kind: "unknown" | "too_late" };

/** Takes a transfer back for the merchant, and tells whoever promised the money. */
export async function cancelTransfer(container: MedusaContainer, id: string): Promise<CancelOutcome> {
  const service = wechatTransfersOf(container);
  const row = await service.transfers.findById(id);
  if (!row) {
    return { kind: "unknown" };
  }
  if (row.ended_at !== null || row.state === "TRANSFERING") {
    return { kind: "too_late" };
  }
  const transfer = (await service.cancelByMerchant(id)) ?? row;
  await announceTransfer(container, transfer.out_bill_no);
  return { kind: "done", transfer };
}
