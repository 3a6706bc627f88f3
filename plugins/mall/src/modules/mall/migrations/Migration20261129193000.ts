import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What a job could not finish waits apart, longer each time. */
export class Migration20261129193000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_retry" (
      "id" text not null,
      "job" text not null,
      "row_id" text not null,
      "failures" integer not null,
      "retry_at" timestamptz not null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null,
      constraint "mall_retry_pkey" primary key ("id")
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_retry_job_retry_at" on "mall_retry" ("job", "retry_at") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_retry_deleted_at" on "mall_retry" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_retry";`);
  }
}
