import type { MigrationInterface, QueryRunner } from "typeorm";
import { orderAdditionsSql, orderAdditionsUndoSql } from "./sql/order-additions";

/** Goods added to an order and paid for afterwards earn by what was frozen with the order. */
export class OrderAdditions1700002150000 implements MigrationInterface {
  name = "OrderAdditions1700002150000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(orderAdditionsSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(orderAdditionsUndoSql);
  }
}
