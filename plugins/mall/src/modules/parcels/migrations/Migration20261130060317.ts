import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130060317 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_parcel" (
      "order_id" text not null,
      "tracking_number" text not null,
      "carrier" text not null,
      "carrier_code" text,
      "phone_tail" text not null,
      "sent_at" timestamptz not null,
      "state" text constraint "mall_parcel_state" check
        ("state" in ('collected', 'in_transit', 'delivering', 'signed', 'problem', 'returned')),
      "signed_at" timestamptz,
      "heard_at" timestamptz,
      "followed_at" timestamptz,
      "failures" integer not null default 0,
      "act_at" timestamptz not null,
      "is_over" boolean not null default false,
      primary key ("order_id", "tracking_number")
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_parcel_due" on "mall_parcel" ("act_at") where not "is_over";`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_parcel_number" on "mall_parcel" ("carrier_code", "tracking_number");`,
    );
    this.addSql(`create table if not exists "mall_parcel_event" (
      "carrier_code" text not null,
      "tracking_number" text not null,
      "at" timestamptz not null,
      "text" text not null,
      "state" text not null
    );`);
    this.addSql(`create unique index if not exists "IDX_mall_parcel_event" on "mall_parcel_event"
      ("carrier_code", "tracking_number", "at", md5("text"));`);
    // What a service signed stays as it came: when goods were signed for decides how long they may go back.
    this.addSql(`create table if not exists "mall_parcel_push" (
      "service" text not null,
      "hash" text not null,
      "body" text not null,
      "received_at" timestamptz not null,
      primary key ("service", "hash")
    );`);
    this.addSql(`create table if not exists "mall_logistics_setting" (
      "id" boolean not null primary key default true constraint "mall_logistics_setting_one" check ("id"),
      "receipt_on_signed" boolean not null,
      "changed_by" text not null,
      "changed_at" timestamptz not null
    );`);
  }

  override async down(): Promise<void> {
    for (const table of ["logistics_setting", "parcel_push", "parcel_event", "parcel"]) {
      this.addSql(`drop table if exists "mall_${table}";`);
    }
  }
}
