import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Notices that were added to another one, and an index for what a person was told of a kind. */
export class Migration20261130054637 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "wechat_notice" drop constraint if exists "wechat_notice_state_check";`);
    this.addSql(
      `alter table "wechat_notice" add constraint "wechat_notice_state_check" check (state in ('waiting', 'sent', 'delivered', 'failed', 'merged'));`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_notice_customer" on "wechat_notice" ("customer_id", "kind", "created_at");`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_wechat_notice_customer";`);
    this.addSql(`delete from "wechat_notice" where state = 'merged';`);
    this.addSql(`alter table "wechat_notice" drop constraint if exists "wechat_notice_state_check";`);
    this.addSql(
      `alter table "wechat_notice" add constraint "wechat_notice_state_check" check (state in ('waiting', 'sent', 'delivered', 'failed'));`,
    );
  }
}
