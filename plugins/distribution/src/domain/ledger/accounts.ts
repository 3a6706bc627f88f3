/** A distributor's accounts. */
export const BUCKETS = { pending: 1, available: 2, hold: 3, debt: 4 } as const;

export type Bucket = keyof typeof BUCKETS;

/** The buckets in the order in which statements show them. */
export const BUCKET_NAMES = Object.keys(BUCKETS) as Bucket[];

/** The shop's own accounts; they keep no balance row, for in double entry they would be the hottest rows. */
export const SYSTEM_ACCOUNTS = {
  commission_expense: 0n,
  tax_payable: 1n,
  payout_funds: 2n,
  payout_fee_income: 3n,
} as const;

const ACCOUNTS_PER_OWNER = 8n;

/** The number of a distributor's account. */
export function accountOf(distributor_no: bigint, bucket: Bucket): bigint {
  return distributor_no * ACCOUNTS_PER_OWNER + BigInt(BUCKETS[bucket]);
}

/** Whose account a transfer is about: the shop's own have the lowest numbers. */
export function ownerOf({ dr, cr }: { dr: bigint; cr: bigint }): bigint {
  return (dr > cr ? dr : cr) / ACCOUNTS_PER_OWNER;
}

/** The balances of one distributor; `debt_fen` is what is owed, as a positive number. */
export interface Balances {
  pending_fen: bigint;
  available_fen: bigint;
  hold_fen: bigint;
  debt_fen: bigint;
}

/** Reads a distributor's balances from its accounts' rows; a missing row is zero. */
export function balancesFrom(distributor_no: bigint, rows: ReadonlyMap<bigint, bigint>): Balances {
  const balance = (bucket: Bucket) => rows.get(accountOf(distributor_no, bucket)) ?? 0n;
  return {
    pending_fen: balance("pending"),
    available_fen: balance("available"),
    hold_fen: balance("hold"),
    debt_fen: -balance("debt"),
  };
}
