import { type EntityManager, IsNull } from "typeorm";
import type { UplineStep } from "../../../domain/referral-chain";
import { BindingEntity, type BindingRow } from "./people.entity";

/** The number under which edits of the referral graph wait for each other: a loop needs two edits at once. */
const TREE_EDIT_LOCK = 5_220_117;

/** A path must fit an index row: longer chains are refused, and no real one comes near. */
export const LONGEST_CHAIN = 150;

/** Holds other edits of the referral graph back until this transaction ends. */
export async function lockTree(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [TREE_EDIT_LOCK]);
}

/** The customer's binding that is in force: not ended, and its time not over. */
export async function findBindingInForce(
  manager: EntityManager,
  customer_id: string,
  now: Date,
): Promise<BindingRow | null> {
  const binding = await manager.getRepository(BindingEntity).findOneBy({ customer_id, ended_at: IsNull() });
  return binding?.expires_at && binding.expires_at <= now ? null : binding;
}

/** Bindings whose time is over and which nobody has ended yet, the longest overdue first. */
export function findOverdueBindings(
  manager: EntityManager,
  { now, limit, customer_id }: { now: Date; limit: number; customer_id: string | null },
): Promise<Pick<BindingRow, "id" | "customer_id" | "distributor_id">[]> {
  return manager.query(
    `select id, customer_id, distributor_id from distribution.binding
     where ended_at is null and expires_at <= $1 and ($2::text is null or customer_id = $2)
     order by expires_at limit $3`,
    [now, customer_id, limit],
  );
}

/** Stores a binding. */
export async function insertBinding(manager: EntityManager, row: BindingRow): Promise<void> {
  await manager.getRepository(BindingEntity).insert(row);
}

/** Ends a binding; the row stays. */
export async function endBinding(
  manager: EntityManager,
  id: string,
  ended_at: Date,
  end_reason: string,
): Promise<void> {
  await manager.getRepository(BindingEntity).update({ id }, { ended_at, end_reason });
}

interface UplineRow extends Omit<UplineStep, "distributor_no"> {
  distributor_no: string;
}

/** The chain above a customer by current bindings, nearest first, at most `depth` steps (ten are kept). */
export async function readUpline(
  manager: EntityManager,
  customer_id: string,
  depth: number,
): Promise<UplineStep[]> {
  const rows = await manager.query<UplineRow[]>(
    `with step as (
       select u.no, u.step, d.id as distributor_id, d.customer_id, d.status, d.grade_code as grade,
         coalesce(lag(d.customer_id) over (order by u.step), $1) as invited
       from distribution.binding b
       cross join lateral unnest(b.upline[1:$2]) with ordinality as u(no, step)
       join distribution.distributor d on d.account_no = u.no
       where b.customer_id = $1 and b.ended_at is null)
     select b.id as binding_id, s.distributor_id, s.no as distributor_no, s.customer_id, s.status, s.grade, b.expires_at
     from step s join distribution.binding b on b.customer_id = s.invited and b.ended_at is null order by s.step`,
    [customer_id, depth],
  );
  return rows.map((row) => ({ ...row, distributor_no: BigInt(row.distributor_no) }));
}

/** All customers above a customer by current bindings, nearest first. */
export async function readCustomersAbove(manager: EntityManager, customer_id: string): Promise<string[]> {
  const rows = await manager.query<{ customer_id: string }[]>(
    `select d.customer_id from distribution.binding b
     cross join lateral unnest(string_to_array(b.path::text, '.')::bigint[]) with ordinality as u(no, step)
     join distribution.distributor d on d.account_no = u.no
     where b.customer_id = $1 and b.ended_at is null order by u.step desc`,
    [customer_id],
  );
  return rows.map((row) => row.customer_id);
}

/** How many levels of invited people are below a customer; 0 for somebody who invited nobody. */
export async function readLevelsBelow(manager: EntityManager, customer_id: string): Promise<number> {
  const [row] = await manager.query<{ levels: number }[]>(
    `with top as (
       select distribution.path_below(d.account_no, own.path) as path
       from distribution.distributor d
       left join distribution.binding own on own.customer_id = d.customer_id and own.ended_at is null
       where d.customer_id = $1)
     select coalesce(max(nlevel(b.path) - nlevel(top.path) + 1), 0) as levels
     from top join distribution.binding b on b.ended_at is null and b.path >= top.path and b.path < top.path || 'z'`,
    [customer_id],
  );
  return row?.levels ?? 0;
}
