import type { MedusaContainer } from "@medusajs/framework/types";
import { closeOrderWorkflow } from "../workflows/close-order";
import { followChangedOrderWorkflow } from "../workflows/follow-changed-order";
import { forEachMallOrder } from "../workflows/reads/due-orders";
import { recoverInterruptedOrderWorkflow } from "../workflows/recover-interrupted-order";
import { trueUpReservations } from "../workflows/steps/true-up-reservations";
import { syncOrdersWorkflow } from "../workflows/sync-orders";

/** No order takes this long to place: whoever placed it is gone. */
const INTERRUPTED_AFTER_MS = 180_000;
const SYNC_EVERY_MS = 600_000;

/**
 * Makes up for lost events and interrupted servers: compares living orders with Medusa's record, closes those the
 * merchant has cancelled, and puts in order what was being placed when a server ended.
 */
export default async function keepOrdersTrue(container: MedusaContainer): Promise<void> {
  const now = new Date();
  const before = (age_ms: number) => ({ $lte: new Date(now.getTime() - age_ms) });
  await forEachMallOrder(
    container,
    config.name,
    { state: "placing", created_at: before(INTERRUPTED_AFTER_MS) },
    async ({ id }) => {
      await recoverInterruptedOrderWorkflow(container).run({ input: { id } });
    },
  );
  const alive = { state: ["to_pay", "to_ship", "shipped"], synced_at: before(SYNC_EVERY_MS) };
  await forEachMallOrder(container, config.name, alive, async ({ order_id }) => {
    if (!order_id) return;
    const input = { order_ids: [order_id], now: now.toISOString() };
    const { result } = await syncOrdersWorkflow(container).run({ input });
    if (result.failed.length > 0) throw new Error("it cannot be compared with Medusa");
    if (result.changed.includes(order_id)) {
      await followChangedOrderWorkflow(container).run({ input: { order_id, now: now.toISOString() } });
    }
    if (result.unclosed.length === 0) return;
    await closeOrderWorkflow(container).run({
      input: { order_id, reason: "canceled_by_merchant", now: now.toISOString() },
    });
  });
  const unclosed = {
    state: ["canceled", "refunded"],
    order_id: { $ne: null },
    closed_at: null,
    synced_at: before(SYNC_EVERY_MS),
  };
  await forEachMallOrder(container, config.name, unclosed, async ({ order_id }) => {
    if (!order_id) return;
    await trueUpReservations(container, order_id);
    await closeOrderWorkflow(container).run({
      input: { order_id, reason: "canceled_by_merchant", now: now.toISOString() },
    });
  });
}

export const config = { name: "keep-mall-orders-true", schedule: { interval: 30_000 } };
