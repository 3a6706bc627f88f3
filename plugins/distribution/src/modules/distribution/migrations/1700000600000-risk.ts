import type { MigrationInterface, QueryRunner } from "typeorm";
import { riskSql, riskUndoSql } from "./sql/risk";

/** Lets the ledger recognise what accounts share, and hold money until somebody has looked. */
export class Risk1700000600000 implements MigrationInterface {
  name = "Risk1700000600000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(riskSql);
  }

  /** @throws when a case was decided */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(riskUndoSql);
  }
}
