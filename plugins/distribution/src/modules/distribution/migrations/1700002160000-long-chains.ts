import type { MigrationInterface, QueryRunner } from "typeorm";
import { longChainsSql, longChainsUndoSql } from "./sql/long-chains";

/** Lets referral chains grow beyond what an index row holds. */
export class LongChains1700002160000 implements MigrationInterface {
  name = "LongChains1700002160000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(longChainsSql(await schemaOfLtree(runner)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(longChainsUndoSql(await schemaOfLtree(runner)));
  }
}

async function schemaOfLtree(runner: QueryRunner): Promise<string> {
  const [{ schema }]: [{ schema: string }] = await runner.query(
    `select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'ltree'`,
  );
  return schema;
}
