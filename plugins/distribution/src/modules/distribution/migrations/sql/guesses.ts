import { SERVICE_ROLE } from "../../database/data-source";

/**
 * How often accounts and addresses missed when they named a share link, an invitation or an identity. It is unlogged:
 * a crash may forget it, and every server of the shop counts in it. A job empties it of what is over.
 */
export const guessesSql = `
create unlogged table distribution.missed_guess (
  kind text not null check (kind in ('customer', 'address')),
  mark bytea not null,
  window_start timestamptz not null,
  misses int not null check (misses > 0),
  primary key (kind, mark, window_start)
);
create index missed_guess_over on distribution.missed_guess (window_start);

grant select, insert, delete, update (misses) on distribution.missed_guess to ${SERVICE_ROLE};
`;

/** Takes the above back. */
export const guessesUndoSql = `
drop table distribution.missed_guess;
`;
