import type { MigrationInterface, QueryRunner } from "typeorm";
import { costsSql, costsUndoSql } from "./sql/costs";

/** Keeps what goods cost the shop where nobody else can read it. */
export class UnitCosts1700002300000 implements MigrationInterface {
  name = "UnitCosts1700002300000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(costsSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(costsUndoSql);
  }
}
