import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261129224900 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "phone_code" (
      "phone_hash" text not null,
      "purpose" text not null,
      "code_hash" text not null,
      "attempts" integer not null default 0,
      "expires_at" timestamptz not null,
      primary key ("phone_hash", "purpose")
    );`);
    this.addSql(`create table if not exists "phone_code_sent" (
      "id" text primary key,
      "phone_hash" text not null,
      "address_hash" text not null,
      "proof_nonce" text null unique,
      "sent_at" timestamptz not null
    );`);
    for (const column of ["phone_hash", "address_hash"]) {
      this.addSql(
        `create index if not exists "IDX_phone_code_sent_${column}" on "phone_code_sent" ("${column}", "sent_at");`,
      );
    }
    this.addSql(`create index if not exists "IDX_phone_code_sent_sent_at" on "phone_code_sent" ("sent_at");`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "phone_code", "phone_code_sent";`);
  }
}
