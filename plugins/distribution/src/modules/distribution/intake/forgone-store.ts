import type { EntityManager } from "typeorm";
import type { Forgone } from "../../../domain/intake/due-transfers";

/** Whoever accrues holds it together with others, whoever closes an account alone: one of the two comes first. */
const CLOSING_LOCK = 5_220_123;

/** No account is closed from here to the end of this transaction. */
export async function keepAccountsOpen(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock_shared($1)`, [CLOSING_LOCK]);
}

/** Nothing accrues from here to the end of this transaction. Taken before any row, so that nobody waits in a ring. */
export async function lockAccruals(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [CLOSING_LOCK]);
}

/** Which of these distributors, by number, have a closed account. */
export async function findClosed(
  manager: EntityManager,
  account_nos: readonly bigint[],
): Promise<Set<bigint>> {
  const rows = await manager.query<{ account_no: string }[]>(
    `select account_no from distribution.distributor where account_no = any ($1) and status = 'closed'`,
    [account_nos.map(String)],
  );
  return new Set(rows.map(({ account_no }) => BigInt(account_no)));
}

/**
 * Who paid for an order that somebody else placed and was to earn on it, by order: the payer's own account or another
 * one of the same person. Where a plan pays for own purchases, nobody is named.
 */
export async function findPayingEarners(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<Map<string, Set<bigint>>> {
  if (order_ids.length === 0) return new Map();
  const rows = await manager.query<{ order_id: string; distributor_no: string }[]>(PAYING_EARNERS, [
    order_ids,
  ]);
  const paying = new Map<string, Set<bigint>>();
  for (const { order_id, distributor_no } of rows) {
    const known = paying.get(order_id) ?? new Set();
    paying.set(order_id, known.add(BigInt(distributor_no)));
  }
  return paying;
}

const PAYING_EARNERS = `
  select distinct t.order_id, t.distributor_no from distribution.processed p
  join distribution.frozen_order o on o.order_id = p.order_id
  join distribution.plan l on l.id = o.plan_id
  join distribution.attribution t on t.order_id = o.order_id and t.binding_id is not null
  join distribution.distributor d on d.id = t.distributor_id
  where p.order_id = any ($1) and p.kind = 'capture' and p.payer_customer_id is not null
    and coalesce(l.terms->'binding'->>'self_purchase', 'none') = 'none'
    and (d.customer_id = p.payer_customer_id or exists (
      select 1 from distribution.risk_trace a join distribution.risk_trace b using (kind, mark)
      where a.customer_id = p.payer_customer_id and b.customer_id = d.customer_id and kind in ('person', 'payee')))`;

/** Writes down what earns nothing; the database refuses what was not frozen like that or has accrued. */
export async function insertForgone(
  manager: EntityManager,
  order_id: string,
  forgone: readonly Forgone[],
): Promise<void> {
  await manager.query(
    `insert into distribution.forgone (order_line_id, tier, order_id, distributor_no, reason)
     select t.order_line_id, t.tier, $1, t.distributor_no, t.reason
     from unnest($2::text[], $3::smallint[], $4::bigint[], $5::text[]) as t(order_line_id, tier, distributor_no, reason)
     order by 1, 2`,
    [
      order_id,
      forgone.map(({ order_line_id }) => order_line_id),
      forgone.map(({ tier }) => tier),
      forgone.map(({ distributor_no }) => String(distributor_no)),
      forgone.map(({ reason }) => reason),
    ],
  );
}
