-- The shop's roles, made once by the superuser: psql -v owner_password=… -v app_password=… -v reader_password=… -f roles.sql
-- owner: migrations alone. app: what servers and workers connect as; it changes rows and no table, and works in the ledger
-- as tengman_distribution, which owns nothing. reader: people and dashboards; it changes nothing.
\set ON_ERROR_STOP on
create role tengman_owner login password :'owner_password';
create role tengman_app login password :'app_password' connection limit 200;
create role tengman_reader login password :'reader_password' connection limit 10;
-- The ledger's migration would make it, if owners might make roles.
create role tengman_distribution nologin;
grant tengman_distribution to tengman_owner, tengman_app;
alter role tengman_reader set default_transaction_read_only = on;
alter role tengman_reader set statement_timeout = '60s';

create database tengman owner tengman_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
revoke all on database tengman from public;
grant connect, temporary on database tengman to tengman_app;
grant connect on database tengman to tengman_reader;

\connect tengman
alter schema public owner to tengman_owner;
revoke create on schema public from public;
grant usage on schema public to tengman_app, tengman_reader;
-- Tables that migrations will make. The ledger's grants are its own.
alter default privileges for role tengman_owner in schema public
  grant select, insert, update, delete on tables to tengman_app;
alter default privileges for role tengman_owner in schema public grant usage, select on sequences to tengman_app;
alter default privileges for role tengman_owner in schema public grant execute on functions to tengman_app;
alter default privileges for role tengman_owner in schema public grant select on tables to tengman_reader;
