import type { MigrationInterface, QueryRunner } from "typeorm";
import { guessesSql, guessesUndoSql } from "./sql/guesses";

/** Counts misses, so that nobody finds a link, an invitation or an identity by trying. */
export class Guesses1700001450000 implements MigrationInterface {
  name = "Guesses1700001450000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(guessesSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(guessesUndoSql);
  }
}
