import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const MOMENT = "timestamptz null";

export class Migration20261122120000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_order" (
      "id" text not null,
      "order_id" text null,
      "customer_id" text not null,
      "cart_id" text null,
      "payment_session_id" text null,
      "idempotency_key" text not null,
      "request_fingerprint" text not null,
      "state" text not null,
      "pay_by" timestamptz not null,
      "paid_at" ${MOMENT},
      "shipped_at" ${MOMENT},
      "received_at" ${MOMENT},
      "receipt_source" text null,
      "closed_at" ${MOMENT},
      "close_reason" text null,
      "close_note" text null,
      "coupons_returned_at" ${MOMENT},
      "synced_at" timestamptz not null,
      "revision" integer not null default 0,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" ${MOMENT},
      constraint "mall_order_pkey" primary key ("id"),
      constraint "mall_order_placed" check ("order_id" is not null or "state" = 'placing')
    );`);
    this.addSql(
      `create unique index if not exists "IDX_mall_order_order_id_unique" on "mall_order" ("order_id") where deleted_at is null;`,
    );
    this.addSql(
      `create unique index if not exists "IDX_mall_order_customer_id_idempotency_key_unique" on "mall_order" ("customer_id", "idempotency_key") where deleted_at is null;`,
    );
    for (const columns of [
      ["customer_id", "id"],
      ["state", "pay_by"],
      ["state", "shipped_at"],
      ["state", "synced_at"],
    ]) {
      const list = columns.map((column) => `"${column}"`).join(", ");
      this.addSql(
        `create index if not exists "IDX_mall_order_${columns.join("_")}" on "mall_order" (${list}) where deleted_at is null;`,
      );
    }
    this.addSql(
      `create index if not exists "IDX_mall_order_deleted_at" on "mall_order" ("deleted_at") where deleted_at is null;`,
    );
    this.addSql(`create table if not exists "mall_home_page" (
      "id" text not null,
      "content" jsonb not null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" ${MOMENT},
      constraint "mall_home_page_pkey" primary key ("id")
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_home_page_deleted_at" on "mall_home_page" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_home_page";`);
    this.addSql(`drop table if exists "mall_order";`);
  }
}
