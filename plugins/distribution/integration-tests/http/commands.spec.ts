import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../../../../scripts/local/places.mjs";
import { openTestLedger, type TestLedger } from "../database";
import { freshIdNumber } from "../id-numbers";
import { DAY_ONE, join, publishTwoTiers } from "../shop-life";

const PEOPLE = 3;
const freshKey = () => randomBytes(32).toString("base64");

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs a command as a merchant would: in a terminal, in the repository's root. */
function run(command: string, given: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    execFile("npm", ["run", "-s", command, "--", ...given], { cwd: repositoryRoot, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

describe("npm run rotate-identity-key", () => {
  const [first, next] = [freshKey(), freshKey()];
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await openTestLedger("cn-mainland", { payout_provider: "manual", identity_key: first });
    await publishTwoTiers(ledger.service);
    for (let index = 0; index < PEOPLE; index++) {
      const { customer_id } = await join(ledger.service);
      const identity = { real_name: "王小藤", id_number: freshIdNumber(), notice_version: "2026-03" };
      const told = await ledger.service.identities.submit({ customer_id, ...identity, now: DAY_ONE });
      if (told.kind === "refused") throw new Error(told.code);
    }
  }, 60_000);

  afterAll(async () => {
    await ledger?.close();
  });

  const rotate = (keys: Record<string, string>) =>
    run("rotate-identity-key", [], { DATABASE_URL: ledger.url, ...keys });
  const sealedWith = () =>
    ledger.asOwner.query(
      `select sealed_with as key, count(*)::int as people from distribution.identity group by 1`,
    );

  it("says which key is missing, wrong or malformed, and changes nothing", async () => {
    const [none, another, malformed] = await Promise.all([
      rotate({ DISTRIBUTION_IDENTITY_KEY: "", DISTRIBUTION_IDENTITY_KEYS: "" }),
      rotate({ DISTRIBUTION_IDENTITY_KEY: freshKey(), DISTRIBUTION_IDENTITY_KEYS: `next=${next}` }),
      rotate({ DISTRIBUTION_IDENTITY_KEY: first, DISTRIBUTION_IDENTITY_KEYS: "next=short" }),
    ]);
    expect(none).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(/^distribution: identity_keys is missing/),
    });
    expect(another).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(/^distribution: .*has another key as "1"/),
    });
    expect(malformed).toMatchObject({
      code: 1,
      out: "",
      err: "DISTRIBUTION_IDENTITY_KEYS is a list of name=key, each key 32 bytes in base64\n",
    });
    expect(await sealedWith()).toEqual([{ key: "1", people: PEOPLE }]);
  }, 60_000);

  it("seals everything anew under the first key, names what it retired, and finds nothing left to do", async () => {
    const keys = { DISTRIBUTION_IDENTITY_KEY: first, DISTRIBUTION_IDENTITY_KEYS: `next=${next}` };
    const done = await rotate(keys);
    expect(done).toMatchObject({ code: 0, err: `${PEOPLE} sealed anew\n` });
    expect(JSON.parse(done.out)).toEqual({ resealed: PEOPLE, retired: ["1"] });
    expect(await sealedWith()).toEqual([{ key: "next", people: PEOPLE }]);
    expect(JSON.parse((await rotate(keys)).out)).toEqual({ resealed: 0, retired: [] });
  }, 60_000);
});

describe("npm run bench:closing", () => {
  it("closes the months of a small ledger and finds no difference", async () => {
    const { code, out } = await run("bench:closing", ["--distributors", "100", "--entries", "2000"]);
    expect(out).toMatch(/^closing \d{4}-\d{2}: [\d.]+ s\n {2}\d+ transfers, \d+ statements\n/);
    expect(out).toMatch(/verifying everything: .*\n {2}\d{4} transfers, first difference: none\n$/);
    expect(code).toBe(0);
  }, 60_000);

  it("says what is wrong with its arguments", async () => {
    const [few, unknown] = await Promise.all([
      run("bench:closing", ["--distributors", "few"]),
      run("bench:closing", ["--people", "100"]),
    ]);
    expect(few).toMatchObject({
      code: 1,
      err: expect.stringContaining("--distributors must be 100 or more"),
    });
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining("Unknown option '--people'") });
  }, 60_000);
});
