import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const ROW_TIMES = `"created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null`;

export class Migration20261122183000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_disclosure" (
      "id" text not null,
      "content" jsonb not null,
      ${ROW_TIMES},
      constraint "mall_disclosure_pkey" primary key ("id")
    );`);
    this.addSql(`create table if not exists "mall_invoice" (
      "id" text not null,
      "order_id" text not null,
      "state" text not null,
      "type" text not null,
      "title" text not null,
      "tax_number" text null,
      "email" text not null,
      "invoice_number" text null,
      "url" text null,
      "issued_amount_fen" text null,
      "issued_at" timestamptz null,
      "issued_by" text null,
      "revision" integer not null default 0,
      ${ROW_TIMES},
      constraint "mall_invoice_pkey" primary key ("id"),
      constraint "mall_invoice_company" check (("type" = 'company') = ("tax_number" is not null)),
      constraint "mall_invoice_issued" check
        (("state" = 'issued') = ("invoice_number" is not null) and ("state" = 'issued') = ("issued_at" is not null))
    );`);
    this.addSql(
      `create unique index if not exists "IDX_mall_invoice_order_id_unique" on "mall_invoice" ("order_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_invoice_state_id" on "mall_invoice" ("state", "id") where deleted_at is null;`,
    );
    for (const table of ["mall_disclosure", "mall_invoice"]) {
      this.addSql(
        `create index if not exists "IDX_${table}_deleted_at" on "${table}" ("deleted_at") where deleted_at is null;`,
      );
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_invoice";`);
    this.addSql(`drop table if exists "mall_disclosure";`);
  }
}
