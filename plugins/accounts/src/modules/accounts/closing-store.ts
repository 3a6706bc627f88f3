import type { Database } from "@tengman/plugin-kit";

/** An account that is being closed, or was. Nothing in it says who it was. */
export interface Closing {
  customer_id: string;
  auth_identity_ids: string[];
  state: "closing" | "closed";
  closed_at: Date;
  attempts: number;
}

/** A closed account is looked at once a day: what the law had kept may have to go. */
const DAY_S = 86_400;
const LONGEST_WAIT_S = 3_600;

/** Accounts that are being closed. */
export class ClosingStore {
  constructor(private readonly database: Database) {}

  /** Notes that an account is to be closed; the same again changes nothing. */
  async begin(customer_id: string, auth_identity_ids: readonly string[], now: Date): Promise<void> {
    await this.database.raw(
      `insert into "account_closing" ("customer_id", "auth_identity_ids", "state", "closed_at", "next_attempt_at")
       values (?, ?, 'closing', ?, ?) on conflict ("customer_id") do nothing`,
      [customer_id, auth_identity_ids, now, new Date(now.getTime() + 60_000)],
    );
  }

  async find(customer_id: string): Promise<Closing | null> {
    const { rows } = await this.database.raw<Closing>(
      `select "customer_id", "auth_identity_ids", "state", "closed_at", "attempts" from "account_closing" where "customer_id" = ?`,
      [customer_id],
    );
    return rows[0] ?? null;
  }

  /** The accounts whose next look is due. */
  async due(now: Date, limit: number): Promise<Closing[]> {
    const { rows } = await this.database.raw<Closing>(
      `select "customer_id", "auth_identity_ids", "state", "closed_at", "attempts" from "account_closing"
       where "next_attempt_at" <= ? order by "next_attempt_at" limit ?`,
      [now, limit],
    );
    return rows;
  }

  /** Everything that had to go is gone. */
  async finish(customer_id: string, now: Date): Promise<void> {
    await this.database.raw(
      `update "account_closing" set "state" = 'closed', "finished_at" = coalesce("finished_at", ?), "attempts" = 0,
         "last_error" = null, "next_attempt_at" = ? where "customer_id" = ?`,
      [now, new Date(now.getTime() + DAY_S * 1_000), customer_id],
    );
  }

  /** Something could not be erased: it is tried again, later each time. @param error names what, and nobody */
  async fail({ customer_id, attempts }: Closing, error: string, now: Date): Promise<void> {
    const wait_s = Math.min(LONGEST_WAIT_S, 30 * 2 ** Math.min(attempts, 10));
    await this.database.raw(
      `update "account_closing" set "attempts" = "attempts" + 1, "last_error" = ?, "next_attempt_at" = ? where "customer_id" = ?`,
      [error, new Date(now.getTime() + wait_s * 1_000), customer_id],
    );
  }
}
