import type { MigrationInterface, QueryRunner } from "typeorm";
import { identitiesSql, identitiesUndoSql } from "./sql/identities";

/** Lets a wrong identity be corrected, and the key change that seals identities and payees. */
export class Identities1700001551000 implements MigrationInterface {
  name = "Identities1700001551000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(identitiesSql);
  }

  /** @throws when an identity was corrected or sealed under a second key */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(identitiesUndoSql);
  }
}
