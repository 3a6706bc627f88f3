import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130054138 extends Migration {
  override async up(): Promise<void> {
    // The merchant's list of what waits to be sent, oldest first.
    this.addSql(`create index if not exists "IDX_mall_order_to_ship"
      on "mall_order" ((coalesce("paid_at", "created_at")), "id") where "state" = 'to_ship' and "deleted_at" is null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_mall_order_to_ship";`);
  }
}
