import type { MigrationInterface, QueryRunner } from "typeorm";
import { bindingChangesSql, bindingChangesUndoSql } from "./sql/binding-changes";

/** Lets bindings end by time and be changed by two people. */
export class BindingChanges1700000401000 implements MigrationInterface {
  name = "BindingChanges1700000401000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(bindingChangesSql);
  }

  /** @throws when a binding was made by a change */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(bindingChangesUndoSql);
  }
}
