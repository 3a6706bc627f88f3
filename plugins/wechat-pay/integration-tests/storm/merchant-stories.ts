import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import { call, type Order } from "../shopper";
import { asMerchant, insisting, ok, type Scene } from "./scene";

/** What merchants click in Medusa's admin once an order is paid, and how often. */
export const MERCHANT_STORIES = [
  ["pay, refund by a double click", 8],
  ["pay, refund with many clicks", 3],
  ["pay, merchant cancels", 5],
  ["pay, merchant cancels by a double click", 4],
  ["pay, refund in part, merchant cancels", 4],
  ["pay, merchant refunds while cancelling", 4],
  ["pay, cancel while an edit is open", 4],
  ["pay, refund while an edit is open", 4],
  ["pay, refund while an edit begins", 4],
] as const;
export type MerchantStory = (typeof MERCHANT_STORIES)[number][0];

export const isMerchantStory = (story: string): story is MerchantStory =>
  MERCHANT_STORIES.some(([one]) => one === story);

const CLICKS = 5;
const PART_FEN = 150;
const OTHER_PART_FEN = 217;

/** Lives through what a merchant does with a paid order. */
export async function liveMerchant(
  scene: Scene,
  order: Order,
  paymentId: string,
  story: MerchantStory,
): Promise<void> {
  const refund = (fen = PART_FEN) => refundPart(scene, paymentId, fen);
  const cancel = () => asMerchant(scene, `/orders/${order.id}/cancel`, {});
  const beginEdit = () => asMerchant(scene, "/order-edits", { order_id: order.id });
  switch (story) {
    case "pay, refund by a double click":
      await Promise.all([refund(), refund()]);
      return;
    case "pay, refund with many clicks":
      await Promise.all(Array.from({ length: CLICKS }, (_, click) => refund(PART_FEN + (click % 2))));
      return;
    case "pay, merchant cancels":
      await cancel();
      return;
    case "pay, merchant cancels by a double click":
      await Promise.all([cancel(), cancel()]);
      return;
    case "pay, refund in part, merchant cancels":
      await refund();
      await cancel();
      return;
    case "pay, merchant refunds while cancelling":
      await Promise.all([refund(), cancel(), refund(OTHER_PART_FEN)]);
      return;
    case "pay, cancel while an edit is open":
      await beginEdit();
      await cancel();
      await endEdit(scene, order);
      return;
    case "pay, refund while an edit is open":
      await beginEdit();
      await refund();
      await endEdit(scene, order);
      await refund(OTHER_PART_FEN);
      return;
    case "pay, refund while an edit begins":
      await Promise.all([refund(), beginEdit(), refund(OTHER_PART_FEN)]);
      await endEdit(scene, order);
  }
}

/** Asks once, and notes what was answered: what a merchant is told must be what happened. */
async function refundPart(scene: Scene, payment_id: string, fen: number): Promise<void> {
  await scene.serverUp();
  const headers = { authorization: `Bearer ${scene.merchant}` };
  const path = `${scene.shop.origin}/admin/payments/${payment_id}/refund`;
  const answer = await call(path, { method: "POST", body: { amount: fen / 100 }, headers }).catch(
    () => undefined,
  );
  scene.asked.push({ payment_id, fen, status: answer?.status });
}

async function endEdit(scene: Scene, order: Order): Promise<void> {
  const headers = { authorization: `Bearer ${scene.merchant}` };
  const path = `${scene.shop.origin}/admin/order-edits/${order.id}`;
  await insisting(scene, async () => ok(await call(path, { method: "DELETE", headers })));
}

/**
 * Whether refunds moved money as they were answered: once for each 200, never for a 4xx; where a server was killed or
 * failed before it answered, either.
 * @returns everything that was otherwise, a sentence each
 */
export async function answersNotKept(shop: TestShop, { asked }: Pick<Scene, "asked">): Promise<string[]> {
  const { rows } = await shop.pool.query<{ payment_id: string; fen: string; count: string }>(
    `select payment_id, round(amount * 100) as fen, count(*) from refund where deleted_at is null group by 1, 2`,
  );
  const kinds = new Map(asked.map(({ payment_id, fen }) => [`${payment_id} ${fen}`, { payment_id, fen }]));
  return [...kinds.values()].flatMap(({ payment_id, fen }) => {
    const same = asked.filter((one) => one.payment_id === payment_id && one.fen === fen);
    const moved = rows.find((row) => row.payment_id === payment_id && Number(row.fen) === fen);
    const count = Number(moved?.count ?? 0);
    const done = same.filter(({ status }) => status === 200).length;
    const unsure = same.filter(({ status }) => status === undefined || status >= 500).length;
    return count >= done && count <= done + unsure
      ? []
      : [
          `${payment_id}: ${fen} refunded ${count} times, answered ${same.map(({ status }) => status).join(", ")}`,
        ];
  });
}
