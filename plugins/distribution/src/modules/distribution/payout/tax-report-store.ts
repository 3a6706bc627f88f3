import type { EntityManager } from "typeorm";
import type { PaidMonth, TaxPolicy } from "../../../domain/payout/tax";

/** An identity under which somebody was paid. */
export interface TaxedIdentity {
  real_name_sealed: Buffer;
  id_number_sealed: Buffer;
  sealed_with: string;
}

/** As JSON carries it: bytes as hex. */
interface StoredIdentity {
  version: number;
  real_name: string;
  id_number: string;
  sealed_with: string;
}

/** What one person was paid in a month, as it is filed. */
export interface TaxedPerson {
  distributor_id: string;
  display_name: string;
  /** Under which the month's last payout was made; null once it is purged. */
  identity: TaxedIdentity | null;
  /** Others under which something of the month was paid before it was corrected. */
  earlier: TaxedIdentity[];
  policy: TaxPolicy;
  gross_fen: bigint;
  withheld_fen: bigint;
  payouts: number;
  /** The day on which most was paid, and how much. */
  top_day: string;
  top_day_fen: bigint;
  year: PaidMonth[];
}

interface StoredPerson
  extends Omit<TaxedPerson, "gross_fen" | "withheld_fen" | "top_day_fen" | "year" | "identity" | "earlier"> {
  identities: StoredIdentity[] | null;
  gross_fen: string;
  withheld_fen: string;
  top_day_fen: string;
  year: { month: string; gross_fen: string; withheld_fen: string }[];
}

/** Who was paid in a month, by distributor id; transfers that are still under way are paid once they are confirmed. */
export async function listTaxedPeople(
  manager: EntityManager,
  wanted: { month: string; after: string | null; limit: number },
): Promise<TaxedPerson[]> {
  const rows = await manager.query<StoredPerson[]>(
    `with people as (
       select p.distributor_id, sum(p.amount_fen) as gross_fen, sum(p.withheld_fen) as withheld_fen,
         count(*)::int as payouts, max(p.tax_policy) as policy
       from distribution.payout p
       where p.tax_month = $1 and p.state = 'confirmed' and ($2::text is null or p.distributor_id > $2)
       group by p.distributor_id order by p.distributor_id limit $3)
     select m.*, d.display_name, told.identities, top.day::text as top_day, top.fen as top_day_fen, years.year
     from people m
     join distribution.distributor d on d.id = m.distributor_id
     cross join lateral (
       select jsonb_agg(jsonb_build_object('version', i.version, 'real_name', encode(i.real_name_sealed, 'hex'),
         'id_number', encode(i.id_number_sealed, 'hex'), 'sealed_with', i.sealed_with) order by i.version desc)
         as identities
       from (
         select distributor_id, version, real_name_sealed, id_number_sealed, sealed_with from distribution.identity
         union all
         select distributor_id, version, real_name_sealed, id_number_sealed, sealed_with
         from distribution.former_identity) i
       where i.distributor_id = m.distributor_id and i.version in (
         select p.identity_version from distribution.payout p
         where p.distributor_id = m.distributor_id and p.tax_month = $1 and p.state = 'confirmed')) told
     cross join lateral (
       select (p.ended_at at time zone 'Asia/Shanghai')::date as day, sum(p.amount_fen) as fen
       from distribution.payout p
       where p.distributor_id = m.distributor_id and p.tax_month = $1 and p.state = 'confirmed'
       group by 1 order by 2 desc, 1 limit 1) top
     cross join lateral (
       select jsonb_agg(jsonb_build_object('month', y.tax_month, 'gross_fen', y.gross::text,
         'withheld_fen', y.withheld::text) order by y.tax_month) as year
       from (select p.tax_month, sum(p.amount_fen) as gross, sum(p.withheld_fen) as withheld
         from distribution.payout p
         where p.distributor_id = m.distributor_id and p.state = 'confirmed'
           and p.tax_month between left($1, 4) || '-01' and $1 group by 1) y) years
     order by m.distributor_id`,
    [wanted.month, wanted.after, wanted.limit],
  );
  return rows.map(({ identities, ...row }) => ({
    ...row,
    identity: identities?.[0] ? taxedIdentity(identities[0]) : null,
    earlier: identities?.slice(1).map(taxedIdentity) ?? [],
    gross_fen: BigInt(row.gross_fen),
    withheld_fen: BigInt(row.withheld_fen),
    top_day_fen: BigInt(row.top_day_fen),
    year: row.year.map(({ month, gross_fen, withheld_fen }) => ({
      month,
      gross_fen: BigInt(gross_fen),
      withheld_fen: BigInt(withheld_fen),
    })),
  }));
}

function taxedIdentity({ real_name, id_number, sealed_with }: StoredIdentity): TaxedIdentity {
  return {
    real_name_sealed: Buffer.from(real_name, "hex"),
    id_number_sealed: Buffer.from(id_number, "hex"),
    sealed_with,
  };
}

/** A month's sums for the shop: what was paid and withheld, and what commission came on which goods. */
export interface TaxMonth {
  people: number;
  gross_fen: bigint;
  withheld_fen: bigint;
  /** Fees on what was paid; they make no income smaller. */
  fee_fen: bigint;
  under_way: number;
  commission_fen: bigint;
  goods_fen: bigint;
}

/** Adds up a month: payouts by their tax month, commission and the goods it came on by when it accrued. */
export async function readTaxMonth(
  manager: EntityManager,
  month: string,
  bounds: { starts_at: Date; ends_at: Date },
): Promise<TaxMonth> {
  const [row] = await manager.query<Record<keyof TaxMonth, string>[]>(
    `select count(distinct distributor_id) filter (where state = 'confirmed') as people,
       coalesce(sum(amount_fen) filter (where state = 'confirmed'), 0) as gross_fen,
       coalesce(sum(withheld_fen) filter (where state = 'confirmed'), 0) as withheld_fen,
       coalesce(sum(fee_fen) filter (where state = 'confirmed'), 0) as fee_fen,
       count(*) filter (where state = 'transferring') as under_way,
       (select coalesce(sum(amount_fen - clawed_fen), 0) from distribution.accrual
        where accrued_at >= $2 and accrued_at < $3) as commission_fen,
       (select coalesce(sum(goods_fen), 0) - coalesce(sum((select sum(r.goods_fen) from distribution.processed r
          where r.order_id = o.order_id and r.kind = 'refund')), 0)
        from distribution.frozen_order o where o.order_id in (
          select order_id from distribution.accrual where accrued_at >= $2 and accrued_at < $3)) as goods_fen
     from distribution.payout where tax_month = $1`,
    [month, bounds.starts_at, bounds.ends_at],
  );
  return {
    people: Number(row?.people ?? 0),
    gross_fen: BigInt(row?.gross_fen ?? 0),
    withheld_fen: BigInt(row?.withheld_fen ?? 0),
    fee_fen: BigInt(row?.fee_fen ?? 0),
    under_way: Number(row?.under_way ?? 0),
    commission_fen: BigInt(row?.commission_fen ?? 0),
    goods_fen: BigInt(row?.goods_fen ?? 0),
  };
}
