import type pg from "pg";
import { behindTheScenes } from "./database";

/** Whose accruals: anybody's, or all of them the same two people's. */
export type Pattern = "random" | "hot";

/** Ids are as long as a real shop's and ascend as a real shop's do. */
export const idOf = (prefix: string, number: number) => `${prefix}_${String(number).padStart(26, "0")}`;

/** Whom order `n` pays on a tier; every hundredth order pays one of ten stars. */
const OWNERS: Record<Pattern, (tier: number, distributors: number) => string> = {
  random: (tier, distributors) =>
    `case when n % 100 = 0 then 3 + n / 100 % 10 else 1 + abs(hashint8extended(n, ${tier})) % ${distributors} end`,
  hot: (tier) => String(tier),
};
const RATES = [1_000, 300];
/** Preloaded money came in over a year that ended yesterday. */
const YEAR_MS = 365 * 86_400_000;

/** The plan, the people, and who invited whom: a random tree in which every tenth came through the first. */
export async function preloadPeople(owner: pg.Pool, distributors: number): Promise<void> {
  await behindTheScenes(owner, async (client) => {
    await client.query(
      `insert into acknowledgement (id, topic, statement, actor_id, acknowledged_at)
       values ('ack_bench', 'tier_two', 'bench', 'bench', now())`,
    );
    await client.query(
      `insert into plan (id, version, name, joining_mode, holding_days, protection_days, minimum_payout_fen,
         agreement_version, agreement_title, agreement_body, published_at, published_by, effective_from)
       values ('plan_bench', 1, 'bench', 'free', 7, 180, 1000, '1', 'a', 'a', now() - interval '2 years', 'bench',
         now() - interval '2 years')`,
    );
    await client.query(
      `insert into plan_tier (plan_id, tier, rate_bps) values ('plan_bench', 1, 1000), ('plan_bench', 2, 300)`,
    );
    await client.query(
      `insert into distributor (id, account_no, customer_id, status, display_name, agreement_version,
         agreement_accepted_at, joined_at) overriding system value
       select 'dist_' || lpad(n::text, 26, '0'), n, 'cus_' || lpad(n::text, 26, '0'), 'active', 'd' || n, '1', now(),
         now() - interval '1 year' + n * interval '1 second' from generate_series(1, $1) n`,
      [distributors],
    );
    await client.query(
      `insert into share_token (token, distributor_id, target_type, issued_at, expires_at)
       values ('AAAAAAAAAAAAAAAA', 'dist_' || lpad('1', 26, '0'), 'shop', now(), now() + interval '1 year')`,
    );
    await client.query(
      `create temporary table invited on commit drop as
       select n, case when n % 10 = 0 then 1 else 1 + abs(hashint8extended(n, 3)) % (n - 1) end as by_no
       from generate_series(2, $1::bigint) n`,
      [distributors],
    );
    await client.query("create index on invited (by_no)");
    await client.query("analyze invited");
    await client.query(
      `insert into binding (id, customer_id, distributor_id, share_token, bound_at, protected_until, path, upline)
       with recursive tree as (
         select n, path_below(by_no, null) as path from invited where by_no = 1
         union all
         select i.n, path_below(i.by_no, t.path) from tree t join invited i on i.by_no = t.n)
       select 'bind_' || lpad(n::text, 26, '0'), 'cus_' || lpad(n::text, 26, '0'),
         'dist_' || lpad(subpath(path, -1)::text, 26, '0'), 'AAAAAAAAAAAAAAAA',
         now() - interval '1 year' + n * interval '1 second', now(), path, upline_of(path) from tree`,
    );
  });
}

interface Index {
  name: string;
  definition: string;
}

/** Fills the ledger up to a number of orders, of which the older ones have matured, and the naive mall beside it. */
export async function preloadOrders(
  owner: pg.Pool,
  { from, until, distributors }: { from: number; until: number; distributors: number },
): Promise<void> {
  await behindTheScenes(owner, async (client) => {
    const indexes = await dropSecondary(client);
    await insertOrders(client, { from, until, distributors, pattern: "random" });
    await postBehindTheScenes(client, { from, until, matured: from + Math.floor((until - from) * 0.7) });
    await client.query(
      `insert into naive.commission (order_line_id, tier, user_id, amount_fen)
       select order_line_id, tier, distributor_no, base_fen * rate_bps / 10000 from attribution
       where order_line_id >= $1 and order_line_id < $2`,
      [idOf("ordli", from), idOf("ordli", until)],
    );
    await client.query("truncate naive.wallet");
    await client.query(
      `insert into naive.wallet select n, coalesce(c.sum_fen, 0) from generate_series(1, $1) n
       left join (select user_id, sum(amount_fen) as sum_fen from naive.commission group by 1) c on c.user_id = n`,
      [distributors],
    );
    for (const { definition } of indexes) await client.query(definition);
  });
  await owner.query("vacuum analyze");
  await owner.query("checkpoint");
}

/** A year of transfers in the order in which they came, a run that matured the older ones, and the balances. */
async function postBehindTheScenes(
  client: pg.PoolClient,
  { from, until, matured }: { from: number; until: number; matured: number },
): Promise<void> {
  const moment = `to_timestamp((${Date.now() - YEAR_MS - 86_400_000} + (n - ${from}) * ${YEAR_MS / (until - from)}::float8) / 1000)`;
  const lines = `from (select a.*, substr(order_line_id, 7)::bigint as n from attribution a
    where order_line_id >= '${idOf("ordli", from)}' and order_line_id < '${idOf("ordli", until)}') l`;
  await client.query(
    `insert into transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at, recorded_at)
     select order_line_id, tier, 1, order_line_id, 0, distributor_no * 8 + 1, base_fen * rate_bps / 10000,
       ${moment}, ${moment} ${lines} order by order_line_id, tier`,
  );
  await client.query(
    `insert into accrual (order_line_id, tier, order_id, distributor_no, amount_fen, accrued_at, state, matures_at,
       matured_run)
     select order_line_id, tier, order_id, distributor_no, base_fen * rate_bps / 10000, ${moment},
       case when n < ${matured} then 'available' else 'pending' end, case when n < ${matured} then ${moment} end,
       case when n < ${matured} then 'RUN${from}' end ${lines} order by order_line_id, tier`,
  );
  await client.query(
    `insert into transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at, recorded_at)
     select 'run:RUN${from}:' || distributor_no, 0, 5, null, distributor_no * 8 + 1, distributor_no * 8 + 2,
       sum(amount_fen), now() - interval '1 day', now() - interval '1 day'
     from accrual where matured_run = 'RUN${from}' group by distributor_no`,
  );
  await client.query("truncate balance");
  await client.query(
    `insert into balance (account, balance_fen, version)
     select account, sum(delta), count(*) from (
       select cr as account, amount_fen as delta from transfer where cr >= 8
       union all select dr, -amount_fen from transfer where dr >= 8) moves group by 1 order by 1`,
  );
}

/** Drops what is quicker to build afterwards; keys stay. */
async function dropSecondary(client: pg.PoolClient): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where not i.indisunique and i.indrelid in ('transfer'::regclass, 'accrual'::regclass,
       'attribution'::regclass, 'frozen_order'::regclass, 'naive.commission'::regclass)`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows;
}

/** Freezes orders of one line and two tiers: what checkout has done before any money comes. */
export async function insertOrders(
  client: pg.PoolClient,
  wanted: { from: number; until: number; distributors: number; pattern: Pattern },
): Promise<void> {
  const { from, until, distributors, pattern } = wanted;
  const series = `generate_series(${from}::bigint, ${until - 1}::bigint) n`;
  const id = (prefix: string) => `'${prefix}_' || lpad(n::text, 26, '0')`;
  const base = "10000 + n % 90000";
  await client.query(
    `insert into frozen_order (order_id, customer_id, display_id, outcome, plan_id, goods_fen, total_fen, frozen_at)
     select ${id("order")}, 'cus_' || lpad((1 + n % ${distributors})::text, 26, '0'), n, 'attributed', 'plan_bench',
       ${base}, ${base}, now() from ${series}`,
  );
  await client.query(
    `insert into frozen_line (order_line_id, order_id, position, base_fen)
     select ${id("ordli")}, ${id("order")}, 1, ${base} from ${series}`,
  );
  await client.query(
    `insert into attribution (order_line_id, tier, order_id, distributor_id, distributor_no, binding_id, rate_bps,
       base_fen, amount_fen)
     select ${id("ordli")}, tier, ${id("order")}, 'dist_' || lpad(no::text, 26, '0'), no, 'bind_bench', rate, ${base},
       (${base}) * rate / 10000
     from ${series} cross join lateral (values
       ${RATES.map((rate, index) => `(${index + 1}, ${rate}, (${OWNERS[pattern](index + 1, distributors)})::bigint)`)}
     ) t(tier, rate, no)`,
  );
}
