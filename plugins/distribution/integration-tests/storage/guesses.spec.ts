import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MOST_FAILURES } from "../../src/domain/risk/rate-limit";
import { openTestLedger, type TestLedger } from "../database";
import { DAY_ONE, dayAfter, freshId } from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", { identity_key: randomBytes(32).toString("base64") });
});

afterAll(async () => {
  await ledger?.close();
});

const somebody = (address = freshId("address")) => ({ customer: freshId("cus"), address });

it("whoever scans is stopped on every server of the shop, for the rest of the window", async () => {
  const scanner = somebody();
  const other = await ledger.anotherService();
  for (let misses = 1; misses < MOST_FAILURES.customer; misses++) {
    expect(await ledger.service.risk.rateLimit.miss(scanner, DAY_ONE)).toBeNull();
  }
  expect(await other.risk.rateLimit.wait(scanner, DAY_ONE)).toBeNull();
  expect(await other.risk.rateLimit.miss(scanner, DAY_ONE)).toBe(600);
  expect(await ledger.service.risk.rateLimit.wait(scanner, DAY_ONE)).toBe(600);
  expect(await ledger.service.risk.rateLimit.wait(scanner, new Date(DAY_ONE.getTime() + 600_000))).toBeNull();
});

it("misses at once are all counted, and wait for nobody's turn", async () => {
  const address = freshId("address");
  const other = await ledger.anotherService();
  const accounts = Array.from({ length: MOST_FAILURES.address / 4 }, () => somebody(address));
  const missed = accounts.flatMap((by) => [
    ledger.service.risk.rateLimit.miss(by, DAY_ONE),
    other.risk.rateLimit.miss(by, DAY_ONE),
    ledger.service.risk.rateLimit.miss(by, DAY_ONE),
    other.risk.rateLimit.miss(by, DAY_ONE),
  ]);
  // The two hundredth miss alone is one too many.
  expect((await Promise.all(missed)).filter((wait) => wait !== null)).toEqual([600]);
  expect(await ledger.service.risk.rateLimit.wait(somebody(address), DAY_ONE)).toBe(600);
});

it("who shares the scanner's address is not stopped by one scanner, nor by their own few misses", async () => {
  const scanner = somebody();
  const honest = somebody(scanner.address);
  for (let tries = 0; tries < MOST_FAILURES.customer; tries++)
    await ledger.service.risk.rateLimit.miss(scanner, DAY_ONE);
  for (let tries = 0; tries < 3; tries++) {
    expect(await ledger.service.risk.rateLimit.miss(honest, DAY_ONE)).toBeNull();
  }
  expect(await ledger.service.risk.rateLimit.wait(honest, DAY_ONE)).toBeNull();
});

it("the counts name nobody, and are forgotten when their window is over", async () => {
  const by = somebody();
  await ledger.service.risk.rateLimit.miss(by, DAY_ONE);
  const rows = () =>
    ledger.asOwner.query<{ text: string }[]>(`select m::text as text from distribution.missed_guess m`);
  const dump = JSON.stringify(await rows());
  expect(dump).not.toContain(Buffer.from(by.customer).toString("hex"));
  expect(dump).not.toContain(by.address);
  await ledger.service.risk.rateLimit.forget(DAY_ONE);
  expect(await rows()).not.toEqual([]);
  await ledger.service.risk.rateLimit.forget(dayAfter(1));
  expect(await rows()).toEqual([]);
});
