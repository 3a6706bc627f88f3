import type { MigrationInterface, QueryRunner } from "typeorm";
import { balancesAsLockedSql, balancesAsLockedUndoSql } from "./sql/balances-as-locked";

/** Whoever locks balances sees every account that is there by then. */
export class BalancesAsLocked1700001600000 implements MigrationInterface {
  name = "BalancesAsLocked1700001600000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(balancesAsLockedSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(balancesAsLockedUndoSql);
  }
}
