import type { MigrationInterface, QueryRunner } from "typeorm";
import { gradesSql, gradesUndoSql } from "./sql/grades";

/** Gives distributors grades, with their history. */
export class Grades1700000403000 implements MigrationInterface {
  name = "Grades1700000403000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(gradesSql);
  }

  /** Forgets grades and their history. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(gradesUndoSql);
  }
}
