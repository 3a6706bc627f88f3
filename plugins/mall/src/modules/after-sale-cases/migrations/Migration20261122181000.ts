import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const MOMENT = "timestamptz null";
const BOOKKEEPING = `"created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" ${MOMENT}`;

export class Migration20261122181000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_after_sale_case" (
      "id" text not null,
      "order_id" text not null,
      "customer_id" text not null,
      "type" text not null,
      "state" text not null,
      "reason" text not null,
      "description" text not null,
      "asked_fen" text not null,
      "goods_fen" text not null,
      "freight_fen" text not null,
      "approved_fen" text null,
      "reject_reason" text null,
      "return_to" text null,
      "send_back_by" ${MOMENT},
      "carrier" text null,
      "tracking_number" text null,
      "return_id" text null,
      "refund_id" text null,
      "decided_at" ${MOMENT},
      "sent_back_at" ${MOMENT},
      "goods_received_at" ${MOMENT},
      "refund_began_at" ${MOMENT},
      "refunded_at" ${MOMENT},
      "closed_at" ${MOMENT},
      "revision" integer not null default 0,
      ${BOOKKEEPING},
      constraint "mall_after_sale_case_pkey" primary key ("id"),
      constraint "mall_after_sale_case_end" check
        (("closed_at" is not null) = ("state" in ('refunded', 'rejected', 'canceled'))),
      constraint "mall_after_sale_case_money" check
        ("approved_fen" is not null or "state" not in ('to_refund', 'refunding', 'refunded'))
    );`);
    for (const columns of [
      ["customer_id", "id"],
      ["order_id", "id"],
      ["state", "id"],
    ]) {
      const list = columns.map((column) => `"${column}"`).join(", ");
      this.addSql(
        `create index if not exists "IDX_mall_after_sale_case_${columns.join("_")}" on "mall_after_sale_case" (${list}) where deleted_at is null;`,
      );
    }
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_case_id" on "mall_after_sale_case" ("id") where closed_at is null and deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_case_deleted_at" on "mall_after_sale_case" ("deleted_at") where deleted_at is null;`,
    );
    this.addSql(`create table if not exists "mall_after_sale_line" (
      "id" text not null,
      "after_sale_id" text not null,
      "order_line_id" text not null,
      "quantity" integer not null,
      "is_open" boolean not null default true,
      ${BOOKKEEPING},
      constraint "mall_after_sale_line_pkey" primary key ("id"),
      constraint "mall_after_sale_line_quantity" check ("quantity" > 0),
      constraint "mall_after_sale_line_after_sale_id_foreign" foreign key ("after_sale_id")
        references "mall_after_sale_case" ("id") on update cascade on delete cascade
    );`);
    this.addSql(
      `create unique index if not exists "IDX_mall_after_sale_line_order_line_id_unique" on "mall_after_sale_line" ("order_line_id") where is_open and deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_line_after_sale_id" on "mall_after_sale_line" ("after_sale_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_line_deleted_at" on "mall_after_sale_line" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_after_sale_line";`);
    this.addSql(`drop table if exists "mall_after_sale_case";`);
  }
}
