// `npm run bench:ledger`: how fast the ledger posts, matures and reads, beside COPY and beside a naive mall.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type BenchArguments, readArguments } from "./arguments";
import { type BenchDatabase, behindTheScenes, openBenchDatabase } from "./database";
import { type Figure, figureOf, type Sample } from "./measure";
import { NAIVE } from "./naive";
import { matureStretch, readCases } from "./other-cases";
import { type FreshOrder, POSTING_CASES, type PostingCase, readFreshOrders } from "./posting-cases";
import { idOf, insertOrders, type Pattern, preloadOrders, preloadPeople } from "./preload";
import { gatesOf, gateTable, isMet, type SizeFigures, tableOf } from "./report";

const PATTERNS: readonly Pattern[] = ["random", "hot"];
const LEAST_ORDERS = 16;
const MATURED_ORDERS = 5_000;
const began = Date.now();
const say = (words: string) =>
  console.log(`${((Date.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${words}`);

/** The number that the next new order gets; none is used twice. */
let nextOrder = 1;

async function freshOrders(
  { owner }: BenchDatabase,
  pattern: Pattern,
  count: number,
  distributors: number,
): Promise<FreshOrder[]> {
  const [from, until] = [nextOrder, nextOrder + count];
  nextOrder = until;
  await behindTheScenes(owner, (client) => insertOrders(client, { from, until, distributors, pattern }));
  return readFreshOrders(owner, from, until);
}

/** One round of one case; whatever it acknowledged must be there. */
async function runCase(
  database: BenchDatabase,
  one: PostingCase,
  pattern: Pattern,
  { distributors, effort }: BenchArguments,
): Promise<Sample> {
  const count = Math.max(LEAST_ORDERS, Math.round(one.orders * effort));
  const orders = await freshOrders(database, pattern, count, distributors);
  const sample = await one.run(database, orders);
  const [table, column] = one.isLedger
    ? ["distribution.transfer", "source"]
    : ["naive.commission", "order_line_id"];
  const { rows } = await database.owner.query(
    `select count(*)::int as there from ${table} where ${column} >= $1 and ${column} < $2`,
    [idOf("ordli", orders[0]?.number ?? 0), idOf("ordli", nextOrder)],
  );
  if (rows[0].there !== count * 2) {
    throw new Error(
      `${one.name}, ${pattern}: ${count * 2} rows were acknowledged, ${rows[0].there} are there`,
    );
  }
  return sample;
}

/** All cases, round by round, so that whatever else the machine does meets all of them. */
async function measureSize(
  database: BenchDatabase,
  given: BenchArguments,
  entries: number,
  pending: { from: number },
): Promise<SizeFigures> {
  const samples = new Map<string, Sample[]>();
  const note = (key: string, sample: Sample) => samples.set(key, [...(samples.get(key) ?? []), sample]);
  const reads = readCases(database, given.distributors, given.effort);
  const stretch = Math.max(LEAST_ORDERS, Math.round(MATURED_ORDERS * given.effort));
  for (let round = 1; round <= given.rounds; round++) {
    for (const pattern of PATTERNS) {
      for (const one of POSTING_CASES)
        note(`${pattern}/${one.name}`, await runCase(database, one, pattern, given));
    }
    for (const { name, run } of reads) note(name, await run());
    const from = pending.from + (round - 1) * stretch;
    note("maturation", await matureStretch(database, { from, until: from + stretch }));
    say(`${entries.toLocaleString("en")} transfers: round ${round} of ${given.rounds}`);
  }
  const figure = (key: string, name: string): [string, Figure] => [
    name,
    figureOf(name, samples.get(key) ?? []),
  ];
  const posting = (pattern: Pattern) =>
    new Map(POSTING_CASES.map(({ name }) => figure(`${pattern}/${name}`, name)));
  return {
    entries,
    posting: { random: posting("random"), hot: posting("hot") },
    reads: new Map(reads.map(({ name }) => figure(name, name))),
    maturation: figure("maturation", "a maturation run")[1],
  };
}

async function refuseDrift({ owner }: BenchDatabase, least: number): Promise<void> {
  const { rows: drift } = await owner.query("select * from distribution.drift limit 1");
  if (drift.length > 0) throw new Error(`balances drift: ${JSON.stringify(drift[0])}`);
  const { rows } = await owner.query("select count(*)::bigint as rows from distribution.transfer");
  if (Number(rows[0].rows) < least)
    throw new Error(`${rows[0].rows} transfers, at least ${least} were expected`);
  say(`${Number(rows[0].rows).toLocaleString("en")} transfers, no drift`);
}

async function bench(given: BenchArguments): Promise<boolean> {
  const database = await openBenchDatabase();
  try {
    await database.owner.query(NAIVE);
    await preloadPeople(database.owner, given.distributors);
    say(`${given.distributors.toLocaleString("en")} distributors`);
    const sizes: SizeFigures[] = [];
    for (const entries of [given.entries / 10, given.entries]) {
      const from = nextOrder;
      const until = from + Math.floor((entries - (sizes[0]?.entries ?? 0)) / 2);
      await preloadOrders(database.owner, { from, until, distributors: given.distributors });
      nextOrder = until;
      say(`${entries.toLocaleString("en")} transfers are there`);
      const pending = { from: from + Math.floor((until - from) * 0.7) };
      sizes.push(await measureSize(database, given, entries, pending));
      await refuseDrift(database, entries);
    }
    return report(given, sizes);
  } finally {
    await database.close();
  }
}

/** @returns whether every gate that counts is met */
function report(given: BenchArguments, sizes: readonly SizeFigures[]): boolean {
  const [small, large] = sizes;
  if (!small || !large) return false;
  const gates = gatesOf(small, large);
  const text = `${sizes.map(tableOf).join("\n")}\n### Gates\n\n${gateTable(gates)}\n`;
  console.log(`\n${text}`);
  if (given.report) {
    mkdirSync(dirname(given.report), { recursive: true });
    writeFileSync(given.report, text);
  }
  return !given.gates || gates.every(isMet);
}

bench(readArguments(process.argv.slice(2))).then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
