import type { MigrationInterface, QueryRunner } from "typeorm";
import { leanAccrualsSql, leanAccrualsUndoSql } from "./sql/lean-accruals";

/** Posting and maturing cost what a batch is about, however large the ledger is. */
export class LeanAccruals1700001510000 implements MigrationInterface {
  name = "LeanAccruals1700001510000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(leanAccrualsSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(leanAccrualsUndoSql);
  }
}
