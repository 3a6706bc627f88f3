import type { EntityManager } from "typeorm";
import type { GradeFigures } from "../../../domain/plan/grade";
import { ownAccruals } from "../intake/own-accruals";
import { DistributorEntity, type DistributorRow } from "../referral/people.entity";

/** Why a distributor came by a grade. */
export interface GradeChangeRow {
  id: string;
  distributor_id: string;
  from_code: string | null;
  to_code: string | null;
  cause: "figures" | "hand";
  is_pinned: boolean;
  plan_id: string | null;
  /** What was sold and earned by window, as decimal text of fen; of changes by figures only. */
  figures: Record<string, { own_sales_fen: string; own_earnings_fen: string }> | null;
  actor_id: string;
  reason: string | null;
  changed_at: Date;
}

/**
 * What distributors sold and earned between two moments: the net goods of orders by people they invited themselves, and
 * their commission, both by when it accrued and less what was clawed back since. What they bought themselves counts for
 * neither: a grade that could be bought would be a price for taking part.
 */
export async function readFigures(
  manager: EntityManager,
  distributor_nos: readonly bigint[],
  { from, until }: { from: Date; until: Date },
): Promise<Map<bigint, GradeFigures>> {
  const rows = await manager.query<{ no: string; sales_fen: string; earned_fen: string }[]>(
    `select a.distributor_no as no, sum(a.amount_fen - a.clawed_fen) as earned_fen,
       coalesce(sum(case when a.amount_fen > 0 then t.base_fen * (a.amount_fen - a.clawed_fen) / a.amount_fen
         else t.base_fen end) filter (where p.customer_id = o.customer_id), 0) as sales_fen
     from (select a.* from ${ownAccruals("= any ($1)")} and b.occurred_at >= $2 and b.occurred_at < $3) a
     join distribution.attribution t on t.order_line_id = a.order_line_id and t.tier = a.tier
     join distribution.frozen_order o on o.order_id = a.order_id
     join distribution.binding p on p.id = t.binding_id
     group by a.distributor_no`,
    [distributor_nos.map(String), from, until],
  );
  return new Map(
    rows.map(({ no, sales_fen, earned_fen }) => [
      BigInt(no),
      { own_sales_fen: BigInt(sales_fen), own_earnings_fen: BigInt(earned_fen) },
    ]),
  );
}

/** A page of active distributors whose grade goes by figures, by account number, locked; those under a decision are left. */
export async function lockGraded(
  manager: EntityManager,
  { after, limit }: { after: bigint; limit: number },
): Promise<Pick<DistributorRow, "id" | "account_no" | "grade_code">[]> {
  const rows = await manager.query<{ id: string; account_no: string; grade_code: string | null }[]>(
    `select id, account_no, grade_code from distribution.distributor
     where account_no > $1 and status = 'active' and not grade_is_pinned
     order by account_no limit $2 for update skip locked`,
    [String(after), limit],
  );
  return rows.map((row) => ({ ...row, account_no: BigInt(row.account_no) }));
}

/** Writes a grade on the distributor's row and the change into its history. */
export async function writeGrade(manager: EntityManager, change: GradeChangeRow): Promise<void> {
  const { distributor_id, to_code, is_pinned, from_code, changed_at } = change;
  await manager.getRepository(DistributorEntity).update(
    { id: distributor_id },
    {
      grade_code: to_code,
      grade_is_pinned: is_pinned,
      ...(from_code === to_code ? {} : { grade_since: changed_at }),
    },
  );
  await manager.query(
    `insert into distribution.grade_change
       (id, distributor_id, from_code, to_code, cause, is_pinned, plan_id, figures, actor_id, reason, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      change.id,
      distributor_id,
      from_code,
      to_code,
      change.cause,
      is_pinned,
      change.plan_id,
      change.figures && JSON.stringify(change.figures),
      change.actor_id,
      change.reason,
      changed_at,
    ],
  );
}

/** How a distributor came by their grades, latest first. */
export function listGradeChanges(
  manager: EntityManager,
  distributor_id: string,
  limit: number,
): Promise<GradeChangeRow[]> {
  return manager.query<GradeChangeRow[]>(
    `select * from distribution.grade_change where distributor_id = $1 order by changed_at desc, id desc limit $2`,
    [distributor_id, limit],
  );
}
