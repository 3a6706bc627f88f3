import { generateEntityId } from "@medusajs/framework/utils";
import { RefusedError } from "../../../domain/refusal";
import type { Segment } from "../../../domain/segment";
import type { SegmentContext } from "../../../domain/segment-match";
import { appendAudit } from "./audit-store";
import { type Database, isDuplicate } from "./database-sql";
import { segmentSql } from "./segment-sql";

/** A tag. One with a rule is set and taken away by itself, beside what is set by hand. */
export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly rule: Segment | null;
}

export interface TagView extends Tag {
  readonly customers: number;
}

/** A tag of one customer, and who set it. */
export interface CustomerTag {
  readonly id: string;
  readonly name: string;
  readonly origin: "hand" | "rule";
  readonly set_by: string;
  readonly set_at: string;
}

/** Who changes something, and when. */
export interface Change {
  readonly actor_id: string;
  readonly now: Date;
}

/** Tags and whose they are. Every change is audited in its own transaction. */
export class TagStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<TagView[]> {
    const { rows } = await this.#database.raw<TagView>(
      `select t."id", t."name", t."rule", count(c."customer_id")::int as "customers"
       from "crm_tag" t left join "crm_customer_tag" c on c."tag_id" = t."id"
       group by t."id" order by t."name"`,
    );
    return rows;
  }

  /** @throws RefusedError `tag_name_taken` */
  async create(name: string, rule: Segment | null, { actor_id, now }: Change): Promise<Tag> {
    const id = generateEntityId(undefined, "ctag");
    await this.#named(async (transaction) => {
      await transaction.raw(
        `insert into "crm_tag" ("id", "name", "rule", "created_by", "created_at") values (?, ?, ?::jsonb, ?, ?)`,
        [id, name, rule && JSON.stringify(rule), actor_id, now],
      );
      await appendAudit(
        transaction,
        { actor_id, action: "tag_created", subject_id: id, detail: { name, rule } },
        now,
      );
    });
    return { id, name, rule };
  }

  /** @throws RefusedError `tag_not_found`, `tag_name_taken` */
  async change(id: string, name: string, rule: Segment | null, { actor_id, now }: Change): Promise<Tag> {
    await this.#named(async (transaction) => {
      const { rowCount } = await transaction.raw(
        `update "crm_tag" set "name" = ?, "rule" = ?::jsonb where "id" = ?`,
        [name, rule && JSON.stringify(rule), id],
      );
      if (rowCount === 0) {
        throw new RefusedError("tag_not_found");
      }
      await appendAudit(
        transaction,
        { actor_id, action: "tag_changed", subject_id: id, detail: { name, rule } },
        now,
      );
    });
    return { id, name, rule };
  }

  /** Deletes a tag and takes it from everybody. @throws RefusedError `tag_not_found` */
  async remove(id: string, { actor_id, now }: Change): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const { rows } = await transaction.raw<{ name: string }>(
        `delete from "crm_tag" where "id" = ? returning "name"`,
        [id],
      );
      if (!rows[0]) {
        throw new RefusedError("tag_not_found");
      }
      await appendAudit(
        transaction,
        { actor_id, action: "tag_deleted", subject_id: id, detail: { name: rows[0].name } },
        now,
      );
    });
  }

  /** The tags of one customer, by name. */
  async ofCustomer(customer_id: string): Promise<CustomerTag[]> {
    const { rows } = await this.#database.raw<Omit<CustomerTag, "set_at"> & { set_at: Date }>(
      `select t."id", t."name", c."origin", c."set_by", c."set_at" from "crm_customer_tag" c
       join "crm_tag" t on t."id" = c."tag_id" where c."customer_id" = ? order by t."name"`,
      [customer_id],
    );
    return rows.map((row) => ({ ...row, set_at: row.set_at.toISOString() }));
  }

  /**
   * Sets a tag for customers by hand, and takes it from others; what is so already stays as it is.
   * @returns how many got it and how many lost it
   * @throws RefusedError `tag_not_found`
   */
  async assign(
    tag_id: string,
    lists: { add: readonly string[]; remove: readonly string[] },
    change: Change,
  ): Promise<{ added: number; removed: number }> {
    return this.#database.transaction((transaction) => assign(transaction, tag_id, lists, change));
  }

  /** Gives one customer tags by hand and takes others, all or none. @throws RefusedError `tag_not_found` */
  async assignToCustomer(
    customer_id: string,
    { add, remove }: { add: readonly string[]; remove: readonly string[] },
    change: Change,
  ): Promise<void> {
    const wanted = new Map([
      ...remove.map((id) => [id, false] as const),
      ...add.map((id) => [id, true] as const),
    ]);
    await this.#database.transaction(async (transaction) => {
      // Always in the same order: two who change the same tags wait for each other instead of for ever.
      for (const tag_id of [...wanted.keys()].toSorted()) {
        const one = [customer_id];
        const lists = wanted.get(tag_id) ? { add: one, remove: [] } : { add: [], remove: one };
        await assign(transaction, tag_id, lists, change);
      }
    });
  }

  /**
   * Brings what a tag's rule has set up to date; what was set by hand stays.
   * @throws RefusedError `tag_not_found`
   */
  async applyRule(tag_id: string, context: SegmentContext): Promise<{ added: number; removed: number }> {
    return this.#database.transaction(async (transaction) => {
      const rule = await lockTag(transaction, tag_id);
      const { sql, bindings } = rule ? segmentSql(rule, context) : { sql: "false", bindings: [] };
      const change = { actor_id: "rule", now: context.now };
      const removed = await transaction.raw<{ customer_id: string }>(
        `delete from "crm_customer_tag" c where c."tag_id" = ? and c."origin" = 'rule' and not exists (
           select from "crm_customer_fact" f where f."customer_id" = c."customer_id" and ${sql})
         returning c."customer_id"`,
        [tag_id, ...bindings],
      );
      const added = await transaction.raw<{ customer_id: string }>(
        `insert into "crm_customer_tag" ("customer_id", "tag_id", "origin", "set_by", "set_at")
         select f."customer_id", ?, 'rule', 'rule', ?::timestamptz from "crm_customer_fact" f where ${sql}
         on conflict ("customer_id", "tag_id") do nothing returning "customer_id"`,
        [tag_id, context.now, ...bindings],
      );
      await auditEach(transaction, "tag_taken", tag_id, removed.rows, change);
      await auditEach(transaction, "tag_set", tag_id, added.rows, change);
      return { added: added.rows.length, removed: removed.rows.length };
    });
  }

  /** Ids of the tags that have a rule, or had one that left tags behind. */
  async withRules(): Promise<string[]> {
    const { rows } = await this.#database.raw<{ id: string }>(
      `select t."id" from "crm_tag" t where t."rule" is not null
         or exists (select from "crm_customer_tag" c where c."tag_id" = t."id" and c."origin" = 'rule') order by t."id"`,
    );
    return rows.map(({ id }) => id);
  }

  async #named(work: (transaction: Database) => Promise<void>): Promise<void> {
    try {
      await this.#database.transaction(work);
    } catch (error) {
      throw isDuplicate(error) ? new RefusedError("tag_name_taken", "name") : error;
    }
  }
}

/** Locks a tag against other changes and answers its rule. @throws RefusedError `tag_not_found` */
async function lockTag(transaction: Database, tag_id: string): Promise<Segment | null> {
  const { rows } = await transaction.raw<{ rule: Segment | null }>(
    `select "rule" from "crm_tag" where "id" = ? for update`,
    [tag_id],
  );
  if (!rows[0]) {
    throw new RefusedError("tag_not_found");
  }
  return rows[0].rule;
}

async function assign(
  transaction: Database,
  tag_id: string,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  { actor_id, now }: Change,
): Promise<{ added: number; removed: number }> {
  await lockTag(transaction, tag_id);
  const added = await transaction.raw<{ customer_id: string }>(
    `insert into "crm_customer_tag" ("customer_id", "tag_id", "origin", "set_by", "set_at")
     select distinct id, ?, 'hand', ?, ?::timestamptz from unnest(?::text[]) as id
     on conflict ("customer_id", "tag_id") do update
       set "origin" = 'hand', "set_by" = excluded."set_by", "set_at" = excluded."set_at"
       where "crm_customer_tag"."origin" = 'rule'
     returning "customer_id"`,
    [tag_id, actor_id, now, add],
  );
  const removed = await transaction.raw<{ customer_id: string }>(
    `delete from "crm_customer_tag" where "tag_id" = ? and "customer_id" = any(?::text[]) returning "customer_id"`,
    [tag_id, remove],
  );
  await auditEach(transaction, "tag_set", tag_id, added.rows, { actor_id, now });
  await auditEach(transaction, "tag_taken", tag_id, removed.rows, { actor_id, now });
  return { added: added.rows.length, removed: removed.rows.length };
}

async function auditEach(
  transaction: Database,
  action: string,
  tag_id: string,
  changed: readonly { customer_id: string }[],
  { actor_id, now }: Change,
): Promise<void> {
  await transaction.raw(
    `insert into "crm_audit" ("at", "actor_id", "action", "customer_id", "subject_id", "detail")
     select ?::timestamptz, ?, ?, id, ?, '{}'::jsonb from unnest(?::text[]) as id`,
    [now, actor_id, action, tag_id, changed.map(({ customer_id }) => customer_id)],
  );
}
