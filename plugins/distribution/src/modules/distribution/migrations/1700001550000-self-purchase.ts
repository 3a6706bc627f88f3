import type { MigrationInterface, QueryRunner } from "typeorm";
import { selfPurchaseSql, selfPurchaseUndoSql } from "./sql/self-purchase";

/** Lets a plan pay distributors for what they buy themselves, once the owner has acknowledged what that means. */
export class SelfPurchase1700001550000 implements MigrationInterface {
  name = "SelfPurchase1700001550000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(selfPurchaseSql);
  }

  /** @throws when somebody earned on their own purchase, or a plan promises it */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(selfPurchaseUndoSql);
  }
}
