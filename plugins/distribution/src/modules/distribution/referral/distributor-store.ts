import type { EntityManager } from "typeorm";
import type { DistributorStatus } from "../../../domain/referral/distributor";
import type { StatusCause } from "../../../domain/referral/distributor-status";
import type { PageCursor } from "../database/page-cursor";
import { DistributorEntity, type DistributorRow } from "./people.entity";

/** A distributor to be stored; the account number is given by the database. */
export type NewDistributor = Omit<
  DistributorRow,
  | "account_no"
  | "status_reason"
  | "status_changed_at"
  | "status_changed_by"
  | "grade_code"
  | "grade_since"
  | "grade_is_pinned"
>;

/** What a decision changes of a distributor. */
export type StatusChange = Pick<
  DistributorRow,
  "status" | "status_cause" | "status_reason" | "status_changed_at" | "status_changed_by"
> &
  Partial<Pick<DistributorRow, "joined_at">>;

/** Stores a distributor once per customer. @returns the stored one, and whether it is new */
export async function insertDistributor(
  manager: EntityManager,
  distributor: NewDistributor,
): Promise<{ distributor: DistributorRow; isNew: boolean }> {
  const inserted = await manager.query<{ id: string }[]>(
    `insert into distribution.distributor
       (id, customer_id, status, display_name, agreement_version, agreement_accepted_at, joined_at, status_cause)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (customer_id) do nothing returning id`,
    [
      distributor.id,
      distributor.customer_id,
      distributor.status,
      distributor.display_name,
      distributor.agreement_version,
      distributor.agreement_accepted_at,
      distributor.joined_at,
      distributor.status_cause,
    ],
  );
  const stored = await findDistributorOfCustomer(manager, distributor.customer_id);
  if (!stored) throw new Error("a distributor just stored is not there");
  return { distributor: stored, isNew: inserted.length > 0 };
}

/** The distributor a customer is, if any. */
export function findDistributorOfCustomer(
  manager: EntityManager,
  customer_id: string,
): Promise<DistributorRow | null> {
  return manager.getRepository(DistributorEntity).findOneBy({ customer_id });
}

/** A distributor by id. */
export function findDistributor(manager: EntityManager, id: string): Promise<DistributorRow | null> {
  return manager.getRepository(DistributorEntity).findOneBy({ id });
}

/** The ids of distributors by account number. */
export async function findDistributorIds(
  manager: EntityManager,
  account_nos: readonly bigint[],
): Promise<Map<bigint, string>> {
  const rows = await manager.query<{ id: string; account_no: string }[]>(
    `select id, account_no from distribution.distributor where account_no = any ($1)`,
    [account_nos.map(String)],
  );
  return new Map(rows.map(({ id, account_no }) => [BigInt(account_no), id]));
}

/** A distributor whose row nobody else changes until this transaction ends. */
export function lockDistributor(manager: EntityManager, id: string): Promise<DistributorRow | null> {
  return manager
    .getRepository(DistributorEntity)
    .findOne({ where: { id }, lock: { mode: "pessimistic_write" } });
}

/** The distributor a customer is, with a status that stays until this transaction ends. */
export function lockDistributorOfCustomerForShare(
  manager: EntityManager,
  customer_id: string,
): Promise<DistributorRow | null> {
  return manager
    .getRepository(DistributorEntity)
    .findOne({ where: { customer_id }, lock: { mode: "pessimistic_read" } });
}

/** The distributor, with a status that stays until this transaction ends. */
export function lockDistributorForShare(manager: EntityManager, id: string): Promise<DistributorRow | null> {
  return manager
    .getRepository(DistributorEntity)
    .findOne({ where: { id }, lock: { mode: "pessimistic_read" } });
}

/** Writes a decision on the distributor's row. */
export async function writeStatus(manager: EntityManager, id: string, change: StatusChange): Promise<void> {
  await manager.getRepository(DistributorEntity).update({ id }, change);
}

/** Lets somebody back in whose application was refused; what they were told then is over. */
export async function writeReturn(
  manager: EntityManager,
  id: string,
  admitted: Omit<NewDistributor, "id" | "customer_id">,
): Promise<DistributorRow> {
  const over = { status_reason: null, status_changed_at: null, status_changed_by: null };
  await manager.getRepository(DistributorEntity).update({ id }, { ...admitted, ...over });
  const stored = await findDistributor(manager, id);
  if (!stored) throw new Error("a distributor just written is not there");
  return stored;
}

/** Keeps which version of the agreement somebody accepted, and when first. */
export async function insertAcceptance(
  manager: EntityManager,
  acceptance: { distributor_id: string; agreement_version: string; accepted_at: Date },
): Promise<void> {
  const { distributor_id, agreement_version, accepted_at } = acceptance;
  await manager.query(
    `insert into distribution.agreement_acceptance (distributor_id, agreement_version, accepted_at)
     values ($1, $2, $3) on conflict do nothing`,
    [distributor_id, agreement_version, accepted_at],
  );
}

/** Writes the latest acceptance on the distributor's row. */
export async function writeAgreement(
  manager: EntityManager,
  id: string,
  latest: Pick<DistributorRow, "agreement_version" | "agreement_accepted_at">,
): Promise<void> {
  await manager.getRepository(DistributorEntity).update({ id }, latest);
}

/** A distributor as the merchant's list shows it. */
export interface ListedDistributor {
  id: string;
  account_no: bigint;
  customer_id: string;
  display_name: string;
  status: DistributorStatus;
  status_cause: StatusCause;
  status_reason: string | null;
  status_changed_at: Date | null;
  agreement_version: string;
  agreement_accepted_at: Date;
  joined_at: Date;
  grade_code: string | null;
  grade_since: Date | null;
  grade_is_pinned: boolean;
  inviter: { id: string; display_name: string } | null;
  orders: number;
  invited: number;
}

interface StoredDistributor extends Omit<ListedDistributor, "account_no" | "inviter"> {
  account_no: string;
  inviter_id: string | null;
  inviter_name: string | null;
}

const LISTED = `
  select d.id, d.account_no, d.customer_id, d.display_name, d.status, d.status_cause, d.status_reason,
    d.status_changed_at, d.agreement_version, d.agreement_accepted_at, d.joined_at,
    d.grade_code, d.grade_since, d.grade_is_pinned,
    i.id as inviter_id, i.display_name as inviter_name,
    (select coalesce(sum(e.orders), 0)::int from distribution.earning_month e
     where e.distributor_no = d.account_no) as orders,
    (select count(*)::int from distribution.binding b where b.distributor_id = d.id and b.ended_at is null)
      as invited
  from distribution.distributor d
  left join distribution.binding b on b.customer_id = d.customer_id and b.ended_at is null
  left join distribution.distributor i on i.id = b.distributor_id`;

/** Which distributors the merchant wants to see. */
export interface DistributorFilter {
  limit: number;
  after: PageCursor | null;
  /** Part of the name, or the whole id of the distributor or their customer. */
  search: string | null;
  status: DistributorStatus | null;
  /** The grade's code. */
  grade: string | null;
}

/** Distributors, latest first, with who invited them and how many orders earned them something (as last rolled up). */
export async function listDistributors(
  manager: EntityManager,
  { limit, after, search, status, grade }: DistributorFilter,
): Promise<ListedDistributor[]> {
  const rows = await manager.query<StoredDistributor[]>(
    `${LISTED}
     where ($1::timestamptz is null or (d.joined_at, d.id) < ($1, $2))
       and ($3::text is null or strpos(lower(d.display_name), lower($3)) > 0 or $3 in (d.id, d.customer_id))
       and ($4::text is null or d.status = $4) and ($6::text is null or d.grade_code = $6)
     order by d.joined_at desc, d.id desc limit $5`,
    [after?.at ?? null, after?.id ?? null, search, status, limit, grade],
  );
  return rows.map(listed);
}

/** One distributor as the list shows it; null for an unknown id. */
export async function findListedDistributor(
  manager: EntityManager,
  id: string,
): Promise<ListedDistributor | null> {
  const [row] = await manager.query<StoredDistributor[]>(`${LISTED} where d.id = $1`, [id]);
  return row ? listed(row) : null;
}

function listed({ inviter_id, inviter_name, ...row }: StoredDistributor): ListedDistributor {
  return {
    ...row,
    account_no: BigInt(row.account_no),
    inviter: inviter_id && inviter_name ? { id: inviter_id, display_name: inviter_name } : null,
  };
}
