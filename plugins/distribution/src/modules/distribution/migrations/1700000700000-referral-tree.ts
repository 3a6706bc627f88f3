import type { MigrationInterface, QueryRunner } from "typeorm";
import { referralTreeSql, referralTreeUndoSql } from "./sql/referral-tree";

/** Gives every current binding its place in the referral graph, and people the lists below them. */
export class ReferralTree1700000700000 implements MigrationInterface {
  name = "ReferralTree1700000700000";

  /**
   * Runs as the database's owner, who may install `ltree` where it is not (PostgreSQL trusts it).
   * @throws when `ltree` is installed where the service does not look
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists ltree with schema distribution`);
    const [found]: { schema: string }[] = await runner.query(
      `select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
       where e.extname = 'ltree'`,
    );
    if (found?.schema !== "distribution" && found?.schema !== "public") {
      throw new Error(`the extension ltree is in the schema ${found?.schema}; it must be in public`);
    }
    await runner.query(referralTreeSql(found.schema));
  }

  /** The extension stays: others may have come to use it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(referralTreeUndoSql);
  }
}
