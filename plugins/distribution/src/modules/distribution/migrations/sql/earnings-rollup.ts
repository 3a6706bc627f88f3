import { SERVICE_ROLE } from "../../database/data-source";

/** What each distributor earned, by the Asia/Shanghai day and month in which it was recorded. Derived, and rebuildable. */
export const earningsRollupSql = `
create table distribution.earning_day (
  day date not null,
  distributor_no bigint not null,
  earned_fen bigint not null,
  orders integer not null,
  primary key (day, distributor_no)
);
create table distribution.earning_month (
  distributor_no bigint not null,
  month date not null,
  earned_fen bigint not null,
  orders integer not null,
  primary key (distributor_no, month)
) with (fillfactor = 80);
create index earning_month_ranking on distribution.earning_month (month, earned_fen desc, distributor_no);
create table distribution.rollup_progress (
  singleton boolean primary key default true check (singleton),
  rolled_until timestamptz not null
);
-- What has left distributors' accounts for the shop's other ones: a few rows a person.
create index transfer_left on distribution.transfer ((dr >> 3)) where dr >= 8 and cr between 1 and 7;

grant select, insert, update on distribution.earning_day, distribution.earning_month, distribution.rollup_progress
  to ${SERVICE_ROLE};
`;

/** Takes the above back. */
export const earningsRollupUndoSql = `
drop index distribution.transfer_left;
drop table distribution.earning_day, distribution.earning_month, distribution.rollup_progress;
`;
