import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Which addresses have had a report's mail, so that only the others are tried again. */
export class Migration20261130071947 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table insights.report_mail add column if not exists mailed jsonb not null default '{}'::jsonb;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`alter table insights.report_mail drop column if exists mailed;`);
  }
}
