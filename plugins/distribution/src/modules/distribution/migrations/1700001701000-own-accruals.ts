import type { MigrationInterface, QueryRunner } from "typeorm";
import { ownAccrualsSql, ownAccrualsUndoSql } from "./sql/own-accruals";

/** Accruals need no index by their owner. */
export class OwnAccruals1700001701000 implements MigrationInterface {
  name = "OwnAccruals1700001701000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ownAccrualsSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(ownAccrualsUndoSql);
  }
}
