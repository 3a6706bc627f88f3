import { Migration } from "@medusajs/framework/mikro-orm/migrations";
import { oneTimeCodeTables } from "@tengman/plugin-kit";

export class Migration20261129224900 extends Migration {
  override async up(): Promise<void> {
    for (const statement of oneTimeCodeTables("phone_code")) this.addSql(statement);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "phone_code", "phone_code_sent";`);
  }
}
