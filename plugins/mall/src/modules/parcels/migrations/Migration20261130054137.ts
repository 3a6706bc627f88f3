import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130054137 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_order_mark" (
      "order_id" text not null primary key,
      "flag" text constraint "mall_order_mark_flag" check ("flag" in ('red', 'orange', 'green', 'blue', 'purple')),
      "remark" text,
      "changed_by" text not null,
      "changed_at" timestamptz not null
    );`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_order_mark";`);
  }
}
