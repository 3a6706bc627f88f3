import type { MigrationInterface, QueryRunner } from "typeorm";
import { planTermsSql, planTermsUndoSql } from "./sql/plan-terms";

/** Gives plans a start, fixed amounts, more ways of joining, and their terms. */
export class PlanTerms1700000300000 implements MigrationInterface {
  name = "PlanTerms1700000300000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(planTermsSql);
  }

  /** @throws when a plan says what the older shape cannot hold */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(planTermsUndoSql);
  }
}
