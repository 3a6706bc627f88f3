import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { AdminRoles } from "@tengman/plugin-kit";
import {
  decideRole,
  mayLeave,
  type Role,
  type RoleDecision,
  rolesShape,
  type StaffMember,
} from "../../domain/admin-role";

interface Queries {
  raw<Row>(sql: string, bindings?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

interface Database extends Queries {
  transaction<Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer>;
}

/** A user of the admin, as whoever asks knows them. */
export interface AdminUser {
  readonly id: string;
  readonly email: string;
  readonly is_owner_by_configuration: boolean;
}

/** A role that was given or taken, and by whom. */
export interface RoleChange {
  readonly user_id: string;
  readonly email: string;
  readonly from_role: Role | null;
  readonly to_role: Role | null;
  readonly changed_by: string;
  readonly changed_at: Date;
}

/** Who changes whose role to what, and when. */
export interface RoleCommand {
  readonly user_id: string;
  readonly role: Role | null;
  readonly by: string;
  readonly now: Date;
}

const LATEST_CHANGES = 50;

/**
 * Keeps the users' roles. As long as none was given and the configuration lists nobody, every user is an owner, as in
 * Medusa; the first role that is given writes that down for everybody who is there, so that nobody loses anything by it.
 */
export class AdminRolesService implements AdminRoles {
  readonly #database: Database;
  readonly #roles: Readonly<Record<Role, readonly string[]>>;
  readonly #isConfigured: boolean;

  constructor(container: Record<string, unknown>, options: unknown) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
    // The module `mall` has checked them and stopped the boot where they are wrong.
    const { admin_roles, admin_permissions } = options as Record<string, unknown>;
    this.#roles = rolesShape.parse(admin_roles ?? {});
    this.#isConfigured = admin_permissions !== undefined;
  }

  /** What each role allows. */
  get roles(): Readonly<Record<Role, readonly string[]>> {
    return this.#roles;
  }

  async permissionsOf(user_id: string): Promise<readonly string[] | null> {
    const { rows } = await this.#database.raw<{ role: Role | null; is_given: boolean }>(
      `select (select "role" from "mall_admin_role" where "user_id" = ?) as "role",
              exists (select from "mall_admin_role") as "is_given"`,
      [user_id],
    );
    const [row] = rows;
    if (!row?.is_given) return null;
    return row.role ? this.#roles[row.role] : [];
  }

  /** Everybody with their role. */
  async staff(users: readonly AdminUser[]): Promise<StaffMember[]> {
    return this.#staffOf(this.#database, users);
  }

  /** The latest changes, newest first. */
  async changes(): Promise<RoleChange[]> {
    const { rows } = await this.#database.raw<RoleChange>(
      `select "user_id", "email", "from_role", "to_role", "changed_by", "changed_at"
       from "mall_admin_role_change" order by "id" desc limit ?`,
      [LATEST_CHANGES],
    );
    return rows;
  }

  /** Gives or takes a role. Of several changes at once each sees what the one before it left. */
  async change(users: readonly AdminUser[], command: RoleCommand): Promise<RoleDecision> {
    return this.#alone(async (queries) => {
      const staff = await this.#staffOf(queries, users);
      const decision = decideRole(staff, command.user_id, command.role);
      if (decision.kind !== "changed") return decision;
      await this.#writeDown(queries, staff);
      await this.#set(queries, users, decision.from, command);
      return decision;
    });
  }

  /** Takes the role of a user who is about to be removed. @returns false for the last owner, who stays */
  async leave(users: readonly AdminUser[], command: Omit<RoleCommand, "role">): Promise<boolean> {
    return this.#alone(async (queries) => {
      const staff = await this.#staffOf(queries, users);
      if (!mayLeave(staff, command.user_id)) return false;
      const { rows } = await queries.raw<{ role: Role }>(
        `select "role" from "mall_admin_role" where "user_id" = ?`,
        [command.user_id],
      );
      if (rows[0]) await this.#set(queries, users, rows[0].role, { ...command, role: null });
      return true;
    });
  }

  /** Roles change seldom, and an owner must not go while another one does. */
  #alone<Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer> {
    return this.#database.transaction(async (queries) => {
      await queries.raw(`lock table "mall_admin_role" in share row exclusive mode`);
      return work(queries);
    });
  }

  async #staffOf(queries: Queries, users: readonly AdminUser[]): Promise<StaffMember[]> {
    const { rows } = await queries.raw<{ user_id: string; role: Role }>(
      `select "user_id", "role" from "mall_admin_role"`,
    );
    const roles = new Map(rows.map(({ user_id, role }) => [user_id, role]));
    const unlisted = rows.length === 0 && !this.#isConfigured ? "owner" : null;
    return users.map(({ id, is_owner_by_configuration }) => ({
      id,
      role: roles.get(id) ?? unlisted,
      is_owner_by_configuration,
    }));
  }

  async #writeDown(queries: Queries, staff: readonly StaffMember[]): Promise<void> {
    const holders = staff.filter(({ role }) => role !== null);
    for (const { id, role } of holders) {
      await queries.raw(
        `insert into "mall_admin_role" ("user_id", "role") values (?, ?) on conflict ("user_id") do nothing`,
        [id, role],
      );
    }
  }

  async #set(
    queries: Queries,
    users: readonly AdminUser[],
    from: Role | null,
    { user_id, role, by, now }: RoleCommand,
  ): Promise<void> {
    if (role) {
      await queries.raw(
        `insert into "mall_admin_role" ("user_id", "role") values (?, ?)
         on conflict ("user_id") do update set "role" = excluded."role"`,
        [user_id, role],
      );
    } else {
      await queries.raw(`delete from "mall_admin_role" where "user_id" = ?`, [user_id]);
    }
    const email = users.find(({ id }) => id === user_id)?.email ?? "";
    await queries.raw(
      `insert into "mall_admin_role_change" ("user_id", "email", "from_role", "to_role", "changed_by", "changed_at")
       values (?, ?, ?, ?, ?, ?)`,
      [user_id, email, from, role, by, now],
    );
  }
}
