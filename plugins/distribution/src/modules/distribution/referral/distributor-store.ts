import type { EntityManager } from "typeorm";
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
