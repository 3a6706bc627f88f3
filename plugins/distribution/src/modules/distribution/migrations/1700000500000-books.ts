import type { MigrationInterface, QueryRunner } from "typeorm";
import { booksSql, booksUndoSql } from "./sql/books";

/** Months that are closed and sealed, their statements, and the ledger's verifications. */
export class Books1700000500000 implements MigrationInterface {
  name = "Books1700000500000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(booksSql);
  }

  /** @throws when a month is closed */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(booksUndoSql);
  }
}
