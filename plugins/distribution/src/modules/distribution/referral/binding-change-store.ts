import type { EntityManager } from "typeorm";
import type { ChangeKind, ChangeState } from "../../../domain/referral/binding-change";
import type { PageCursor } from "../database/page-cursor";

/** A manual change, asked for and perhaps decided. */
export interface BindingChangeRow {
  id: string;
  kind: ChangeKind;
  customer_id: string;
  /** The binding in force when it was asked for. */
  binding_id: string | null;
  to_distributor_id: string | null;
  reason: string;
  requested_by: string;
  requested_at: Date;
  state: ChangeState;
  decided_by: string | null;
  decided_at: Date | null;
  decision_note: string | null;
  new_binding_id: string | null;
}

/** A change with the names of the inviters it is about. */
export interface ListedChange extends BindingChangeRow {
  from_distributor_id: string | null;
  from_name: string | null;
  to_name: string | null;
}

/** A change as it is asked for. */
export type NewChange = Pick<
  BindingChangeRow,
  | "id"
  | "kind"
  | "customer_id"
  | "binding_id"
  | "to_distributor_id"
  | "reason"
  | "requested_by"
  | "requested_at"
>;

/** Stores what somebody asks for. */
export async function insertChange(manager: EntityManager, change: NewChange): Promise<void> {
  await manager.query(
    `insert into distribution.binding_change
       (id, kind, customer_id, binding_id, to_distributor_id, reason, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      change.id,
      change.kind,
      change.customer_id,
      change.binding_id,
      change.to_distributor_id,
      change.reason,
      change.requested_by,
      change.requested_at,
    ],
  );
}

/** A change, which nobody else decides until this transaction ends. */
export async function lockChange(manager: EntityManager, id: string): Promise<BindingChangeRow | null> {
  const [row] = await manager.query<BindingChangeRow[]>(
    `select * from distribution.binding_change where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

/** The customer's undecided change. */
export async function findOpenChange(
  manager: EntityManager,
  customer_id: string,
): Promise<BindingChangeRow | null> {
  const [row] = await manager.query<BindingChangeRow[]>(
    `select * from distribution.binding_change where customer_id = $1 and state = 'open'`,
    [customer_id],
  );
  return row ?? null;
}

/** The latest wish of a customer's own to be unbound. */
export async function findUnbindRequest(
  manager: EntityManager,
  customer_id: string,
): Promise<BindingChangeRow | null> {
  const [row] = await manager.query<BindingChangeRow[]>(
    `select * from distribution.binding_change where customer_id = $1 and requested_by = $1
     order by requested_at desc, id desc limit 1`,
    [customer_id],
  );
  return row ?? null;
}

/** When a customer's inviter was last changed by hand; null when never. */
export async function findLastChange(manager: EntityManager, customer_id: string): Promise<Date | null> {
  const [row] = await manager.query<{ decided_at: Date | null }[]>(
    `select max(decided_at) as decided_at from distribution.binding_change
     where customer_id = $1 and state = 'approved' and kind = 'change'`,
    [customer_id],
  );
  return row?.decided_at ?? null;
}

/** How a change was decided. */
export interface ChangeDecision {
  state: "approved" | "refused";
  decided_by: string;
  decided_at: Date;
  decision_note: string | null;
  new_binding_id: string | null;
}

/** Writes the decision about an open change. */
export async function writeDecision(
  manager: EntityManager,
  id: string,
  { state, decided_by, decided_at, decision_note, new_binding_id }: ChangeDecision,
): Promise<void> {
  await manager.query(
    `update distribution.binding_change
     set state = $2, decided_by = $3, decided_at = $4, decision_note = $5, new_binding_id = $6 where id = $1`,
    [id, state, decided_by, decided_at, decision_note, new_binding_id],
  );
}

/** Changes, latest first. */
export function listChanges(
  manager: EntityManager,
  wanted: { state: ChangeState | null; limit: number; after: PageCursor | null },
): Promise<ListedChange[]> {
  return manager.query<ListedChange[]>(
    `select c.*, f.id as from_distributor_id, f.display_name as from_name, t.display_name as to_name
     from distribution.binding_change c
     left join distribution.binding b on b.id = c.binding_id
     left join distribution.distributor f on f.id = b.distributor_id
     left join distribution.distributor t on t.id = c.to_distributor_id
     where ($1::text is null or c.state = $1)
       and ($2::timestamptz is null or (c.requested_at, c.id) < ($2, $3))
     order by c.requested_at desc, c.id desc limit $4`,
    [wanted.state, wanted.after?.at ?? null, wanted.after?.id ?? null, wanted.limit],
  );
}
