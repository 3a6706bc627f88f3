import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Plays: what is written by itself, and who was written to on which occasion. */
export class Migration20261130061743 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "crm_play" (
      "kind" text primary key,
      "is_enabled" boolean not null,
      "message" text not null,
      "promotion_code" text not null,
      "control_bps" integer not null,
      "days" integer not null,
      "changed_by" text not null,
      "changed_at" timestamptz not null
    );`);
    this.addSql(`create table if not exists "crm_play_person" (
      "kind" text not null,
      "customer_id" text not null,
      "occasion" text not null,
      "outreach_id" text not null,
      "noted_at" timestamptz not null,
      primary key ("kind", "customer_id", "occasion")
    );`);
    this.addSql(
      `create index if not exists "IDX_crm_play_person_customer" on "crm_play_person" ("customer_id");`,
    );
    this.addSql(`alter table "crm_outreach" add column if not exists "play" text null;`);
    this.addSql(
      `create index if not exists "IDX_crm_outreach_play" on "crm_outreach" ("play", "started_at") where "play" is not null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "crm_outreach" where "play" is not null;`);
    this.addSql(`alter table "crm_outreach" drop column if exists "play";`);
    this.addSql(`drop table if exists "crm_play_person";`);
    this.addSql(`drop table if exists "crm_play";`);
  }
}
