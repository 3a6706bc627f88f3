import type { MigrationInterface, QueryRunner } from "typeorm";
import { joiningSql, joiningUndoSql } from "./sql/joining";

/** Keeps every agreement that was accepted, and invitations. */
export class Joining1700000402000 implements MigrationInterface {
  name = "Joining1700000402000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(joiningSql);
  }

  /** Forgets earlier acceptances; the latest stays on the distributor. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(joiningUndoSql);
  }
}
