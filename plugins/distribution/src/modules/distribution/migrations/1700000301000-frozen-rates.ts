import type { MigrationInterface, QueryRunner } from "typeorm";
import { frozenRatesSql, frozenRatesUndoSql } from "./sql/frozen-rates";

/** Freezes exact amounts with their reasons, the goods of a line, and the people above a buyer. */
export class FrozenRates1700000301000 implements MigrationInterface {
  name = "FrozenRates1700000301000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(frozenRatesSql);
  }

  /** @throws when an order is frozen with more than a rate */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(frozenRatesUndoSql);
  }
}
