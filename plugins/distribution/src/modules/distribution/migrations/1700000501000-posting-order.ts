import type { MigrationInterface, QueryRunner } from "typeorm";

/** Lets the ledger be read in the order of posting, page by page; the summary of blocks could only find a range. */
export class PostingOrder1700000501000 implements MigrationInterface {
  name = "PostingOrder1700000501000";

  /** Runs as the database's owner. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index distribution.transfer_recorded;
      create index transfer_posted on distribution.transfer (recorded_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index distribution.transfer_posted;
      create index transfer_recorded on distribution.transfer using brin (recorded_at)`);
  }
}
