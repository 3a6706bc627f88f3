import type { MigrationInterface, QueryRunner } from "typeorm";
import { payoutFeesSql, payoutFeesUndoSql } from "./sql/payout-fees";

/** Lets a payout cost what its plan says: the fee, its guards, and the kind of its transfer. */
export class PayoutFees1700001100000 implements MigrationInterface {
  name = "PayoutFees1700001100000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(payoutFeesSql);
  }

  /** @throws when a payout has cost something */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(payoutFeesUndoSql);
  }
}
