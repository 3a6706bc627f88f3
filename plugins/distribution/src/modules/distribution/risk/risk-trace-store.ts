import type { EntityManager } from "typeorm";
import type { RiskMeasures } from "../../../domain/risk/risk";
import { ownAccruals } from "../intake/own-accruals";

/**
 * What accounts may have in common. A person (a log-in) and a payee (an account that was paid to) are proven; a contact
 * and a named payee are only what somebody wrote; a device or an address may be a household's.
 */
export type TraceKind = "device" | "address" | "person" | "contact" | "payee" | "payee_named";

/** A keyed hash of something an account showed. */
export interface Trace {
  kind: TraceKind;
  mark: Buffer;
}

/** Remembers what a customer showed. */
export async function writeTraces(
  manager: EntityManager,
  customer_id: string,
  traces: readonly Trace[],
  now: Date,
): Promise<void> {
  if (traces.length === 0) return;
  await manager.query(
    `insert into distribution.risk_trace (kind, mark, customer_id, first_seen_at, last_seen_at)
     select distinct kind, mark, $3, $4::timestamptz, $4::timestamptz from unnest($1::text[], $2::bytea[]) as t(kind, mark)
     order by kind, mark
     on conflict (kind, mark, customer_id) do update set last_seen_at = excluded.last_seen_at`,
    [traces.map(({ kind }) => kind), traces.map(({ mark }) => mark), customer_id, now],
  );
}

/** Forgets what a customer showed. */
export async function deleteTraces(manager: EntityManager, customer_id: string): Promise<void> {
  await manager.query(`delete from distribution.risk_trace where customer_id = $1`, [customer_id]);
}

/** The most accounts looked at for one of them. */
const MOST_SHARERS = 200;

/** The distributors among those who share a device or a payee with a customer, the customer's own among them. */
export async function findSharingDistributors(
  manager: EntityManager,
  customer_id: string,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select distinct d.id from distribution.risk_trace own
     join distribution.risk_trace other on other.mark = own.mark
       and (other.kind = own.kind or other.kind like 'payee%' and own.kind like 'payee%')
     join distribution.distributor d on d.customer_id = other.customer_id
     where own.customer_id = $1 and own.kind in ('device', 'payee', 'payee_named') limit ${MOST_SHARERS}`,
    [customer_id],
  );
  return rows.map(({ id }) => id);
}

/** Which of these customers are the buyer under another account: the same login, or paid to the same bank account. */
export async function findSamePersons(
  manager: EntityManager,
  buyer_customer_id: string,
  customer_ids: readonly string[],
): Promise<Set<string>> {
  if (customer_ids.length === 0) return new Set();
  const rows = await manager.query<{ customer_id: string }[]>(
    `select distinct other.customer_id from distribution.risk_trace own
     join distribution.risk_trace other on other.kind = own.kind and other.mark = own.mark
     where own.customer_id = $1 and own.kind in ('person', 'payee') and other.customer_id = any ($2)
       and other.customer_id <> $1`,
    [buyer_customer_id, customer_ids],
  );
  return new Set(rows.map(({ customer_id }) => customer_id));
}

/** Whom to measure. */
interface Measured {
  id: string;
  customer_id: string;
  account_no: bigint;
}

/** Measures a distributor. @param orders_for_rate fewer orders in 90 days have no refund rate */
export async function readMeasures(
  manager: EntityManager,
  { id, customer_id, account_no }: Measured,
  orders_for_rate: number,
  now: Date,
): Promise<RiskMeasures> {
  const [shared] = await manager.query<SharedMeasures[]>(SHARED, [id, customer_id]);
  const [speed] = await manager.query<SpeedMeasures[]>(SPEED, [
    id,
    customer_id,
    String(account_no),
    now,
    orders_for_rate,
  ]);
  if (!shared || !speed) throw new Error("a distributor could not be measured");
  return { ...shared, ...speed };
}

type SpeedSignal =
  | "bindings_per_hour"
  | "joins_on_device_per_hour"
  | "orders_per_hour"
  | "paid_for_invited"
  | "refund_rate_bps";
type SpeedMeasures = Pick<RiskMeasures, SpeedSignal>;
type SharedMeasures = Omit<RiskMeasures, SpeedSignal>;

const SHARED = `
  with own as (select kind, mark from distribution.risk_trace where customer_id = $2),
  invited as (select customer_id from distribution.binding where distributor_id = $1 and ended_at is null),
  invited_traces as (select t.kind, t.mark, t.customer_id from invited join distribution.risk_trace t using (customer_id)),
  met as (select t.kind, t.customer_id from invited_traces t join own using (kind, mark))
  select
    (select count(distinct customer_id)::int from met where kind in ('person', 'payee')) as same_person_invited,
    (select count(distinct customer_id)::int from met where kind = 'contact') as same_contact_invited,
    (select count(distinct t.customer_id)::int from own join distribution.risk_trace t using (kind, mark)
     where kind = 'payee' and t.customer_id <> $2) as payee_shared,
    (select count(distinct t.customer_id)::int from own join distribution.risk_trace t using (mark)
     where own.kind in ('payee', 'payee_named') and t.kind = 'payee_named' and t.customer_id <> $2)
      as payee_named_by_others,
    (select coalesce(max(accounts), 0)::int from (
       select count(*) as accounts from own join distribution.risk_trace t using (kind, mark)
       where kind = 'device' group by mark) devices) as accounts_on_device,
    (select coalesce(max(accounts), 0)::int from (
       select count(*) as accounts from invited_traces where kind = 'device' group by mark) devices)
      as invited_on_one_device,
    (select count(distinct customer_id)::int from met where kind = 'device') as invited_on_own_device,
    (select count(distinct customer_id)::int from met where kind = 'address') as invited_at_own_address`;

const SPEED = `
  select
    (select count(*)::int from distribution.binding
     where distributor_id = $1 and bound_at > $4::timestamptz - interval '1 hour') as bindings_per_hour,
    (select coalesce(max(joined), 0)::int from (
       select count(*) as joined from distribution.risk_trace own
       join distribution.risk_trace other on other.kind = own.kind and other.mark = own.mark
       join distribution.distributor d on d.customer_id = other.customer_id
       where own.customer_id = $2 and own.kind = 'device' and d.joined_at > $4::timestamptz - interval '1 hour'
       group by own.mark) devices) as joins_on_device_per_hour,
    (select count(distinct a.order_id)::int from ${ownAccruals("= $3")}
     and b.occurred_at > $4::timestamptz - interval '1 hour') as orders_per_hour,
    (select count(distinct order_id)::int from distribution.forgone
     where distributor_no = $3 and reason = 'paid_by_earner'
       and forgone_at > $4::timestamptz - interval '90 days') as paid_for_invited,
    (select case when count(distinct a.order_id) < $5 then 0
       else coalesce(sum(a.clawed_fen) * 10000 / sum(a.amount_fen), 0) end::int
     from ${ownAccruals("= $3")}
     and b.occurred_at > $4::timestamptz - interval '90 days') as refund_rate_bps`;

/** Distributors who earned something since a moment, or were to: whom the job looks at. */
export async function findRecentEarners(
  manager: EntityManager,
  since: Date,
  limit: number,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select d.id from (
       select distributor_no from distribution.accrual where accrued_at > $1
       union select distributor_no from distribution.forgone where forgone_at > $1 limit $2) recent
     join distribution.distributor d on d.account_no = recent.distributor_no`,
    [since, limit],
  );
  return rows.map(({ id }) => id);
}
