const ACCOUNTS = `array(select no * 8 + bucket
    from unnest(distributor_nos) as no, generate_series(1, 4) as bucket)`;

const lockBalancesSql = (statements: string) => `
create or replace function distribution.lock_balances(distributor_nos bigint[])
  returns table (account bigint, balance_fen bigint) language sql security definer
  set search_path = distribution, pg_temp as $$
${statements}
$$;
`;

/**
 * Balances are read by a statement of their own once they are locked: a statement sees what was committed when it
 * began, so one that waited for a lock would miss an account that was opened meanwhile, and take what is there from
 * debt. Whoever opens an account of a person holds the lock on their pending one, which comes before all others.
 */
export const balancesAsLockedSql = lockBalancesSql(`
  select b.account from balance b where b.account = any (${ACCOUNTS}) order by b.account for update;
  select b.account, b.balance_fen from balance b where b.account = any (${ACCOUNTS}) order by b.account;`);

/** Takes the above back. */
export const balancesAsLockedUndoSql = lockBalancesSql(`
  select b.account, b.balance_fen from balance b
  where b.account = any (${ACCOUNTS})
  order by b.account for update`);
