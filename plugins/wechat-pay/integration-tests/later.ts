import type { TestShop } from "../../../scripts/local/test-shop.mjs";

/** Asks how far transfers to people are, as it would be asked when no request for one can be on its way any more. */
export async function followTransfersLater(shop: TestShop): Promise<void> {
  await shop.pool.query(
    `update wechat_transfer set unsure_at = unsure_at - interval '11 minutes'
      where ended_at is null and unsure_at > now() - interval '11 minutes'`,
  );
  await shop.runJob("distribution-follow-transfers");
}

/**
 * Runs the reconciliation as it would run some minutes from now: whatever waits for its first look or its next try is
 * old enough. Only the waits are shortened; what runs is the job itself.
 */
export async function reconcileLater(shop: TestShop): Promise<void> {
  await letWaitsPass(shop);
  await shop.runJob("wechat-pay-reconcile-payments");
}

async function letWaitsPass({ pool }: TestShop): Promise<void> {
  // Three minutes after presenting, every run asks about an order; ten minutes after, only some do.
  await pool.query(
    `update payment_session set data = jsonb_set(data, '{presented_at}', to_jsonb($1::text))
      where data ? 'presented_at' and status in ('pending', 'pending_authorization')`,
    [new Date(Date.now() - 180_000).toISOString()],
  );
  await pool.query(
    `update payment set created_at = created_at - interval '1 minute'
      where captured_at is null and canceled_at is null and created_at > now() - interval '1 minute'`,
  );
  for (const table of ["capture", "refund", "order_change"]) {
    await pool.query(
      `update ${table} set created_at = created_at - interval '2 minutes'
        where created_at > now() - interval '2 minutes'`,
    );
  }
  for (const [table, column] of [
    ["wechat_notification", "next_attempt_at"],
    ["wechat_refund", "next_try_at"],
    ["wechat_stray_payment", "next_try_at"],
    ["wechat_booking_check", "check_at"],
  ]) {
    await pool.query(`update ${table} set ${column} = now() where ${column} > now()`);
  }
}
