import type { Auditor, ExpectedBalances } from "./auditor";
import type { Shop } from "./shop";

/** Thrown at the first difference between the shop's books and the auditor's. */
export class Difference extends Error {}

/** @throws Difference unless the two sides see the same */
export function compare(where: string, what: string, shop: unknown, auditor: unknown): void {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  if (text(shop) !== text(auditor)) {
    throw new Difference(`${where}: ${what}: the shop has ${text(shop)}, the auditor ${text(auditor)}`);
  }
}

/** Everybody's accounts. */
export async function compareBalances(shop: Shop, auditor: Auditor, where: string): Promise<void> {
  const customerOf = shop.customerOf();
  const numbers = [...customerOf.keys()].map(BigInt);
  const earnings = await shop.ledger.service.ledger.earnings(numbers);
  const expected = auditor.allBalances();
  for (const [number, customer] of customerOf) {
    const { pending_fen, available_fen, hold_fen, debt_fen, earned_fen } = earnings.get(BigInt(number)) ?? {};
    const kept = { pending_fen, available_fen, hold_fen, debt_fen, earned_fen };
    compare(where, `accounts of ${customer}`, kept, expected.get(customer));
  }
}

/** Everybody's grade. */
export async function compareGrades(shop: Shop, auditor: Auditor, where: string): Promise<void> {
  for (const [customer, code] of await shop.grades()) {
    compare(where, `grade of ${customer}`, code, auditor.gradeOf(customer));
  }
}

interface StoredAccrual {
  key: string;
  distributor_no: string;
  amount_fen: string;
  clawed_fen: string;
  state: "pending" | "available";
}

/** Every accrual, payout and statement, the database's own views of what must never differ, and its verification. */
export async function compareBooks(shop: Shop, auditor: Auditor): Promise<void> {
  await compareAccruals(shop, auditor);
  await comparePayouts(shop, auditor);
  await compareStatements(shop, auditor);
  for (const view of ["drift", "payout_mismatch"]) {
    compare(
      "the end",
      view,
      await shop.ledger.asOwner.query(`select * from distribution.${view} limit 1`),
      [],
    );
  }
  const verified = await shop.ledger.service.statements.verify("auditor", () => new Date());
  compare("the end", "verification", verified.kind === "verified" && verified.verification.difference, null);
}

async function compareAccruals(shop: Shop, auditor: Auditor): Promise<void> {
  const customerOf = shop.customerOf();
  const stored = await shop.ledger.asOwner.query<StoredAccrual[]>(
    `select order_line_id || '/' || tier as key, distributor_no, amount_fen, clawed_fen, state
     from distribution.accrual`,
  );
  const accruals = new Map(stored.map((row) => [row.key, row]));
  for (const { key, owner, ...expected } of auditor.accruals()) {
    const row = accruals.get(key);
    accruals.delete(key);
    const kept = row && {
      amount_fen: row.amount_fen,
      clawed_fen: row.clawed_fen,
      state: row.state,
      owner: customerOf.get(row.distributor_no),
    };
    compare("the end", `accrual ${key}`, kept, { ...expected, owner });
  }
  compare("the end", "accruals of nothing", [...accruals.keys()].slice(0, 1), []);
}

async function comparePayouts(shop: Shop, auditor: Auditor): Promise<void> {
  const stored = await shop.ledger.asOwner.query<
    { id: string; state: string; fee_fen: string; withheld_fen: string | null }[]
  >(`select id, state, fee_fen, withheld_fen from distribution.payout`);
  const payouts = new Map(stored.map(({ id, ...row }) => [id, row]));
  for (const { id, state, fee_fen, withheld_fen } of auditor.payouts()) {
    compare("the end", `payout ${id}`, payouts.get(id), { state, fee_fen, withheld_fen });
  }
  compare("the end", "payouts", payouts.size, auditor.payouts().length);
}

const ACCOUNTS = ["pending", "available", "hold", "debt"] as const;
const NOTHING = { pending_fen: 0n, available_fen: 0n, hold_fen: 0n, debt_fen: 0n };

/** Each closed month's statements begin where the accounts stood at the end of the month before, and end where they stood. */
async function compareStatements(shop: Shop, auditor: Auditor): Promise<void> {
  const rows = await shop.ledger.asOwner.query<Record<string, string>[]>(
    `select * from distribution.statement`,
  );
  const statements = new Map(rows.map((row) => [`${row.month} of ${row.distributor_no}`, row]));
  let before: ReadonlyMap<string, Omit<ExpectedBalances, "earned_fen">> = new Map();
  for (const [month, after] of auditor.closedMonths()) {
    for (const [number, customer] of shop.customerOf()) {
      const [opening, closing] = [before.get(customer) ?? NOTHING, after.get(customer) ?? NOTHING];
      const row = statements.get(`${month} of ${number}`);
      for (const account of ACCOUNTS) {
        const sign = account === "debt" ? -1n : 1n;
        const expected = [opening, closing].map((side) => String(sign * side[`${account}_fen`]));
        // Whoever had no posting in a month has no statement of it: then nothing may have changed.
        const kept = row
          ? [row[`opening_${account}`], row[`closing_${account}`]]
          : [expected[0], expected[0]];
        compare(`statement of ${month}`, `${account} of ${customer}`, kept, expected);
      }
    }
    before = after;
  }
}
