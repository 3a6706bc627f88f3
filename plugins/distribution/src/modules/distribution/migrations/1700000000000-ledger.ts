import type { MigrationInterface, QueryRunner } from "typeorm";
import { guardsSql } from "./sql/guards";
import { ledgerSql } from "./sql/ledger";
import { ordersSql } from "./sql/orders";
import { peopleSql } from "./sql/people";
import { rightsSql } from "./sql/rights";

/** Creates the schema `distribution`: bounds and plans, people, frozen orders, the ledger, and the service's rights. */
export class Ledger1700000000000 implements MigrationInterface {
  name = "Ledger1700000000000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [guardsSql, peopleSql, ordersSql, ledgerSql, rightsSql]) await runner.query(sql);
  }

  /** Drops the ledger's content with it; only the migrations' own table stays. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view distribution.drift;
      drop table distribution.transfer, distribution.balance, distribution.accrual, distribution.processed,
        distribution.intake_progress, distribution.attribution, distribution.frozen_line, distribution.frozen_order,
        distribution.binding, distribution.share_token, distribution.distributor, distribution.plan_tier,
        distribution.plan, distribution.acknowledgement, distribution.compliance, distribution.audit;
      drop function distribution.deny(), distribution.refuse_tier(), distribution.refuse_thaw(),
        distribution.apply_transfers(), distribution.lock_available(bigint[]), distribution.allowed_tiers();
    `);
  }
}
