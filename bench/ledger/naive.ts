/** The tables of a mall that writes a commission and updates a wallet, order by order. */
export const NAIVE = `create schema naive;
  create table naive.commission (id bigserial primary key, order_line_id text not null, tier smallint not null,
    user_id bigint not null, amount_fen bigint not null, created_at timestamptz not null default now(),
    unique (order_line_id, tier));
  create index on naive.commission (user_id, created_at);
  create table naive.wallet (user_id bigint primary key, balance_fen bigint not null);
  grant usage on schema naive to public;
  grant all on all tables in schema naive to public;
  grant all on all sequences in schema naive to public;`;
