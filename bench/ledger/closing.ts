// `npm run bench:closing`: how long closing a month and verifying everything take on a large ledger.
import { shanghaiMonth } from "../../plugins/distribution/src/domain/shanghai-day";
import { monthAfter } from "../../plugins/distribution/src/domain/shanghai-month";
import { type ClosingArguments, readClosingArguments } from "./arguments";
import { type BenchDatabase, openBenchDatabase } from "./database";
import { NAIVE } from "./naive";
import { preloadOrders, preloadPeople } from "./preload";

/** Does something and says how long it took. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return result;
}

/** A year of transfers is there; every month that is over is closed, then all of it is verified. */
async function bench(
  { service, owner }: BenchDatabase,
  { distributors, entries }: ClosingArguments,
): Promise<void> {
  await owner.query(NAIVE);
  await preloadPeople(owner, distributors);
  const until = 1 + Math.floor(entries / 2);
  await preloadOrders(owner, { from: 1, until, distributors });
  const now = new Date();
  const last = monthAfter(shanghaiMonth(now), -1);
  const { rows } = await owner.query(
    `select to_char(min(recorded_at) at time zone 'Asia/Shanghai', 'YYYY-MM') as first from distribution.transfer`,
  );
  for (let month: string = rows[0].first; month <= last; month = monthAfter(month)) {
    const closed = await timed(`closing ${month}`, () =>
      service.statements.close({ through: month, actor_id: "bench", now }),
    );
    if (closed.kind === "refused") throw new Error(closed.code);
    const [one] = closed.months;
    console.log(`  ${one?.transfers} transfers, ${one?.statements} statements`);
  }
  const verified = await timed("verifying everything", () =>
    service.statements.verify("bench", () => new Date()),
  );
  if (verified.kind === "refused") throw new Error(verified.code);
  const { transfers, difference } = verified.verification;
  console.log(
    `  ${transfers} transfers, first difference: ${difference ? JSON.stringify(difference) : "none"}`,
  );
  if (difference) process.exitCode = 1;
}

async function run(): Promise<void> {
  const wanted = readClosingArguments(process.argv.slice(2));
  const database = await openBenchDatabase();
  await bench(database, wanted).finally(() => database.close());
}

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
