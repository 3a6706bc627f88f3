import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf, BUCKET_NAMES, type Bucket, SYSTEM_ACCOUNTS } from "../ledger/accounts";
import {
  balancesAfter,
  balancesBefore,
  closingOf,
  type Moved,
  movementsOf,
  NO_BALANCES,
  summarize,
  sumsOf,
} from "./statement";

const no = 7n;
const of = (bucket: Bucket) => accountOf(no, bucket);

describe("what a transfer changes", () => {
  it("of an accrual is pending alone: the shop's own accounts are on no statement", () => {
    const accrued = { dr: SYSTEM_ACCOUNTS.commission_expense, cr: of("pending"), amount_fen: 500n };
    expect(movementsOf(accrued)).toEqual([{ bucket: "pending", amount_fen: 500n }]);
  });

  it("of a maturation are two accounts, out and in", () => {
    expect(movementsOf({ dr: of("pending"), cr: of("available"), amount_fen: 500n })).toEqual([
      { bucket: "pending", amount_fen: -500n },
      { bucket: "available", amount_fen: 500n },
    ]);
  });

  it("of withheld tax is the hold alone", () => {
    const withheld = { dr: of("hold"), cr: SYSTEM_ACCOUNTS.tax_payable, amount_fen: 40n };
    expect(movementsOf(withheld)).toEqual([{ bucket: "hold", amount_fen: -40n }]);
  });
});

it("summarizes a month account by account", () => {
  const month: Moved[] = [
    { dr: 0n, cr: of("pending"), amount_fen: 1_000n },
    { dr: of("pending"), cr: 0n, amount_fen: 250n },
    { dr: of("pending"), cr: of("available"), amount_fen: 750n },
  ];
  expect(summarize({ ...NO_BALANCES, available: 10n }, sumsOf(month))).toEqual([
    { bucket: "pending", opening_fen: 0n, in_fen: 1_000n, out_fen: 1_000n, closing_fen: 0n },
    { bucket: "available", opening_fen: 10n, in_fen: 750n, out_fen: 0n, closing_fen: 760n },
    { bucket: "hold", opening_fen: 0n, in_fen: 0n, out_fen: 0n, closing_fen: 0n },
    { bucket: "debt", opening_fen: 0n, in_fen: 0n, out_fen: 0n, closing_fen: 0n },
  ]);
});

describe("laws", () => {
  const accounts = [0n, 1n, 2n, ...BUCKET_NAMES.map(of)];
  const transfers = fc.array(
    fc
      .record({
        dr: fc.constantFrom(...accounts),
        cr: fc.constantFrom(...accounts),
        amount_fen: fc.bigInt(1n, 1_000_000n),
      })
      .filter(({ dr, cr }) => dr !== cr),
    { maxLength: 40 },
  );

  it("opening plus movements is closing, for each account, transfer by transfer", () => {
    fc.assert(
      fc.property(transfers, (month) => {
        const closing = closingOf(summarize(NO_BALANCES, sumsOf(month)));
        expect(month.reduce(balancesAfter, NO_BALANCES)).toEqual(closing);
      }),
    );
  });

  it("a month cut in two closes as the whole does", () => {
    fc.assert(
      fc.property(transfers, fc.nat(40), (month, at) => {
        const first = closingOf(summarize(NO_BALANCES, sumsOf(month.slice(0, at))));
        const second = closingOf(summarize(first, sumsOf(month.slice(at))));
        expect(second).toEqual(closingOf(summarize(NO_BALANCES, sumsOf(month))));
      }),
    );
  });

  it("read backwards, balances come back to where they began", () => {
    fc.assert(
      fc.property(transfers, (month) => {
        const end = month.reduce(balancesAfter, NO_BALANCES);
        expect(month.toReversed().reduce(balancesBefore, end)).toEqual(NO_BALANCES);
      }),
    );
  });
});
