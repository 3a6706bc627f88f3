import { createHash } from "node:crypto";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { Database } from "@tengman/plugin-kit";
import { readPersonalData } from "../../options";
import { ClosingStore } from "./closing-store";
import { eraseMedusaRecords } from "./medusa-records";
import { ProfileStore } from "./profile-store";
import { type SeenToken, SessionStore } from "./session-store";

/** How long a server goes by what it read: the end of a log-in reaches every server within this time. */
const REMEMBERED_MS = 3_000;
/** How often the last use of a log-in is written down. */
const NOTED_EVERY_MS = 300_000;
const MOST_REMEMBERED = 10_000;

/** The hash under which a token is known. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** What belongs to an account beside Medusa's customer. */
export class AccountsService {
  readonly closings: ClosingStore;
  readonly sessions: SessionStore;
  readonly profiles: ProfileStore;
  /** The workflows by which other plugins answer for people's data. */
  readonly personal_data: readonly string[];
  readonly #database: Database;
  readonly #ended = new Map<string, { has_ended: boolean; until_ms: number }>();
  readonly #noted = new Map<string, number>();

  constructor(container: Record<string, unknown>, options: unknown) {
    const database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
    this.#database = database;
    this.closings = new ClosingStore(database);
    this.sessions = new SessionStore(database);
    this.profiles = new ProfileStore(database);
    this.personal_data = readPersonalData(options);
  }

  /** Whether the log-in of a token was ended, on this or another device. */
  async hasEnded(token: string, now: Date): Promise<boolean> {
    const hash = hashOfToken(token);
    const remembered = this.#ended.get(hash);
    if (remembered && remembered.until_ms > now.getTime()) return remembered.has_ended;
    const has_ended = await this.sessions.hasEnded(hash);
    if (this.#ended.size >= MOST_REMEMBERED) this.#ended.clear();
    this.#ended.set(hash, { has_ended, until_ms: now.getTime() + REMEMBERED_MS });
    return has_ended;
  }

  /** Notes that a token was used, every few minutes at most. */
  async note(seen: SeenToken, now: Date): Promise<void> {
    const last = this.#noted.get(seen.token_hash);
    if (last !== undefined && now.getTime() - last < NOTED_EVERY_MS) return;
    if (this.#noted.size >= MOST_REMEMBERED) this.#noted.clear();
    this.#noted.set(seen.token_hash, now.getTime());
    await this.sessions.note(seen, now);
  }

  /** Ends one log-in of a customer. @returns whether there was one */
  async endSession(customer_id: string, id: string, now: Date): Promise<boolean> {
    const hash = await this.sessions.end(customer_id, id, now);
    if (hash !== null) this.#ended.delete(hash);
    return hash !== null;
  }

  /**
   * Moves the ways in of one identity to another, in one statement: none is nobody's in between. Kinds that the other has
   * stay behind.
   * @param proved a kind that comes along all the same
   * @returns the kinds that moved
   */
  async moveWaysIn(from: string, into: string, proved: string): Promise<string[]> {
    const { rows } = await this.#database.raw<{ provider: string }>(
      `update "provider_identity" set "auth_identity_id" = :into, "updated_at" = now()
        where "auth_identity_id" = :from and "deleted_at" is null and ("provider" = :proved or "provider" not in (
          select "provider" from "provider_identity" where "auth_identity_id" = :into and "deleted_at" is null))
        returning "provider"`,
      { from, into, proved } as unknown as unknown[],
    );
    return rows.map(({ provider }) => provider);
  }

  /** Erases what this plugin and Medusa's own tables know of a customer. May run twice. */
  async erase(customer_id: string): Promise<void> {
    await eraseMedusaRecords(this.#database, customer_id);
    await this.sessions.forget(customer_id);
    await this.profiles.forget(customer_id);
  }
}
