import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import { postingsAt } from "../ledger-clock";
import { captureOf, chain, matureAll, placeOrder, publishTwoTiers, receiptOf, refundOf } from "../shop-life";

const guide = readFileSync(
  join(__dirname, "..", "..", "..", "..", "docs", "guides", "verifying-the-books.md"),
  "utf8",
);
/** The page's queries in their order; each finds nothing in honest books. */
const queries = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? "");

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  const { service } = ledger;
  await publishTwoTiers(service);
  const buyer = (await chain(service, 3)).at(-1);
  const order = await placeOrder(service, buyer?.customer_id ?? "", [2_000_000n]);
  await postingsAt(ledger, "2026-03-01T02:00:00.123456Z");
  await service.intake.ingest([captureOf(order), refundOf(order, 200_000n)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await postingsAt(ledger, "2026-04-01T00:00:00Z");
  await matureAll(service);
  // May is closed without a posting.
  await service.statements.close({ through: "2026-05", actor_id: "user_owner", now: new Date("2026-06-02") });
  await postingsAt(ledger, "2026-06-03T00:00:00Z");
  await service.intake.ingest([refundOf(order, 100_000n)]);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

/** Which of the queries find something, by their place on the page. */
async function finding(): Promise<number[]> {
  const found = await Promise.all(queries.map((sql) => ledger.asService.query<unknown[]>(sql)));
  return found.flatMap((rows, index) => (rows.length > 0 ? [index] : []));
}

it("every query of the guide runs as the service's role and finds nothing in honest books", async () => {
  expect(queries).toHaveLength(6);
  expect(await finding()).toEqual([]);
});

it.each([
  ["a balance", "update distribution.balance set balance_fen = balance_fen + 1 where account & 7 = 2", [0]],
  ["a clawback", "update distribution.accrual set clawed_fen = clawed_fen - 1 where tier = 1", [2]],
  ["a sealed transfer's time", "update distribution.transfer set occurred_at = now() where kind = 1", [4]],
  ["a statement", "update distribution.statement set closing_debt = closing_debt - 1", [5]],
])("they find what was done to %s", async (_what, sql, expected) => {
  const runner = ledger.asOwner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`set local session_replication_role = replica`);
    await runner.query(sql);
    const found: number[] = [];
    for (const [index, query] of queries.entries()) {
      if ((await runner.query(query)).length > 0) found.push(index);
    }
    expect(found).toEqual(expected);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});
