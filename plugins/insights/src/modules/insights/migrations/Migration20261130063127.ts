import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Reports that are mailed every week or month. */
export class Migration20261130063127 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists insights.report_mail (
      id text primary key,
      report text not null,
      every text not null check (every in ('week', 'month')),
      emails jsonb not null,
      next_on date not null,
      try_at timestamptz not null,
      attempts integer not null default 0,
      reason text,
      sent_at timestamptz,
      created_by text not null,
      created_at timestamptz not null
    );`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists insights.report_mail;`);
  }
}
