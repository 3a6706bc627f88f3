import type { MigrationInterface, QueryRunner } from "typeorm";
import { payoutRemindersSql, payoutRemindersUndoSql } from "./sql/payout-reminders";

/** Remembers who was reminded of a transfer that waits for them, and finds the transfers of a day. */
export class PayoutReminders1700001400000 implements MigrationInterface {
  name = "PayoutReminders1700001400000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(payoutRemindersSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(payoutRemindersUndoSql);
  }
}
