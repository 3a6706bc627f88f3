import type { MigrationInterface, QueryRunner } from "typeorm";
import { readSchema } from "../schema";

/** Makes the schema `distribution` as its files say, with the role that the service works as. */
export class Schema1700003000000 implements MigrationInterface {
  name = "Schema1700003000000";

  /**
   * Runs as the database's owner, who may install `ltree` where it is not (PostgreSQL trusts it). A database that was
   * made step by step before there were files has the same schema already.
   * @throws when `ltree` is installed where the service does not look
   */
  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasTable("distribution.forgone")) return;
    await runner.query(`create extension if not exists ltree with schema distribution`);
    const [found]: { schema: string }[] = await runner.query(
      `select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
       where e.extname = 'ltree'`,
    );
    if (found?.schema !== "distribution" && found?.schema !== "public") {
      throw new Error(`the extension ltree is in the schema ${found?.schema}; it must be in public`);
    }
    for (const sql of readSchema(found.schema)) {
      await runner.query(sql);
    }
  }

  /** @throws always: the ledger is the merchant's books, and taking it back would be to burn them */
  down(): Promise<void> {
    return Promise.reject(new Error("distribution: the ledger is not taken back; drop the schema by hand"));
  }
}
