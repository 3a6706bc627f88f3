import { BUCKET_NAMES, BUCKETS, type Bucket } from "../ledger/accounts";
import { sumFen } from "../money";

const FIRST_OWNED_ACCOUNT = 8n;
const BUCKET_MASK = 7n;

const NAME_OF_NUMBER = new Map<bigint, Bucket>(BUCKET_NAMES.map((name) => [BigInt(BUCKETS[name]), name]));

/** What stands in each account of a distributor, as double entry signs it: debt is zero or negative. */
export type AccountBalances = Record<Bucket, bigint>;

/** Nothing in any account. */
export const NO_BALANCES: AccountBalances = { pending: 0n, available: 0n, hold: 0n, debt: 0n };

/** The accounts and amount of a transfer. */
export interface Moved {
  dr: bigint;
  cr: bigint;
  amount_fen: bigint;
}

/** One account of the owner that a transfer changes, and by how much. */
export interface Movement {
  bucket: Bucket;
  amount_fen: bigint;
}

/** What a transfer changes in its owner's accounts: one account, or two when it moves between them. */
export function movementsOf({ dr, cr, amount_fen }: Moved): Movement[] {
  const leg = (account: bigint, signed_fen: bigint): Movement[] => {
    const bucket = account >= FIRST_OWNED_ACCOUNT ? NAME_OF_NUMBER.get(account & BUCKET_MASK) : undefined;
    return bucket ? [{ bucket, amount_fen: signed_fen }] : [];
  };
  return [...leg(dr, -amount_fen), ...leg(cr, amount_fen)];
}

/** Balances after a transfer. */
export function balancesAfter(before: AccountBalances, moved: Moved): AccountBalances {
  return applied(before, movementsOf(moved), 1n);
}

/** Balances before a transfer, from those after it. */
export function balancesBefore(after: AccountBalances, moved: Moved): AccountBalances {
  return applied(after, movementsOf(moved), -1n);
}

function applied(balances: AccountBalances, movements: readonly Movement[], sign: bigint): AccountBalances {
  const next = { ...balances };
  for (const { bucket, amount_fen } of movements) next[bucket] += sign * amount_fen;
  return next;
}

/** One account over a month: what it began with, what came in and went out, and what it ended with. */
export interface AccountSummary {
  bucket: Bucket;
  opening_fen: bigint;
  in_fen: bigint;
  out_fen: bigint;
  closing_fen: bigint;
}

/** Sums of a month's movements by account, `in` and `out` both positive. */
export type AccountSums = Record<Bucket, { in_fen: bigint; out_fen: bigint }>;

/** Adds up movements. */
export function sumsOf(transfers: readonly Moved[]): AccountSums {
  const movements = transfers.flatMap(movementsOf);
  const sums = (bucket: Bucket) => {
    const own = movements.filter((movement) => movement.bucket === bucket);
    return {
      in_fen: sumFen(own.filter(({ amount_fen }) => amount_fen > 0n).map(({ amount_fen }) => amount_fen)),
      out_fen: -sumFen(own.filter(({ amount_fen }) => amount_fen < 0n).map(({ amount_fen }) => amount_fen)),
    };
  };
  return {
    pending: sums("pending"),
    available: sums("available"),
    hold: sums("hold"),
    debt: sums("debt"),
  };
}

/** A month's accounts: opening plus what came in less what went out is closing, for each of them. */
export function summarize(opening: AccountBalances, sums: AccountSums): AccountSummary[] {
  return BUCKET_NAMES.map((bucket) => {
    const opening_fen = opening[bucket];
    const { in_fen, out_fen } = sums[bucket];
    return { bucket, opening_fen, in_fen, out_fen, closing_fen: opening_fen + in_fen - out_fen };
  });
}

/** Balances out of a month's summary. */
export function closingOf(summary: readonly AccountSummary[]): AccountBalances {
  const balances = { ...NO_BALANCES };
  for (const { bucket, closing_fen } of summary) balances[bucket] = closing_fen;
  return balances;
}
