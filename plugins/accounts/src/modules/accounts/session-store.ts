import { randomUUID } from "node:crypto";
import type { Database } from "@tengman/plugin-kit";

/** A log-in: one token on one device. */
export interface Session {
  id: string;
  token_hash: string;
  auth_identity_id: string;
  provider: string;
  device: string;
  network: string;
  issued_at_s: string;
  first_seen_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

/** A token that was just used, by somebody whom Medusa has let in. */
export interface SeenToken {
  token_hash: string;
  auth_identity_id: string;
  customer_id: string;
  provider: string;
  device: string;
  network: string;
  issued_at_s: number;
  expires_at_s: number;
}

const LISTED = 50;
/** How long a log-in is remembered after its last use. */
const KEPT_DAYS = 90;

/** Who logged in, where and when. */
export class SessionStore {
  constructor(private readonly database: Database) {}

  /** Notes that a token was used. */
  async note(seen: SeenToken, now: Date): Promise<void> {
    await this.database.raw(
      `insert into "account_session" ("id", "token_hash", "auth_identity_id", "customer_id", "provider", "device", "network",
         "issued_at_s", "first_seen_at", "last_seen_at", "expires_at")
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, to_timestamp(?))
       on conflict ("token_hash") do update set "last_seen_at" = excluded."last_seen_at", "network" = excluded."network"`,
      [
        ...[`asess_${randomUUID()}`, seen.token_hash, seen.auth_identity_id, seen.customer_id, seen.provider],
        ...[seen.device, seen.network, seen.issued_at_s, now, now, seen.expires_at_s],
      ],
    );
  }

  /** A customer's log-ins, the latest used first. */
  async list(customer_id: string): Promise<Session[]> {
    const { rows } = await this.database.raw<Session>(
      `select * from "account_session" where "customer_id" = ? order by "last_seen_at" desc, "id" limit ${LISTED}`,
      [customer_id],
    );
    return rows;
  }

  /** Ends one of a customer's log-ins. @returns its token's hash, null when there is no such log-in under way */
  async end(customer_id: string, id: string, now: Date): Promise<string | null> {
    const { rows } = await this.database.raw<{ token_hash: string }>(
      `update "account_session" set "ended_at" = ? where "customer_id" = ? and "id" = ? and "ended_at" is null returning "token_hash"`,
      [now, customer_id, id],
    );
    return rows[0]?.token_hash ?? null;
  }

  /** Ends all of a customer's log-ins. */
  async endAll(customer_id: string, now: Date): Promise<void> {
    await this.database.raw(
      `update "account_session" set "ended_at" = ? where "customer_id" = ? and "ended_at" is null`,
      [now, customer_id],
    );
  }

  async hasEnded(token_hash: string): Promise<boolean> {
    const { rows } = await this.database.raw<{ ended_at: Date | null }>(
      `select "ended_at" from "account_session" where "token_hash" = ?`,
      [token_hash],
    );
    return rows[0]?.ended_at != null;
  }

  /** Forgets the log-ins of one customer, or those that are long over. */
  async forget(customer_id: string): Promise<void> {
    await this.database.raw(`delete from "account_session" where "customer_id" = ?`, [customer_id]);
  }

  async purge(now: Date): Promise<void> {
    await this.database.raw(
      `delete from "account_session" where "last_seen_at" < ?::timestamptz - interval '${KEPT_DAYS} days'`,
      [now],
    );
  }
}
