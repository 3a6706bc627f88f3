-- What a shared link carries: it says nothing about anybody.
create table distribution.share_token (
  token text collate "C" primary key check (token ~ '^[A-Za-z0-9_-]{16,32}$'),
  distributor_id text collate "C" not null references distribution.distributor,
  target_type text not null check (target_type in ('shop', 'product')),
  target_id text,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint share_token_check check ((target_type = 'shop') = (target_id is null)),
  constraint share_token_check1 check (expires_at > issued_at)
);
create index share_token_distributor on distribution.share_token (distributor_id, target_type, target_id);
grant select, insert, update (revoked_at) on distribution.share_token to tengman_distribution;
