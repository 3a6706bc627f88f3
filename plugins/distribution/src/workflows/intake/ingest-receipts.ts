import type { MedusaContainer } from "@medusajs/framework/types";
import { distributionService } from "../distribution-service";
import { OVERLAP_MS } from "./intake-rules";
import { type ReceiptFilter, readReceipts } from "./received-orders";

const PAGE = 200;

export interface IngestReceiptsInput {
  /** Only this order; every receipt not yet taken in when absent. */
  order_id?: string;
}

/**
 * Asks the mall which orders were received and sets when their commission matures. Like the intake of money it goes by
 * what the mall's table says; the event only wakes it up.
 */
export async function ingestReceipts(
  container: MedusaContainer,
  { order_id }: IngestReceiptsInput = {},
): Promise<{ received: number }> {
  const service = distributionService(container);
  const seen = order_id ? null : await service.intake.watermark("receipt");
  const filter: ReceiptFilter = {
    ...(order_id ? { order_id } : {}),
    ...(seen ? { since: new Date(seen.getTime() - OVERLAP_MS) } : {}),
  };
  let received = 0;
  for (let skip = 0; ; skip += PAGE) {
    const page = await readReceipts(container, filter, { skip, take: PAGE });
    const known = await service.intake.receivedIds(page.map((receipt) => receipt.order_id));
    const fresh = page.filter((receipt) => !known.has(receipt.order_id));
    if (fresh.length > 0) await service.intake.recordReceipts(fresh);
    received += fresh.length;
    const last = page.at(-1);
    if (!order_id && last) await service.intake.moveWatermark("receipt", last.received_at);
    if (page.length < PAGE) return { received };
  }
}
