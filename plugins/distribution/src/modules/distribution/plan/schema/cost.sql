-- What a piece of each variant costs the shop. Medusa shows a product's metadata to everybody, so costs have a table
-- that no route of the storefront reads. What a line's goods cost is frozen with its order; only the latest is here.
create table distribution.unit_cost (
  variant_id text primary key,
  cost_fen bigint not null check (cost_fen >= 0),
  changed_at timestamptz not null
);
grant select, insert, delete, update (cost_fen, changed_at) on distribution.unit_cost to tengman_distribution;
