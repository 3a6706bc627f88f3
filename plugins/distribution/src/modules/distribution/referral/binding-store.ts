import { type EntityManager, IsNull } from "typeorm";
import type { UplineStep } from "../../../domain/referral/referral-chain";
import type { PageCursor } from "../database/page-cursor";
import { BindingEntity, type BindingRow } from "./people.entity";

/** The number under which edits of the referral graph wait for each other: a loop needs two edits at once. */
const TREE_EDIT_LOCK = 5_220_117;

/** Every binding keeps its whole path, so a chain grows by its square; no real one comes near. */
export const LONGEST_CHAIN = 3_000;

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

/** Bindings, of these customers or of all, whose time is over and which nobody has ended yet; the longest overdue first. */
export function findOverdueBindings(
  manager: EntityManager,
  { now, limit, customer_ids }: { now: Date; limit: number; customer_ids: readonly string[] | null },
): Promise<Pick<BindingRow, "id" | "customer_id" | "distributor_id">[]> {
  return manager.query(
    `select id, customer_id, distributor_id from distribution.binding
     where ended_at is null and expires_at <= $1 and ($2::text[] is null or customer_id = any ($2))
     order by expires_at limit $3`,
    [now, customer_ids, limit],
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

/** Has those below ended bindings moved at once, not when this transaction commits: what follows looks at their places. */
export async function moveDownlines(manager: EntityManager): Promise<void> {
  await manager.query(`set constraints distribution.leave_downline immediate`);
  await manager.query(`set constraints distribution.leave_downline deferred`);
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
    `select binding_id, distributor_id, distributor_no, customer_id, status, grade, expires_at
     from distribution.buyer_upline($1, $2)`,
    [customer_id, depth],
  );
  return rows.map((row) => ({ ...row, distributor_no: BigInt(row.distributor_no) }));
}

/**
 * All customers above a customer, nearest first: a binding whose time is over at `now` connects nobody. Without `now` by
 * all bindings that nobody has ended yet.
 */
export async function readCustomersAbove(
  manager: EntityManager,
  customer_id: string,
  now: Date | null,
): Promise<string[]> {
  const rows = await manager.query<{ customer_id: string; is_over: boolean }[]>(
    `with step as (
       select u.step, d.customer_id, coalesce(lag(d.customer_id) over (order by u.step desc), $1) as invited
       from distribution.binding b
       cross join lateral unnest(string_to_array(b.path::text, '.')::bigint[]) with ordinality as u(no, step)
       join distribution.distributor d on d.account_no = u.no
       where b.customer_id = $1 and b.ended_at is null)
     select s.customer_id, coalesce(b.expires_at <= $2, false) as is_over
     from step s join distribution.binding b on b.customer_id = s.invited and b.ended_at is null order by s.step desc`,
    [customer_id, now],
  );
  const end = rows.findIndex(({ is_over }) => is_over);
  return (end < 0 ? rows : rows.slice(0, end)).map((row) => row.customer_id);
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
     from top join distribution.binding b on b.ended_at is null
       and distribution.path_head(b.path) >= distribution.path_head(top.path)
       and distribution.path_head(b.path) < distribution.path_head(top.path) || 'z'
       and b.path >= top.path and b.path < top.path || 'z'`,
    [customer_id],
  );
  return row?.levels ?? 0;
}

/** A binding as the merchant's list shows it. */
export interface ListedBinding {
  id: string;
  customer_id: string;
  distributor_id: string;
  distributor_name: string;
  origin: "consent" | "change";
  bound_at: Date;
  protected_until: Date;
  expires_at: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
}

/** Which bindings to list; nulls leave a filter out. */
export interface BindingFilter {
  customer_id: string | null;
  distributor_id: string | null;
  limit: number;
  after: PageCursor | null;
}

/** Bindings of past and present, latest first. */
export function listBindings(
  manager: EntityManager,
  { customer_id, distributor_id, limit, after }: BindingFilter,
): Promise<ListedBinding[]> {
  const conditions = ["($1::timestamptz is null or (b.bound_at, b.id) < ($1, $2))"];
  const values: unknown[] = [after?.at ?? null, after?.id ?? null, limit];
  if (customer_id !== null) conditions.push(`b.customer_id = $${values.push(customer_id)}`);
  if (distributor_id !== null) conditions.push(`b.distributor_id = $${values.push(distributor_id)}`);
  return manager.query<ListedBinding[]>(
    `select b.id, b.customer_id, b.distributor_id, d.display_name as distributor_name, b.origin, b.bound_at,
       b.protected_until, b.expires_at, b.ended_at, b.end_reason
     from distribution.binding b join distribution.distributor d on d.id = b.distributor_id
     where ${conditions.join(" and ")} order by b.bound_at desc, b.id desc limit $3`,
    values,
  );
}
