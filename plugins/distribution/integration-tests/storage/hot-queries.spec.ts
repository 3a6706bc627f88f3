import { randomBytes } from "node:crypto";
import pg from "pg";
import type { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { behindTheScenes } from "../../../../bench/ledger/database";
import { NAIVE } from "../../../../bench/ledger/naive";
import { idOf, preloadOrders, preloadPeople } from "../../../../bench/ledger/preload";
import { testCluster } from "../../../../scripts/local/test-shop.mjs";
import { noAfterSaleCases } from "../../src/after-sale-cases";
import { serviceDataSource } from "../../src/modules/distribution/database/data-source";
import { migrateUp } from "../../src/modules/distribution/migrate";
import { DistributionModuleService } from "../../src/modules/distribution/service";
import { plansOf } from "../query-plans";

const DISTRIBUTORS = 20_000;
const ORDERS = 60_000;
const PAYOUTS = 40_000;
/** Sorting so many rows is no page's work. */
const MOST_SORTED = 5_000;
/** What grows with the shop; the other tables are a page or two. */
const LARGE = [
  ...["transfer", "accrual", "balance", "attribution", "frozen_order", "frozen_line", "processed", "receipt"],
  ...["payout", "distributor", "binding", "audit"],
];
const PAGE = { limit: 20, after: null };
/** Somebody who earns every thousandth order. */
const STAR = 4n;
const STAR_ID = idOf("dist", 4);

const name = `plans_${randomBytes(6).toString("hex")}`;
let source: DataSource;
let service: DistributionModuleService;

/** A shop of some size: a year of orders on which people earned, most of it matured, and payouts. */
beforeAll(async () => {
  const cluster = await testCluster();
  await cluster.createDatabase(name);
  const url = cluster.urlOf(name);
  await migrateUp({ url }, "cn-mainland");
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  await owner.query(NAIVE);
  await preloadPeople(owner, DISTRIBUTORS);
  await behindTheScenes(owner, addPayoutsAndMoney);
  await preloadOrders(owner, { from: 1, until: ORDERS + 1, distributors: DISTRIBUTORS });
  await behindTheScenes(owner, async (client) => {
    await client.query(
      `update accrual set matures_at = accrued_at + interval '15 days' where state = 'pending'`,
    );
  });
  await owner.query("vacuum analyze distribution.accrual");
  await owner.end();
  source = await serviceDataSource({ url }).initialize();
  service = new DistributionModuleService(
    { distributionDataSource: source },
    { share_token_days: 180, compliance_profile: "cn-mainland" },
  );
}, 180_000);

afterAll(async () => {
  await source?.destroy();
  await (await testCluster()).dropDatabase(name);
});

async function addPayoutsAndMoney(client: pg.PoolClient): Promise<void> {
  const id = (prefix: string) => `'${prefix}_' || lpad(n::text, 26, '0')`;
  await client.query(
    `insert into payout (id, outward_number, distributor_id, distributor_no, request_key, provider, payee_sealed,
       payee_hint, amount_fen, state, tax_policy, tax_month, withheld_fen, requested_at, requested_day, reviewed_at,
       reviewed_by, ended_at)
     select ${id("pout")}, lpad(n::text, 26, '0'), 'dist_' || lpad((1 + n % ${DISTRIBUTORS})::text, 26, '0'),
       1 + n % ${DISTRIBUTORS}, n::text, 'manual', '', '', 1000, 'confirmed', 'cn-labour', '2026-01', 0,
       now() - n * interval '1 minute', current_date - n / 1440, now(), 'bench', now()
     from generate_series(1, ${PAYOUTS}) n`,
  );
  await client.query(
    `insert into processed (kind, id, order_id, outcome, amount_fen, goods_fen, occurred_at)
     select 'capture', ${id("capt")}, ${id("order")}, 'recorded', 1000, 0, now() from generate_series(1, ${ORDERS}) n`,
  );
  await client.query(
    `insert into receipt (order_id, received_at) select ${id("order")}, now() from generate_series(1, ${ORDERS}) n`,
  );
  await client.query(
    `insert into audit (occurred_at, actor_id, action, subject_id)
     select now(), 'user_' || n % 50, 'payout_requested', ${id("pout")} from generate_series(1, ${PAYOUTS}) n`,
  );
}

const month = () => new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 7);
const entries = { distributor_no: STAR, since: null, until: null, bucket: null, before: null, limit: 20 };
const orderMoney = (id: string) => ({
  ...({ kind: "capture", id, order_id: idOf("order", 77), outcome: "recorded" } as const),
  ...{ amount_fen: 1n, goods_fen: 0n, occurred_at: new Date() },
});

/** What is done all the time, and the indexes without which it would be slow. */
const HOT: [string, () => Promise<unknown>, string[]][] = [
  ["accruals, latest first", () => service.intake.listAccruals(PAGE), []],
  [
    "a distributor's orders",
    () => service.intake.listOrders({ distributor_no: STAR, state: null, ...PAGE }),
    ["transfer_owner", "accrual_pkey"],
  ],
  [
    "transfers, latest first",
    () => service.ledger.transfers({ distributor_no: null, before: null, limit: 20 }),
    ["transfer_posted"],
  ],
  [
    "a distributor's transfers",
    () => service.ledger.transfers({ distributor_no: STAR, before: null, limit: 20 }),
    ["transfer_owner"],
  ],
  ["accounts by number", () => service.ledger.accounts({ distributor_no: null, ...PAGE }), ["balance_pkey"]],
  ["a distributor's entries", () => service.statements.entries(entries), ["transfer_owner"]],
  ["a month's statement", () => service.statements.statement(STAR, month()), ["transfer_owner"]],
  [
    "a level of a team",
    () => service.referrals.team.members({ distributor_no: 1n, level: 1, ...PAGE }),
    ["binding_first_level"],
  ],
  [
    "a level below",
    () => service.referrals.team.members({ distributor_no: 1n, level: 2, ...PAGE }),
    ["binding_second_level"],
  ],
  [
    "payouts, latest first",
    () => service.payouts.list({ distributor_id: null, state: null, ...PAGE }),
    ["payout_latest"],
  ],
  [
    "a distributor's payouts",
    () => service.payouts.list({ distributor_id: STAR_ID, state: null, ...PAGE }),
    ["payout_own"],
  ],
  [
    "distributors, latest first",
    () => service.referrals.distributors.list({ ...PAGE, search: null, status: null, grade: null }),
    ["distributor_joined"],
  ],
  [
    "bindings, latest first",
    () => service.referrals.bindings.list({ customer_id: null, distributor_id: null, ...PAGE }),
    ["binding_latest"],
  ],
  [
    "taking money in",
    () => service.intake.ingest([orderMoney("capt_another")]),
    ["attribution_order", "processed_order"],
  ],
  [
    "which money was taken in",
    () => service.intake.processedIds("capture", [idOf("capt", 5)]),
    ["processed_pkey"],
  ],
  [
    "the next accruals to mature",
    () => service.intake.matureBatch({ now: new Date(), limit: 100, after: null, cases: noAfterSaleCases }),
    ["accrual_due"],
  ],
];

describe("on a ledger of some size an index answers", () => {
  it.each(HOT)("%s", async (_what, work, indexes) => {
    const planned = await plansOf(source, work);
    expect(planned.length).toBeGreaterThan(0);
    const slow = planned.filter(
      ({ scanned, sorted_rows }) =>
        sorted_rows > MOST_SORTED || scanned.some((table) => LARGE.includes(table)),
    );
    expect(slow).toEqual([]);
    const used = new Set(planned.flatMap((plan) => plan.indexes));
    expect(indexes.filter((index) => !used.has(index))).toEqual([]);
  });
});
