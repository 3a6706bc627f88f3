import { Migration } from "@medusajs/framework/mikro-orm/migrations";
import { oneTimeCodeTables } from "@tengman/plugin-kit";

export class Migration20261129232300 extends Migration {
  override async up(): Promise<void> {
    for (const statement of oneTimeCodeTables("email_code")) this.addSql(statement);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "email_code", "email_code_sent";`);
  }
}
