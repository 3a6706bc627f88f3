-- What each distributor earned by day and by month of Asia/Shanghai in which it was recorded. Derived, and rebuildable.
create table distribution.earning_day (
  day date not null,
  distributor_no bigint not null,
  earned_fen bigint not null,
  orders integer not null,
  primary key (day, distributor_no)
);
grant select, insert, update on distribution.earning_day to tengman_distribution;

create table distribution.earning_month (
  distributor_no bigint not null,
  month date not null,
  earned_fen bigint not null,
  orders integer not null,
  primary key (distributor_no, month)
) with (fillfactor = 80);
create index earning_month_ranking on distribution.earning_month (month, earned_fen desc, distributor_no);
grant select, insert, update on distribution.earning_month to tengman_distribution;

-- Up to when earnings were added up.
create table distribution.rollup_progress (
  singleton boolean default true primary key check (singleton),
  rolled_until timestamptz not null
);
grant select, insert, update on distribution.rollup_progress to tengman_distribution;
