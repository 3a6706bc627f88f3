import type { MigrationInterface, QueryRunner } from "typeorm";
import { amendedOrdersSql, amendedOrdersUndoSql } from "./sql/amended-orders";

/** Orders may change in what they cost until they are paid. */
export class AmendedOrders1700002200000 implements MigrationInterface {
  name = "AmendedOrders1700002200000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(amendedOrdersSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(amendedOrdersUndoSql);
  }
}
