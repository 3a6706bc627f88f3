import type { MigrationInterface, QueryRunner } from "typeorm";
import { refundedLinesSql, refundedLinesUndoSql } from "./sql/refunded-lines";

/** Refunds that know which lines they are for. */
export class RefundedLines1700002100000 implements MigrationInterface {
  name = "RefundedLines1700002100000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refundedLinesSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(refundedLinesUndoSql);
  }
}
