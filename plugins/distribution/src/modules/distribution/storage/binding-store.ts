import { type EntityManager, IsNull } from "typeorm";
import type { UplineStep } from "../../../domain/referral-chain";
import { BindingEntity, type BindingRow } from "./people.entity";

/** The number under which edits of the referral graph wait for each other: a loop needs two edits at once. */
const TREE_EDIT_LOCK = 5_220_117;

/** A guard against endless walks: longer chains are refused, and no real one comes near. */
export const LONGEST_CHAIN = 10_000;

/** Holds other edits of the referral graph back until this transaction ends. */
export async function lockTree(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [TREE_EDIT_LOCK]);
}

/** The customer's current binding. */
export function findCurrentBinding(manager: EntityManager, customer_id: string): Promise<BindingRow | null> {
  return manager.getRepository(BindingEntity).findOneBy({ customer_id, ended_at: IsNull() });
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

/** The chain above a customer by current bindings, nearest first, at most `depth` steps. */
export async function readUpline(
  manager: EntityManager,
  customer_id: string,
  depth: number,
): Promise<UplineStep[]> {
  const rows = await manager.query<UplineRow[]>(
    `with recursive upline as (
       select 1 as step, b.id as binding_id, d.id as distributor_id, d.account_no, d.customer_id, d.status
       from distribution.binding b join distribution.distributor d on d.id = b.distributor_id
       where b.customer_id = $1 and b.ended_at is null
       union all
       select u.step + 1, b.id, d.id, d.account_no, d.customer_id, d.status
       from upline u
       join distribution.binding b on b.customer_id = u.customer_id and b.ended_at is null
       join distribution.distributor d on d.id = b.distributor_id
       where u.step < $2)
     select binding_id, distributor_id, account_no as distributor_no, customer_id, status from upline order by step`,
    [customer_id, depth],
  );
  return rows.map((row) => ({ ...row, distributor_no: BigInt(row.distributor_no) }));
}
