import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Counts are worth nothing after a crash: the table is not logged, which makes each count several times cheaper. */
export class Migration20261129200100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create unlogged table if not exists "mall_rate_limit" (
      "key" varchar(255) primary key,
      "points" integer not null default 0,
      "expire" bigint null
    );`);
    this.addSql(`create index if not exists "IDX_mall_rate_limit_expire" on "mall_rate_limit" ("expire");`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_rate_limit";`);
  }
}
