import type { MigrationInterface, QueryRunner } from "typeorm";
import { standingSql, standingUndoSql } from "./sql/standing";

/** Keeps why a distributor's status changed, when and by whom, and lets it move along its ways only. */
export class Standing1700000400000 implements MigrationInterface {
  name = "Standing1700000400000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(standingSql);
  }

  /** Forgets the reasons; the audit trail keeps them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(standingUndoSql);
  }
}
