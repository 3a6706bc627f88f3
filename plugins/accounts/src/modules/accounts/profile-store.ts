import type { Database } from "@tengman/plugin-kit";
import type { Consent, Profile, ProfileChange } from "../../domain/profile";

const COLUMNS = ["nickname", "sex", "birthday", "avatar_file_id", "avatar_url"] as const;
const EMPTY: Profile = { nickname: null, sex: null, birthday: null, avatar_url: null };

/** Who people say they are, and what they agreed to. */
export class ProfileStore {
  constructor(private readonly database: Database) {}

  async read(customer_id: string): Promise<Profile> {
    const { rows } = await this.database.raw<Profile>(
      `select "nickname", "sex", to_char("birthday", 'YYYY-MM-DD') as "birthday", "avatar_url" from "account_profile" where "customer_id" = ?`,
      [customer_id],
    );
    return rows[0] ?? EMPTY;
  }

  /** Changes what is named and nothing else. @returns the picture that was there before */
  async write(
    customer_id: string,
    change: ProfileChange,
    now: Date,
  ): Promise<{ avatar_file_id: string | null }> {
    const columns = COLUMNS.filter((column) => change[column] !== undefined);
    const before = await this.avatarOf(customer_id);
    const names = columns.map((column) => `"${column}"`);
    await this.database.raw(
      `insert into "account_profile" (${['"customer_id"', '"changed_at"', ...names].join(", ")})
       values (${["?", "?", ...names.map(() => "?")].join(", ")})
       on conflict ("customer_id") do update set ${['"changed_at"', ...names].map((name) => `${name} = excluded.${name}`).join(", ")}`,
      [customer_id, now, ...columns.map((column) => change[column] ?? null)],
    );
    return { avatar_file_id: before };
  }

  async avatarOf(customer_id: string): Promise<string | null> {
    const { rows } = await this.database.raw<{ avatar_file_id: string | null }>(
      `select "avatar_file_id" from "account_profile" where "customer_id" = ?`,
      [customer_id],
    );
    return rows[0]?.avatar_file_id ?? null;
  }

  async consents(customer_id: string): Promise<Consent[]> {
    const { rows } = await this.database.raw<Consent>(
      `select "purpose", "version", "given_at", "withdrawn_at" from "account_consent" where "customer_id" = ?
       order by "given_at" desc, "purpose"`,
      [customer_id],
    );
    return rows;
  }

  /** Notes a consent to one version of one purpose, or its end. */
  async consent(
    customer_id: string,
    { purpose, version, is_given }: { purpose: string; version: string; is_given: boolean },
    now: Date,
  ): Promise<void> {
    if (is_given) {
      await this.database.raw(
        `insert into "account_consent" ("customer_id", "purpose", "version", "given_at") values (?, ?, ?, ?)
         on conflict ("customer_id", "purpose", "version") do update set
           "given_at" = case when "account_consent"."withdrawn_at" is null then "account_consent"."given_at" else excluded."given_at" end,
           "withdrawn_at" = null`,
        [customer_id, purpose, version, now],
      );
      return;
    }
    await this.database.raw(
      `update "account_consent" set "withdrawn_at" = ? where "customer_id" = ? and "purpose" = ? and "withdrawn_at" is null`,
      [now, customer_id, purpose],
    );
  }

  async forget(customer_id: string): Promise<void> {
    await this.database.raw(`delete from "account_profile" where "customer_id" = ?`, [customer_id]);
    await this.database.raw(`delete from "account_consent" where "customer_id" = ?`, [customer_id]);
  }
}
