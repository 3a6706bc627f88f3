import { randomBytes, randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../../../scripts/local/children.mjs";
import { clusterFolder } from "../../../../scripts/local/places.mjs";
import { type Cluster, startCluster } from "../../../../scripts/local/postgres.mjs";
import { ownerDataSource, serviceDataSource } from "../../src/modules/distribution/database/data-source";
import { migrateUp } from "../../src/modules/distribution/migrate";
import { DistributionModuleService } from "../../src/modules/distribution/service";
import { chain, DAY_ONE, dayAfter, MATURED, publishTwoTiers } from "../shop-life";
import { Auditor } from "../simulation/auditor";
import { Chance } from "../simulation/chance";
import type { PlanChange } from "../simulation/happenings";
import { testIdNumber } from "../test-identity";
import { Bank } from "./bank";
import { ClerkProcess } from "./clerk-process";
import type { Errand } from "./errands";
import { disagreeingWithBank, lostPayouts, PayoutLoad } from "./payout-load";

const NAME = `test/crash-${process.pid}`;
const DATABASE = "ledger";
const KILLS = ["clerk", "postgres", "both", "postgres", "clerk", "postgres"] as const;
const LINES_OF_WORK = 12;
const LINES_OF_PAYOUTS = 3;
const IDENTITY_KEY = randomBytes(32).toString("base64");
const LONGEST_PEACE_MS = 2_000;
const ENDINGS = ["confirmed", "expired", "failed", "rejected"];

/** What `publishTwoTiers` publishes, as the auditor reads it. */
const TWO_TIERS: PlanChange = {
  tiers: [{ bps: 1_000 }, { bps: 300 }],
  holding_days: 7,
  protection_days: 180,
  minimum_fen: 1_000n,
  payout_fee: null,
  ...{
    expires_after_days: null,
    new_customers_only: false,
    pays_own_purchases: false,
    rules: [],
    campaigns: [],
    grades: [],
  },
  ...{ per_line: null, per_order: null, margin_floor: null },
};

let port: number;
let cluster: Cluster;
let people: string[];

const url = () => cluster.urlOf(DATABASE);
// Durable: what was acknowledged has reached the disk, or this test fails.
const startPostgres = () => startCluster({ name: NAME, port, durable: true });

beforeAll(async () => {
  port = await freePort();
  cluster = await startPostgres();
  await cluster.createDatabase(DATABASE);
  await migrateUp({ url: url() }, "cn-mainland");
  const source = await serviceDataSource({ url: url() }).initialize();
  const service = new DistributionModuleService(
    { distributionDataSource: source },
    {
      ...{ share_token_days: 180, compliance_profile: "cn-mainland" },
      ...{ payout_provider: "bank", identity_key: IDENTITY_KEY },
    },
  );
  await publishTwoTiers(service);
  people = (await chain(service, 6)).map(({ customer_id }) => customer_id);
  for (const [index, customer_id] of people.entries()) {
    const identity = { real_name: "王小藤", id_number: testIdNumber(index), notice_version: "2026-03" };
    await service.identities.submit({ customer_id, ...identity, now: DAY_ONE });
  }
  await source.destroy();
}, 120_000);

afterAll(async () => {
  await cluster?.stop();
  rmSync(clusterFolder(NAME), { recursive: true, force: true });
});

async function asOwner<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await ownerDataSource({ url: url() }).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/** One order's life as errands, each needing the one before. */
function lifeOf(chance: Chance, number: number): Errand[] {
  const order_id = `order_${String(number).padStart(8, "0")}`;
  const bases = Array.from({ length: chance.whole(1, 3) }, () => chance.whole(100, 30_000));
  const total = bases.reduce((sum, base) => sum + base, 0);
  const at = DAY_ONE.toISOString();
  const customer = chance.oneOf(people);
  const refund = chance.happens(40) ? String(chance.whole(1, total)) : null;
  return [
    { kind: "order", at, order_id, customer, bases: bases.map(String) },
    { kind: "capture", at, order_id, id: `capt_${order_id}`, amount: String(total) },
    ...(chance.happens(80) ? [{ kind: "receipt", at, order_id } as const] : []),
    ...(chance.happens(30) ? [{ kind: "mature", at: MATURED.toISOString() } as const] : []),
    ...(refund ? [{ kind: "refund", at, order_id, id: `ref_${order_id}`, amount: refund } as const] : []),
  ];
}

const statesOf = ({ known }: PayoutLoad) =>
  [...new Set([...known.values()].map(({ state }) => state))].sort();

/** Keeps errands coming until told to stop; what is not known to be done is asked again, as the intake would. */
class Load {
  readonly #chance: Chance;
  #number = 0;
  #isOpen = true;
  clerk: ClerkProcess;
  readonly begun: Errand[][] = [];
  readonly acknowledged = new Set<Errand>();
  readonly reasons = new Set<string>();

  readonly payouts: PayoutLoad;

  constructor(seed: number, clerk: ClerkProcess) {
    this.#chance = new Chance(seed);
    this.clerk = clerk;
    this.payouts = new PayoutLoad(new Chance(seed + 1), people, (errand) => this.#untilDone(errand));
  }

  run(): Promise<unknown> {
    const orders = Array.from({ length: LINES_OF_WORK }, async () => {
      while (this.#isOpen) {
        const life = lifeOf(this.#chance, this.#number++);
        this.begun.push(life);
        for (const errand of life) await this.#untilDone(errand);
      }
    });
    const payouts = Array.from({ length: LINES_OF_PAYOUTS }, (_, line) =>
      this.payouts.run(line, LINES_OF_PAYOUTS),
    );
    return Promise.all([...orders, ...payouts]);
  }

  close(): void {
    this.#isOpen = false;
    this.payouts.close();
  }

  async #untilDone(errand: Errand): Promise<string | null> {
    for (;;) {
      const report = await this.clerk.ask(errand);
      if (report.done) {
        this.acknowledged.add(errand);
        return report.answer;
      }
      this.reasons.add(report.reason.replaceAll(/\d+/g, "…"));
      await delay(100);
    }
  }
}

/** Which of the errands that were said to be done cannot be found. */
function lost(source: DataSource, acknowledged: readonly Errand[]): Promise<unknown[]> {
  const of = (kind: Errand["kind"]) =>
    acknowledged.flatMap((errand) => (errand.kind === kind && "order_id" in errand ? [errand.order_id] : []));
  return source.query(
    `select 'order' as what, wanted from unnest($1::text[]) wanted
       where not exists (select 1 from distribution.frozen_order o where o.order_id = wanted)
     union all select 'capture', wanted from unnest($2::text[]) wanted
       where not exists (select 1 from distribution.processed p where p.kind = 'capture' and p.id = 'capt_' || wanted)
     union all select 'refund', wanted from unnest($3::text[]) wanted
       where not exists (select 1 from distribution.processed p where p.kind = 'refund' and p.id = 'ref_' || wanted)
     union all select 'receipt', wanted from unnest($4::text[]) wanted
       where not exists (select 1 from distribution.receipt r where r.order_id = wanted)
     union all select 'accrual', wanted from unnest($2::text[]) wanted
       where exists (select 1 from distribution.attribution t
         where t.order_id = wanted and t.base_fen * t.rate_bps >= 10000 and not exists (
           select 1 from distribution.accrual a where a.order_line_id = t.order_line_id and a.tier = t.tier))`,
    [of("order"), of("capture"), of("refund"), of("receipt")],
  );
}

const broken = (source: DataSource) =>
  source.query<unknown[]>(
    `select account::text, 'drift' as what from distribution.drift
     union all select id, 'payout' from distribution.payout_mismatch`,
  );

/** The same orders in the auditor's books, who knows of no crash. */
function audited(lives: readonly Errand[][]): Auditor {
  const auditor = new Auditor();
  auditor.plan(TWO_TIERS);
  for (const [index, customer] of people.entries()) {
    auditor.join(customer);
    const inviter = people[index - 1];
    if (inviter) auditor.bind({ customer, inviter }, DAY_ONE);
  }
  for (const errand of lives.flat()) {
    if (!("order_id" in errand)) continue;
    const { order_id: order } = errand;
    if (errand.kind === "order") {
      const lines = errand.bases.map((base, index) => ({
        id: `ordli_${order.slice(6)}_${index}`,
        base_fen: BigInt(base),
        goods: null,
      }));
      auditor.order({ id: order, customer: errand.customer, lines, freight_fen: 0n }, DAY_ONE);
    } else if (errand.kind === "receipt") auditor.money({ kind: "receipt", order }, DAY_ONE);
    else {
      const amount_fen = BigInt(errand.amount);
      const goods_fen = amount_fen;
      if (errand.kind === "capture")
        auditor.money({ kind: "capture", id: errand.id, order, amount_fen, payer: null }, DAY_ONE);
      else
        auditor.money({ kind: "refund", id: errand.id, order, amount_fen, goods_fen, line: null }, DAY_ONE);
    }
  }
  auditor.mature(dayAfter(40));
  return auditor;
}

/** What everybody's accounts come to, by customer; whoever has nothing is left out. */
const ownedBy = (source: DataSource) =>
  source.query<unknown[]>(
    `select d.customer_id as customer, sum(b.balance_fen)::text as fen
     from distribution.balance b join distribution.distributor d on d.account_no = b.account >> 3
     group by 1 having sum(b.balance_fen) <> 0 order by d.customer_id`,
  );

/** What everybody earned by the auditor's books, less what was paid out to them. */
function expectedOwned(auditor: Auditor, { known }: PayoutLoad) {
  const owned = new Map(
    [...auditor.allBalances()].map(([customer, { earned_fen }]) => [customer, earned_fen]),
  );
  for (const { customer, amount_fen, state } of known.values()) {
    if (state === "confirmed") owned.set(customer, (owned.get(customer) ?? 0n) - amount_fen);
  }
  return [...owned]
    .filter(([, fen]) => fen !== 0n)
    .map(([customer, fen]) => ({ customer, fen: String(fen) }))
    .sort((one, other) => (one.customer < other.customer ? -1 : 1));
}

it("killed at random moments under load, it loses nothing acknowledged, doubles nothing, and balances", async () => {
  const seed = Number(process.env.CRASH_SEED ?? randomInt(1e9));
  console.log(`CRASH_SEED=${seed} npm run test:crash`);
  const chance = new Chance(seed);
  const bank = new Bank(new Chance(seed + 2));
  const needed = { LEDGER_URL: url(), BANK_URL: await bank.open(), IDENTITY_KEY };
  const load = new Load(chance.whole(0, 1e9), await ClerkProcess.start(needed));
  const work = load.run();
  for (const kill of KILLS) {
    await delay(chance.whole(300, LONGEST_PEACE_MS));
    if (kill !== "clerk") await cluster.kill();
    if (kill !== "postgres") await load.clerk.kill();
    const acknowledged = [...load.acknowledged];
    const payouts = new Map([...load.payouts.known].map(([id, payout]) => [id, { ...payout }]));
    if (kill !== "clerk") cluster = await startPostgres();
    expect(await asOwner((source) => lost(source, acknowledged)), `lost when ${kill} was killed`).toEqual([]);
    expect(
      await asOwner((source) => lostPayouts(source, payouts)),
      `payouts lost when ${kill} was killed`,
    ).toEqual([]);
    expect(await asOwner(broken), `out of balance when ${kill} was killed`).toEqual([]);
    if (kill !== "postgres") load.clerk = await ClerkProcess.start(needed);
  }
  // A slow machine gets to few payouts between the kills: they go on until each ending was seen.
  await expect
    .poll(() => statesOf(load.payouts), { timeout: 120_000 })
    .toEqual(expect.arrayContaining(ENDINGS));
  load.close();
  await work;
  const orders = load.begun.length;
  for (let again = 0; again * 25 <= orders * 6 + 25; again++) {
    await load.clerk.ask({ kind: "mature", at: dayAfter(40).toISOString() });
  }
  await load.clerk.kill();
  const auditor = audited(load.begun);
  const rows = await asOwner((source) =>
    source.query<{ key: string; amount_fen: string; clawed_fen: string; state: string }[]>(
      `select order_line_id || '/' || tier as key, amount_fen, clawed_fen, state from distribution.accrual order by 1`,
    ),
  );
  const expected = auditor
    .accruals()
    .map(({ key, amount_fen, clawed_fen, state }) => ({
      key,
      amount_fen: String(amount_fen),
      clawed_fen: String(clawed_fen),
      state,
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  expect(rows).toEqual(expected);
  expect(await asOwner((source) => disagreeingWithBank(source, bank))).toEqual([]);
  expect(await asOwner(ownedBy)).toEqual(expectedOwned(auditor, load.payouts));
  expect(await asOwner(broken)).toEqual([]);
  expect(load.reasons.size, "nobody noticed that anything was killed").toBeGreaterThan(0);
  expect(statesOf(load.payouts)).toEqual(ENDINGS);
  bank.close();
  const counts = `${orders} orders, ${load.payouts.known.size} payouts`;
  console.log(`${counts}, ${load.acknowledged.size} errands acknowledged`);
}, 300_000);
