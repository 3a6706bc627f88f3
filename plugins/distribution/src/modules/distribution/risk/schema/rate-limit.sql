-- How often accounts and addresses missed a code. Unlogged: a crash may forget it, and every server counts in it. A job
-- empties it of what is over.
create unlogged table distribution.missed_guess (
  kind text not null check (kind in ('customer', 'address')),
  mark bytea not null,
  window_start timestamptz not null,
  misses integer not null check (misses > 0),
  primary key (kind, mark, window_start)
);
create index missed_guess_over on distribution.missed_guess (window_start);
grant select, insert, delete, update (misses) on distribution.missed_guess to tengman_distribution;
