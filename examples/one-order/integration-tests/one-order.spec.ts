import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestShop, TEST_ADMIN, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { walkOneOrder } from "../walk.mjs";
import { merchantOf, type Places } from "../web.mjs";

let shop: TestShop;
let places: Places;
const lines: string[] = [];

async function letTimePass(step: string): Promise<void> {
  if (step === "receipt") {
    const { rows } = await shop.pool.query(
      "select count(*)::int as open from distribution.accrual where matures_at is null",
    );
    if (rows[0].open > 0) await shop.runJob("distribution-mature-accruals");
  }
  if (step !== "mature") return;
  await shop.pool.query("update distribution.accrual set matures_at = now() where matures_at > now()");
  await shop.runJob("distribution-mature-accruals");
}

beforeAll(async () => {
  shop = await openTestShop({
    name: "one-order",
    extraEnvironment: { DISTRIBUTION_PAYOUT_PROVIDER: "manual" },
  });
  places = { shop: shop.origin, wechat: shop.wechatOrigin, merchant: TEST_ADMIN };
  await walkOneOrder(places, letTimePass, (line) => lines.push(line));
}, 300_000);

afterAll(() => shop?.close());

it("prints what output.md holds", async () => {
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(__dirname, "..", "output.md"));
});

it("leaves a statement that the merchant reads as a page and as a sheet, and a month that is not over", async () => {
  const merchant = await merchantOf(places);
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const listed = (await merchant("GET", `/admin/distribution/statements?month=${month}`)) as {
    statements: { distributor: { id: string }; accounts: { account: string; closing_fen: string }[] }[];
  };
  const [statement] = listed.statements;
  const path = `/admin/distribution/statements/${month}/${statement?.distributor.id}`;
  expect(await merchant("GET", `${path}?format=html`)).toMatch(/^<!doctype html>[\s\S]*佣金对账单/);
  const sheet = (await merchant("GET", `${path}?format=csv`)) as string;
  expect(sheet).toContain("佣金入账");
  expect(sheet).toContain("提现到账");
  await expect(merchant("POST", "/admin/distribution/statements/close", { month })).rejects.toThrow(
    /409.*month_not_over/,
  );
  await expect(merchant("GET", "/admin/distribution/statements?month=2026-13")).rejects.toThrow(/400/);
  const report = await merchant("GET", `/admin/distribution/tax-reports?month=${month}`);
  expect(report).toMatchObject({ tax_report: { people_paid: 1, gross_fen: "2000" } });
  const filed = (await merchant("GET", `/admin/distribution/tax-reports/export?month=${month}`)) as string;
  expect(filed).toContain("110101199003070011");
  const latest = await merchant("GET", "/admin/distribution/ledger/verify");
  expect(latest).toMatchObject({ verification: { difference: null } });
  const transfers = await merchant("GET", "/admin/distribution/ledger/transfers?limit=1");
  expect(transfers).toMatchObject({
    transfers: [{ kind: "clawback_available" }],
    next_cursor: expect.any(String),
  });
  const accounts = (await merchant("GET", "/admin/distribution/ledger/accounts")) as { accounts: object[] };
  expect(accounts.accounts.length).toBeGreaterThan(2);
});

it("serves the description of its routes", async () => {
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
  const answer = await fetch(`${shop.origin}/store/distribution/openapi.json`, {
    headers: { "x-publishable-api-key": rows[0].token },
  });
  const { paths } = (await answer.json()) as { paths: object };
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/store/distribution/me/entries"]));
});
