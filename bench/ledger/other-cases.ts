import { noAfterSaleCases } from "../../plugins/distribution/src/after-sale-cases";
import { readUpline } from "../../plugins/distribution/src/modules/distribution/referral/binding-store";
import { type BenchDatabase, behindTheScenes } from "./database";
import { type Sample, withWorkers } from "./measure";
import { idOf } from "./preload";

/** The person whom the most people came through, and a distributor who earns every thousandth order. */
const POPULAR_NO = 1n;
const STAR_NO = 4n;
const PAGE = 20;

const oneAfterTheOther = (jobs: (() => Promise<unknown>)[]) => withWorkers(1, jobs, jobs.length);

/** Numbers spread over a range, the same ones in every run. */
function spread(count: number, most: number): number[] {
  return Array.from({ length: count }, (_, index) => 1 + ((index * 7_919 + 104_729) % most));
}

/** What people and pages read. */
export function readCases({ service, source }: BenchDatabase, distributors: number, effort: number) {
  const month = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 7);
  const reads = Math.max(10, Math.round(200 * effort));
  const people = spread(reads, distributors);
  return [
    {
      name: "upline of a customer",
      run: () => oneAfterTheOther(people.map((no) => () => readUpline(source.manager, idOf("cus", no), 10))),
    },
    {
      name: "a month's statement",
      run: () => oneAfterTheOther(people.map((no) => () => service.statements.statement(BigInt(no), month))),
    },
    {
      name: "a star's month's statement",
      run: () =>
        oneAfterTheOther(people.slice(0, 20).map(() => () => service.statements.statement(STAR_NO, month))),
    },
    {
      name: "downline page, first level",
      run: () => oneAfterTheOther(people.slice(0, 50).map(() => () => pageOf(1))),
    },
    {
      name: "downline page, second level",
      run: () => oneAfterTheOther(people.slice(0, 50).map(() => () => pageOf(2))),
    },
    {
      name: "counts of both levels",
      run: () =>
        oneAfterTheOther(people.slice(0, 10).map(() => () => service.referrals.team.counts(POPULAR_NO, 2))),
    },
  ];

  function pageOf(level: number) {
    return service.referrals.team.members({ distributor_no: POPULAR_NO, level, limit: PAGE, after: null });
  }
}

/** Matures a stretch of pending accruals, a batch of 1,000 after the other, as the job does. */
export async function matureStretch(
  { service, owner }: BenchDatabase,
  { from, until }: { from: number; until: number },
): Promise<Sample> {
  const now = new Date();
  await behindTheScenes(owner, async (client) => {
    await client.query(
      `update accrual set matures_at = $3 where order_line_id >= $1 and order_line_id < $2`,
      [idOf("ordli", from), idOf("ordli", until), new Date(now.getTime() - 1_000)],
    );
  });
  const batches = Math.ceil(((until - from) * 2) / 1_000);
  const jobs = Array.from({ length: batches }, () => async () => {
    await service.intake.matureBatch({ now, limit: 1_000, after: null, cases: noAfterSaleCases });
  });
  const sample = await withWorkers(1, jobs, (until - from) * 2);
  const { rows } = await owner.query(
    `select count(*)::int as left from distribution.accrual
     where order_line_id >= $1 and order_line_id < $2 and state = 'pending'`,
    [idOf("ordli", from), idOf("ordli", until)],
  );
  if (rows[0].left > 0) throw new Error(`${rows[0].left} accruals did not mature`);
  return sample;
}
