import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const TABLES = [
  `"crm_customer_fact" (
    "customer_id" text primary key,
    "registered_at" timestamptz not null,
    "first_order_at" timestamptz null,
    "last_order_at" timestamptz null,
    "order_count" integer not null,
    "paid_fen" bigint not null,
    "refunded_fen" bigint not null,
    "net_fen" bigint generated always as ("paid_fen" - "refunded_fen") stored,
    "refund_count" integer not null,
    "product_ids" text[] not null,
    "category_ids" text[] not null,
    "source" text not null,
    "distributor_id" text null,
    "inviter_id" text null,
    "follows" boolean null,
    "birthday_month" smallint null check ("birthday_month" between 1 and 12),
    "last_visit_at" timestamptz null,
    "computed_at" timestamptz not null
  )`,
  `"crm_tag" (
    "id" text primary key,
    "name" text not null unique,
    "rule" jsonb null,
    "created_by" text not null,
    "created_at" timestamptz not null
  )`,
  `"crm_customer_tag" (
    "customer_id" text not null,
    "tag_id" text not null references "crm_tag" ("id") on delete cascade,
    "origin" text not null check ("origin" in ('hand', 'rule')),
    "set_by" text not null,
    "set_at" timestamptz not null,
    primary key ("customer_id", "tag_id")
  )`,
  `"crm_audit" (
    "number" bigint generated always as identity primary key,
    "at" timestamptz not null,
    "actor_id" text not null,
    "action" text not null,
    "customer_id" text null,
    "subject_id" text null,
    "detail" jsonb not null
  )`,
  `"crm_segment" (
    "id" text primary key,
    "name" text not null unique,
    "expression" jsonb not null,
    "changed_by" text not null,
    "changed_at" timestamptz not null
  )`,
  `"crm_setting" (
    "key" text primary key,
    "value" jsonb not null,
    "changed_by" text not null,
    "changed_at" timestamptz not null
  )`,
  `"crm_rfm_snapshot" (
    "month" text not null,
    "customer_id" text not null,
    "last_order_at" timestamptz not null,
    "order_count" integer not null,
    "net_fen" bigint not null,
    "taken_at" timestamptz not null,
    primary key ("month", "customer_id")
  )`,
  `"crm_note" (
    "id" text primary key,
    "customer_id" text not null,
    "body" text not null,
    "author_id" text not null,
    "created_at" timestamptz not null
  )`,
  `"crm_care" (
    "customer_id" text primary key,
    "owner_id" text null,
    "consents_to_marketing" boolean not null default false,
    "changed_by" text not null,
    "changed_at" timestamptz not null
  )`,
  `"crm_task" (
    "id" text primary key,
    "customer_id" text not null,
    "title" text not null,
    "due_on" date null,
    "assignee_id" text not null,
    "created_by" text not null,
    "created_at" timestamptz not null,
    "done_by" text null,
    "done_at" timestamptz null
  )`,
  `"crm_outreach" (
    "id" text primary key,
    "name" text not null,
    "expression" jsonb not null,
    "promotion_code" text not null,
    "message" text not null,
    "control_bps" integer not null check ("control_bps" between 0 and 5000),
    "seed" text not null,
    "measured_days" integer not null check ("measured_days" between 1 and 90),
    "created_by" text not null,
    "started_at" timestamptz not null
  )`,
  `"crm_outreach_person" (
    "outreach_id" text not null references "crm_outreach" ("id") on delete cascade,
    "customer_id" text not null,
    "state" text not null check ("state" in ('control', 'waiting', 'sending', 'sent', 'skipped', 'failed')),
    "reason" text null,
    "next_attempt_at" timestamptz not null,
    "sent_at" timestamptz null,
    primary key ("outreach_id", "customer_id")
  )`,
];

const INDEXES = [
  `"IDX_crm_fact_net" on "crm_customer_fact" ("net_fen" desc, "customer_id" desc)`,
  `"IDX_crm_fact_last_order" on "crm_customer_fact" ("last_order_at")`,
  `"IDX_crm_fact_products" on "crm_customer_fact" using gin ("product_ids")`,
  `"IDX_crm_fact_categories" on "crm_customer_fact" using gin ("category_ids")`,
  `"IDX_crm_customer_tag" on "crm_customer_tag" ("tag_id")`,
  `"IDX_crm_audit_customer" on "crm_audit" ("customer_id", "number")`,
  `"IDX_crm_note_customer" on "crm_note" ("customer_id", "created_at")`,
  `"IDX_crm_task_customer" on "crm_task" ("customer_id")`,
  `"IDX_crm_task_open" on "crm_task" ("due_on", "id") where "done_at" is null`,
  `"IDX_crm_outreach_waiting" on "crm_outreach_person" ("next_attempt_at") where "state" = 'waiting'`,
  `"IDX_crm_outreach_customer" on "crm_outreach_person" ("customer_id", "sent_at")`,
];

/** Everything that is known and done for customers. */
export class Migration20261130031700 extends Migration {
  override async up(): Promise<void> {
    for (const table of TABLES) {
      this.addSql(`create table if not exists ${table};`);
    }
    for (const index of INDEXES) {
      this.addSql(`create index if not exists ${index};`);
    }
  }

  override async down(): Promise<void> {
    for (const table of TABLES.toReversed()) {
      this.addSql(`drop table if exists ${table.slice(0, table.indexOf(" ("))} cascade;`);
    }
  }
}
