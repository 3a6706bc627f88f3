import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What the shop looks for by itself, what it found, and who was told. */
export class Migration20261130055341 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists insights.alert_rule (
      kind text primary key,
      threshold integer not null,
      is_enabled boolean not null
    );`);
    this.addSql(`create table if not exists insights.alert_settings (
      id integer primary key check (id = 1),
      emails jsonb not null,
      webhook_url text,
      webhook_secret text,
      quiet_from_hour integer not null,
      quiet_until_hour integer not null,
      changed_by text not null,
      changed_at timestamptz not null
    );`);
    this.addSql(`create table if not exists insights.alert (
      id text primary key,
      kind text not null,
      cause text not null,
      value integer not null,
      threshold integer not null,
      subjects jsonb not null,
      opened_at timestamptz not null,
      seen_at timestamptz not null,
      closed_at timestamptz,
      acknowledged_by text,
      acknowledged_at timestamptz
    );`);
    this.addSql(
      `create unique index if not exists alert_open on insights.alert (cause) where closed_at is null;`,
    );
    this.addSql(`create index if not exists alert_opened on insights.alert (opened_at desc);`);
    this.addSql(`create table if not exists insights.alert_message (
      id text primary key,
      alert_id text not null,
      happened text not null check (happened in ('opened', 'closed')),
      channel text not null check (channel in ('mail', 'webhook')),
      recipient text not null,
      state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
      attempts integer not null default 0,
      reason text,
      next_attempt_at timestamptz not null,
      sent_at timestamptz,
      unique (alert_id, happened, channel, recipient)
    );`);
    this.addSql(
      `create index if not exists alert_message_waiting on insights.alert_message (next_attempt_at) where state = 'waiting';`,
    );
  }

  override async down(): Promise<void> {
    for (const table of ["alert_message", "alert", "alert_settings", "alert_rule"]) {
      this.addSql(`drop table if exists insights.${table};`);
    }
  }
}
