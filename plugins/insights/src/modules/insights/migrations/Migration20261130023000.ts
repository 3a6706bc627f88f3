import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Events by day, and the log of days that have to be counted anew. */
export class Migration20261130023000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create schema if not exists insights;`);
    // Few indexes: the key finds a visitor's events and keeps each of them single, and rows lie as they came.
    this.addSql(`create table if not exists insights.event (
      occurred_at timestamptz not null,
      event_id uuid not null,
      visitor_id uuid not null,
      kind smallint not null,
      results integer,
      customer_id text,
      path text,
      product_id text,
      term text,
      channel text,
      share_token text,
      primary key (visitor_id, event_id, occurred_at)
    ) partition by range (occurred_at);`);
    this.addSql(`create index if not exists event_time on insights.event using brin (occurred_at);`);
    this.addSql(`create table if not exists insights.changed_day (
      day date not null,
      noted_at timestamptz not null default now()
    );`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop schema if exists insights cascade;`);
  }
}
