import type { MigrationInterface, QueryRunner } from "typeorm";
import { erasureSql, erasureUndoSql } from "./sql/erasure";

/** Lets people close their account for good: who they are goes, the ledger stays. */
export class Erasure1700000601000 implements MigrationInterface {
  name = "Erasure1700000601000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(erasureSql);
  }

  /** @throws when somebody was erased */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(erasureUndoSql);
  }
}
