import type { MigrationInterface, QueryRunner } from "typeorm";
import { maturationSql, maturationUndoSql } from "./sql/maturation";

/** Lets pending commission mature: receipts, the schedule's guards, and the kinds `mature` and `repay`. */
export class Maturation1700000100000 implements MigrationInterface {
  name = "Maturation1700000100000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(maturationSql);
  }

  /** @throws when anything has matured */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(maturationUndoSql);
  }
}
