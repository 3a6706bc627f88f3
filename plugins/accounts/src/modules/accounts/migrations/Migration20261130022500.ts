import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Log-ins, profiles, consents, and accounts that are being closed. */
export class Migration20261130022500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "account_session" (
      "id" text not null primary key,
      "token_hash" text not null unique,
      "auth_identity_id" text not null,
      "customer_id" text not null,
      "provider" text not null,
      "device" text not null,
      "network" text not null,
      "issued_at_s" bigint not null,
      "first_seen_at" timestamptz not null,
      "last_seen_at" timestamptz not null,
      "expires_at" timestamptz not null,
      "ended_at" timestamptz null
    );`);
    this.addSql(
      `create index if not exists "IDX_account_session_customer_id" on "account_session" ("customer_id", "last_seen_at" desc);`,
    );
    this.addSql(
      `create index if not exists "IDX_account_session_last_seen_at" on "account_session" ("last_seen_at");`,
    );
    this.addSql(`create table if not exists "account_profile" (
      "customer_id" text not null primary key,
      "nickname" text null,
      "sex" text null check ("sex" in ('female', 'male', 'other')),
      "birthday" date null,
      "avatar_file_id" text null,
      "avatar_url" text null,
      "changed_at" timestamptz not null
    );`);
    this.addSql(`create table if not exists "account_consent" (
      "customer_id" text not null,
      "purpose" text not null,
      "version" text not null,
      "given_at" timestamptz not null,
      "withdrawn_at" timestamptz null,
      primary key ("customer_id", "purpose", "version")
    );`);
    this.addSql(`create table if not exists "account_closing" (
      "customer_id" text not null primary key,
      "auth_identity_ids" text[] not null,
      "state" text not null check ("state" in ('closing', 'closed')),
      "closed_at" timestamptz not null,
      "finished_at" timestamptz null,
      "attempts" integer not null default 0,
      "last_error" text null,
      "next_attempt_at" timestamptz not null
    );`);
    this.addSql(
      `create index if not exists "IDX_account_closing_next_attempt_at" on "account_closing" ("next_attempt_at");`,
    );
  }

  override async down(): Promise<void> {
    for (const table of ["account_closing", "account_consent", "account_profile", "account_session"]) {
      this.addSql(`drop table if exists "${table}";`);
    }
  }
}
