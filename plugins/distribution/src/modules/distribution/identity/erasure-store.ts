import type { EntityManager } from "typeorm";

/** Whether somebody closed their account for good. */
export async function isErased(manager: EntityManager, distributor_id: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `select 1 from distribution.erasure where distributor_id = $1`,
    [distributor_id],
  );
  return rows.length > 0;
}

/** Takes everything away that says who a distributor is, but for an identity that must be kept. */
export async function eraseDistributor(
  manager: EntityManager,
  erased: { distributor_id: string; name: string; now: Date; identity_kept_until: Date | null },
): Promise<void> {
  const { distributor_id, name, now, identity_kept_until } = erased;
  await manager.query(
    `insert into distribution.erasure (distributor_id, erased_at, identity_kept_until) values ($1, $2, $3)`,
    [distributor_id, now, identity_kept_until],
  );
  await manager.query(`update distribution.distributor set display_name = $2 where id = $1`, [
    distributor_id,
    name,
  ]);
  await manager.query(
    `update distribution.share_token set revoked_at = $2 where distributor_id = $1 and revoked_at is null`,
    [distributor_id, now],
  );
  if (!identity_kept_until) await deleteIdentity(manager, distributor_id);
}

async function deleteIdentity(manager: EntityManager, distributor_id: string): Promise<void> {
  await manager.query(`delete from distribution.identity where distributor_id = $1`, [distributor_id]);
}

/** Removes kept identities whose time is over. @returns how many */
export async function purgeIdentities(manager: EntityManager, now: Date, limit: number): Promise<number> {
  const rows = await manager.query<{ distributor_id: string }[]>(
    `select i.distributor_id from distribution.erasure e join distribution.identity i using (distributor_id)
     where e.identity_kept_until <= $1 order by e.identity_kept_until limit $2`,
    [now, limit],
  );
  for (const { distributor_id } of rows) await deleteIdentity(manager, distributor_id);
  return rows.length;
}

/** Whether a customer distributes, or was ever bound to somebody who does. */
export async function isKnownCustomer(manager: EntityManager, customer_id: string): Promise<boolean> {
  const [row] = await manager.query<{ is_known: boolean }[]>(
    `select exists (select 1 from distribution.distributor where customer_id = $1)
         or exists (select 1 from distribution.binding where customer_id = $1) as is_known`,
    [customer_id],
  );
  return row?.is_known ?? false;
}

/** When somebody was last paid. */
export async function readLastPaidAt(manager: EntityManager, distributor_id: string): Promise<Date | null> {
  const [row] = await manager.query<{ ended_at: Date | null }[]>(
    `select max(ended_at) as ended_at from distribution.payout where distributor_id = $1 and state = 'confirmed'`,
    [distributor_id],
  );
  return row?.ended_at ?? null;
}

/** What was decided by or about somebody, for their own copy. */
export interface OwnDecision {
  occurred_at: Date;
  action: string;
  reason: string | null;
}

/** The latest decisions by or about somebody. */
export function listOwnDecisions(
  manager: EntityManager,
  { customer_id, distributor_id }: { customer_id: string; distributor_id: string },
): Promise<OwnDecision[]> {
  return manager.query<OwnDecision[]>(
    `select occurred_at, action, reason from distribution.audit
     where actor_id = $1 or subject_id = $2 order by seq desc limit 500`,
    [customer_id, distributor_id],
  );
}

/** On which of these orders the distributor that a customer is was to earn something. */
export async function findOrdersEarningFor(
  manager: EntityManager,
  customer_id: string,
  order_ids: readonly string[],
): Promise<Set<string>> {
  if (order_ids.length === 0) return new Set();
  const rows = await manager.query<{ order_id: string }[]>(
    `select distinct t.order_id from distribution.attribution t
     join distribution.distributor d on d.id = t.distributor_id
     where t.order_id = any ($2) and d.customer_id = $1 and t.amount_fen > 0`,
    [customer_id, order_ids],
  );
  return new Set(rows.map(({ order_id }) => order_id));
}
