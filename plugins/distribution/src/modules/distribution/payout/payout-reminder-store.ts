import type { EntityManager } from "typeorm";

/** Writes down that a payout's payee is reminded. @returns false when that was done before, by whomever */
export async function insertPayoutReminder(
  manager: EntityManager,
  payout_id: string,
  now: Date,
): Promise<boolean> {
  const written: unknown[] = await manager.query(
    `insert into distribution.payout_reminder (payout_id, reminded_at) values ($1, $2)
     on conflict (payout_id) do nothing returning payout_id`,
    [payout_id, now],
  );
  return written.length > 0;
}
