import type { MigrationInterface, QueryRunner } from "typeorm";
import { payoutsSql, payoutsUndoSql } from "./sql/payouts";

/** Lets what is available be paid out: sealed identities, payouts, and the kinds of their transfers. */
export class Payouts1700000200000 implements MigrationInterface {
  name = "Payouts1700000200000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(payoutsSql);
  }

  /** @throws when there is a payout */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(payoutsUndoSql);
  }
}
