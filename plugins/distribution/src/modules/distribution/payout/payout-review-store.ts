import type { EntityManager } from "typeorm";
import type { RaisedSignal, RiskCaseState, RiskVerdict } from "../../../domain/risk/risk";

/** What a reviewer wants to know of a payout's owner. */
export interface ReviewContext {
  distributor_id: string;
  display_name: string;
  /** Payouts that were paid before; nobody's first is approved unseen. */
  paid_before: number;
  risk: { case_id: string; state: RiskCaseState; verdict: RiskVerdict; signals: RaisedSignal[] } | null;
}

/** Names, earlier payouts and standing risk cases of distributors, by id. */
export async function readReviewContexts(
  manager: EntityManager,
  distributor_ids: readonly string[],
): Promise<Map<string, ReviewContext>> {
  const contexts = await manager.query<ReviewContext[]>(
    `select d.id as distributor_id, d.display_name,
       (select count(*)::int from distribution.payout p where p.distributor_id = d.id and p.state = 'confirmed')
         as paid_before,
       case when c.id is not null then
         jsonb_build_object('case_id', c.id, 'state', c.state, 'verdict', c.verdict, 'signals', c.signals) end as risk
     from distribution.distributor d
     left join distribution.risk_case c on c.distributor_id = d.id and c.state in ('open', 'confirmed')
     where d.id = any ($1)`,
    [distributor_ids],
  );
  return new Map(contexts.map((context) => [context.distributor_id, context]));
}

/** The ids of approved payouts that the merchant's bank has still to pay, oldest first. */
export async function findUnpaidIds(
  manager: EntityManager,
  provider: string,
  limit: number,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from distribution.payout where state = 'transferring' and provider = $1
     order by reviewed_at, id limit $2`,
    [provider, limit],
  );
  return rows.map(({ id }) => id);
}
