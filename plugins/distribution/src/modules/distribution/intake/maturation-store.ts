import type { EntityManager } from "typeorm";
import type { DueAccrual } from "../../../domain/intake/maturation";
import { linesOf } from "./order-ledger-store";

/** A received order as mall says it; the first one counts. */
export interface Receipt {
  order_id: string;
  received_at: Date;
}

/** Records receipts; an order received before is left as it is. */
export async function insertReceipts(manager: EntityManager, receipts: readonly Receipt[]): Promise<void> {
  await manager.query(
    `insert into distribution.receipt (order_id, received_at)
     select * from unnest($1::text[], $2::timestamptz[]) on conflict (order_id) do nothing`,
    [receipts.map(({ order_id }) => order_id), receipts.map(({ received_at }) => received_at)],
  );
}

/** Which of these orders were received before. */
export async function findReceivedIds(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<Set<string>> {
  const rows = await manager.query<{ order_id: string }[]>(
    `select order_id from distribution.receipt where order_id = any ($1)`,
    [order_ids],
  );
  return new Set(rows.map(({ order_id }) => order_id));
}

/** A received order whose pending accruals have no time yet, with the holding days of the plan frozen on it. */
export interface UnscheduledOrder extends Receipt {
  holding_days: number;
}

/**
 * Which of these locked orders and additions are received and still to be scheduled. An addition is received with its
 * order, though never before it was paid for.
 */
export function findUnscheduled(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<UnscheduledOrder[]> {
  return manager.query<UnscheduledOrder[]>(
    `select o.order_id, p.holding_days,
       case when o.parent_id is null then r.received_at else greatest(r.received_at, unscheduled.accrued_at) end
         as received_at
     from distribution.frozen_order o
     join distribution.receipt r on r.order_id = coalesce(o.parent_id, o.order_id)
     join distribution.plan p on p.id = o.plan_id
     cross join lateral (
       select max(a.accrued_at) as accrued_at
       from distribution.frozen_line l join distribution.accrual a using (order_line_id)
       where l.order_id = o.order_id and a.state = 'pending' and a.matures_at is null) unscheduled
     where o.order_id = any ($1) and unscheduled.accrued_at is not null
     order by o.order_id`,
    [order_ids],
  );
}

/** The orders to which additions belong, by addition; those that are orders themselves are left out. */
export async function findParents(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await manager.query<{ order_id: string; parent_id: string }[]>(
    `select order_id, parent_id from distribution.frozen_order
     where order_id = any ($1) and parent_id is not null`,
    [order_ids],
  );
  return new Map(rows.map(({ order_id, parent_id }) => [order_id, parent_id]));
}

/** What was added to orders. */
export async function findAdditions(
  manager: EntityManager,
  parent_ids: readonly string[],
): Promise<string[]> {
  const rows = await manager.query<{ order_id: string }[]>(
    `select order_id from distribution.frozen_order where parent_id = any ($1) order by order_id`,
    [parent_ids],
  );
  return rows.map(({ order_id }) => order_id);
}

/** Sets when the pending accruals of orders mature. */
export async function writeSchedule(
  manager: EntityManager,
  schedule: readonly { order_id: string; matures_at: Date }[],
): Promise<void> {
  await manager.query(
    `update distribution.accrual a set matures_at = s.matures_at
     from unnest($1::text[], $2::timestamptz[]) as s(order_id, matures_at)
     where a.order_line_id = any (${linesOf("$1")}) and a.order_id = s.order_id and a.state = 'pending'
       and a.matures_at is null`,
    [schedule.map(({ order_id }) => order_id), schedule.map(({ matures_at }) => matures_at)],
  );
}

/** Where a walk through the due accruals stands. */
export type DueCursor = Pick<DueAccrual, "matures_at" | "order_line_id" | "tier">;

type StoredDue = { [Key in keyof DueAccrual]: DueAccrual[Key] extends bigint ? string : DueAccrual[Key] };

/** Locks the next due accruals, oldest first; those another run holds are left to it. */
export async function lockDueAccruals(
  manager: EntityManager,
  wanted: { now: Date; limit: number; after: DueCursor | null },
): Promise<DueAccrual[]> {
  const { now, limit, after } = wanted;
  const rows = await manager.query<StoredDue[]>(
    `select order_line_id, tier, order_id, distributor_no, amount_fen, clawed_fen, matures_at
     from distribution.accrual
     where state = 'pending' and matures_at <= $1
       and ($3::timestamptz is null or (matures_at, order_line_id, tier) > ($3, $4, $5::smallint))
     order by matures_at, order_line_id, tier limit $2 for update skip locked`,
    [now, limit, after?.matures_at ?? null, after?.order_line_id ?? null, after?.tier ?? null],
  );
  return rows.map((row) => ({
    ...row,
    distributor_no: BigInt(row.distributor_no),
    amount_fen: BigInt(row.amount_fen),
    clawed_fen: BigInt(row.clawed_fen),
  }));
}

/** Marks locked accruals as matured by a run. */
export async function markMatured(
  manager: EntityManager,
  run: string,
  accruals: readonly DueAccrual[],
): Promise<void> {
  await manager.query(
    `update distribution.accrual a set state = 'available', matured_run = $1
     from unnest($2::text[], $3::smallint[]) as m(order_line_id, tier)
     where a.order_line_id = m.order_line_id and a.tier = m.tier`,
    [run, accruals.map(({ order_line_id }) => order_line_id), accruals.map(({ tier }) => tier)],
  );
}
