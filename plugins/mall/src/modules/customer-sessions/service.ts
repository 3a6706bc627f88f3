import { createHash } from "node:crypto";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { hasEnded, type SessionEnd, type TokenClaims } from "../../domain/session-end";

/** How long a server goes by what it read: a log-out reaches every server within this time. */
const REMEMBERED_MS = 3_000;
const REMEMBERED_PEOPLE = 10_000;
/** Longer than any token lives. */
const KEPT_S = 40 * 86_400;

interface Database {
  raw(
    sql: string,
    bindings: readonly unknown[],
  ): Promise<{ rows: { ended_at_s: string; token_hash: string }[] }>;
}

/** Keeps each person's latest log-out. */
export class CustomerSessionsService {
  readonly #database: Database;
  readonly #remembered = new Map<string, { end: SessionEnd | null; until_ms: number }>();

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
  }

  /** Ends every token of a person that was issued until now, on all devices. */
  async end({ auth_identity_id }: TokenClaims, token: string, now: Date): Promise<void> {
    const ended_at_s = Math.floor(now.getTime() / 1000);
    await this.#database.raw(
      `with old as (delete from "mall_ended_session" where "ended_at_s" < ?)
       insert into "mall_ended_session" ("auth_identity_id", "ended_at_s", "token_hash") values (?, ?, ?)
       on conflict ("auth_identity_id") do update
         set "ended_at_s" = excluded."ended_at_s", "token_hash" = excluded."token_hash"`,
      [ended_at_s - KEPT_S, auth_identity_id, ended_at_s, hashOf(token)],
    );
    this.#remembered.delete(auth_identity_id);
  }

  /** Whether a token ended with a log-out. @param token undefined where only its claims are known */
  async hasEnded(claims: TokenClaims, token: string | undefined, now: Date): Promise<boolean> {
    const end = await this.#endOf(claims.auth_identity_id, now.getTime());
    return hasEnded(claims, token === undefined ? null : hashOf(token), end);
  }

  async #endOf(auth_identity_id: string, now_ms: number): Promise<SessionEnd | null> {
    const remembered = this.#remembered.get(auth_identity_id);
    if (remembered && remembered.until_ms > now_ms) return remembered.end;
    const { rows } = await this.#database.raw(
      `select "ended_at_s", "token_hash" from "mall_ended_session" where "auth_identity_id" = ?`,
      [auth_identity_id],
    );
    const [row] = rows;
    const end = row ? { ended_at_s: Number(row.ended_at_s), token_hash: row.token_hash } : null;
    if (this.#remembered.size >= REMEMBERED_PEOPLE) this.#remembered.clear();
    this.#remembered.set(auth_identity_id, { end, until_ms: now_ms + REMEMBERED_MS });
    return end;
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
