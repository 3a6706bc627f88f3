import type { TestLedger } from "./database";

/**
 * Sets the clock by which the database stamps postings, as its owner: the service cannot say when something was
 * posted. Null gives it back its own clock.
 */
export async function postingsAt(ledger: TestLedger, moment: string | null): Promise<void> {
  const clock = moment === null ? "clock_timestamp()" : `'${moment}'::timestamptz`;
  await ledger.asOwner.query(
    `alter table distribution.transfer alter column recorded_at set default ${clock}`,
  );
}

/** Whatever the ledger's own views find wrong. */
export async function drift(ledger: TestLedger): Promise<unknown[]> {
  const accounts = await ledger.asOwner.query<unknown[]>(`select * from distribution.drift`);
  const payouts = await ledger.asOwner.query<unknown[]>(`select * from distribution.payout_mismatch`);
  return [...accounts, ...payouts];
}
