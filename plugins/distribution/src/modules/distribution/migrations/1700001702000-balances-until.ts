import type { MigrationInterface, QueryRunner } from "typeorm";
import { balancesUntilSql, balancesUntilUndoSql } from "./sql/balances-until";

/** Balances at a moment are found from the nearest ones that are known. */
export class BalancesUntil1700001702000 implements MigrationInterface {
  name = "BalancesUntil1700001702000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(balancesUntilSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(balancesUntilUndoSql);
  }
}
