import type { MigrationInterface, QueryRunner } from "typeorm";
import { uplineSql, uplineUndoSql } from "./sql/upline";

/** The people above a buyer are found without planning a query. */
export class Upline1700001700000 implements MigrationInterface {
  name = "Upline1700001700000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(uplineSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(uplineUndoSql);
  }
}
