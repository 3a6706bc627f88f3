import type { MigrationInterface, QueryRunner } from "typeorm";
import { forgoneSql, forgoneUndoSql } from "./sql/forgone";

/** Those whose account is closed, and those who paid themselves, earn nothing. */
export class Forgone1700002310000 implements MigrationInterface {
  name = "Forgone1700002310000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(forgoneSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgoneUndoSql);
  }
}
