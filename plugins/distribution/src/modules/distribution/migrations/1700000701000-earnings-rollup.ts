import type { MigrationInterface, QueryRunner } from "typeorm";
import { earningsRollupSql, earningsRollupUndoSql } from "./sql/earnings-rollup";

/** Keeps what distributors earned by day and month, so that nobody adds up accruals while a page waits. */
export class EarningsRollup1700000701000 implements MigrationInterface {
  name = "EarningsRollup1700000701000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(earningsRollupSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(earningsRollupUndoSql);
  }
}
