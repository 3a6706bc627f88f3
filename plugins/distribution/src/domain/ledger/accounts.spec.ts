import { expect, it } from "vitest";
import { accountOf, balancesFrom } from "./accounts";

it("numbers a distributor's accounts by bucket", () => {
  expect(accountOf(1n, "pending")).toBe(9n);
  expect(accountOf(7n, "debt")).toBe(60n);
});

it("reads balances, with debt as what is owed and a missing row as zero", () => {
  const rows = new Map([
    [9n, 500n],
    [12n, -70n],
  ]);
  expect(balancesFrom(1n, rows)).toEqual({
    pending_fen: 500n,
    available_fen: 0n,
    hold_fen: 0n,
    debt_fen: 70n,
  });
});
