import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261129201000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_ended_session" (
      "auth_identity_id" text primary key,
      "ended_at_s" bigint not null,
      "token_hash" text not null
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_ended_session_ended_at_s" on "mall_ended_session" ("ended_at_s");`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_ended_session";`);
  }
}
