import type { EntityManager } from "typeorm";
import type { DistributorStatus } from "../../../domain/referral/distributor";
import type { StatusCause } from "../../../domain/referral/distributor-status";
import type { PageCursor } from "../database/page-cursor";

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
  /** Part of the name, or the whole id. */
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
       and ($3::text is null or strpos(lower(d.display_name), lower($3)) > 0 or d.id = $3)
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
