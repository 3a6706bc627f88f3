import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130032700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_coupon" (
      "customer_id" text not null,
      "code" text not null,
      "taken_at" timestamptz not null,
      constraint "mall_coupon_pkey" primary key ("customer_id", "code")
    );`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_coupon";`);
  }
}
