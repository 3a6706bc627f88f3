import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const CHECK = "wechat_notification_subject_check";

/** Notifications may be about transfers to people. */
export class Migration20261122150100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "wechat_notification" drop constraint if exists "${CHECK}";`);
    this.addSql(
      `alter table "wechat_notification" add constraint "${CHECK}" check ("subject" in ('transaction', 'refund', 'transfer'));`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "wechat_notification" where "subject" = 'transfer';`);
    this.addSql(`alter table "wechat_notification" drop constraint if exists "${CHECK}";`);
    this.addSql(
      `alter table "wechat_notification" add constraint "${CHECK}" check ("subject" in ('transaction', 'refund'));`,
    );
  }
}
