-- What accounts have in common, as keyed hashes only. What somebody only wrote is told apart from what is proven.
create table distribution.risk_trace (
  kind text not null check (kind in ('device', 'address', 'person', 'contact', 'payee', 'payee_named')),
  mark bytea not null,
  customer_id text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (kind, mark, customer_id)
);
create index risk_trace_customer on distribution.risk_trace (customer_id, kind);
grant select, insert, delete, update (last_seen_at) on distribution.risk_trace to tengman_distribution;
