import type { EntityManager } from "typeorm";
import type { PageCursor } from "../database/page-cursor";

/** An invitation to become a distributor. */
export interface InvitationRow {
  code: string;
  /** The user or customer who issued it. */
  issued_by: string;
  /** The distributor who issued it; null when it was the merchant. */
  issuer_id: string | null;
  note: string | null;
  issued_at: Date;
  expires_at: Date;
  used_at: Date | null;
  used_by: string | null;
  revoked_at: Date | null;
}

/** An invitation with the names of who issued and who used it. */
export interface ListedInvitation extends InvitationRow {
  issuer_name: string | null;
  user_name: string | null;
}

/** Stores an invitation. */
export async function insertInvitation(
  manager: EntityManager,
  row: Pick<InvitationRow, "code" | "issued_by" | "issuer_id" | "note" | "issued_at" | "expires_at">,
): Promise<void> {
  await manager.query(
    `insert into distribution.invitation (code, issued_by, issuer_id, note, issued_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.code, row.issued_by, row.issuer_id, row.note, row.issued_at, row.expires_at],
  );
}

/** An invitation that nobody else uses or revokes until this transaction ends. */
export async function lockInvitation(manager: EntityManager, code: string): Promise<InvitationRow | null> {
  const [row] = await manager.query<InvitationRow[]>(
    `select * from distribution.invitation where code = $1 for update`,
    [code],
  );
  return row ?? null;
}

/** Uses an invitation up. */
export async function spendInvitation(
  manager: EntityManager,
  code: string,
  used_by: string,
  now: Date,
): Promise<void> {
  await manager.query(`update distribution.invitation set used_at = $3, used_by = $2 where code = $1`, [
    code,
    used_by,
    now,
  ]);
}

/** Revokes an invitation. */
export async function revokeInvitation(manager: EntityManager, code: string, now: Date): Promise<void> {
  await manager.query(`update distribution.invitation set revoked_at = $2 where code = $1`, [code, now]);
}

/** How many good invitations a distributor has out. */
export async function countOpenInvitations(
  manager: EntityManager,
  issuer_id: string,
  now: Date,
): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    `select count(*)::int as count from distribution.invitation
     where issuer_id = $1 and used_at is null and revoked_at is null and expires_at > $2`,
    [issuer_id, now],
  );
  return row?.count ?? 0;
}

/** Invitations, latest first: everybody's, or one distributor's. */
export function listInvitations(
  manager: EntityManager,
  { issuer_id, limit, after }: { issuer_id: string | null; limit: number; after: PageCursor | null },
): Promise<ListedInvitation[]> {
  const values: unknown[] = [after?.at ?? null, after?.id ?? null, limit];
  const own = issuer_id === null ? "" : `and i.issuer_id = $${values.push(issuer_id)}`;
  return manager.query<ListedInvitation[]>(
    `select i.*, d.display_name as issuer_name, u.display_name as user_name
     from distribution.invitation i
     left join distribution.distributor d on d.id = i.issuer_id
     left join distribution.distributor u on u.id = i.used_by
     where ($1::timestamptz is null or (i.issued_at, i.code) < ($1, $2)) ${own}
     order by i.issued_at desc, i.code desc limit $3`,
    values,
  );
}
