import { generateEntityId } from "@medusajs/framework/utils";
import { RefusedError } from "../../../domain/refusal";
import { appendAudit } from "./audit-store";
import type { Database } from "./database-sql";
import type { Change } from "./tag-store";

/** Who looks after a customer, and whether the customer agreed to be written to for marketing. */
export interface Care {
  readonly owner_id: string | null;
  readonly consents_to_marketing: boolean;
}

export interface Note {
  readonly id: string;
  readonly body: string;
  readonly author_id: string;
  readonly created_at: string;
}

export interface Task {
  readonly id: string;
  readonly customer_id: string;
  readonly title: string;
  /** A day of Shanghai, `2026-12-01`. */
  readonly due_on: string | null;
  readonly assignee_id: string;
  readonly created_by: string;
  readonly created_at: string;
  readonly done_by: string | null;
  readonly done_at: string | null;
}

/** Tasks of one person at the merchant's, of one customer, or all. */
export interface TaskFilter {
  readonly customer_id?: string | undefined;
  readonly assignee_id?: string | undefined;
  readonly state?: "open" | "done" | undefined;
  readonly limit: number;
  readonly offset: number;
}

const MOST_NOTES = 100;

const TASK = `"id", "customer_id", "title", "due_on"::text, "assignee_id", "created_by", "created_at", "done_by", "done_at"`;

const FITS = `(?::text is null or "customer_id" = ?) and (?::text is null or "assignee_id" = ?)
  and (?::text is null or ("done_at" is null) = (? = 'open'))`;

const fitting = ({ customer_id, assignee_id, state }: Omit<TaskFilter, "limit" | "offset">) =>
  [customer_id, assignee_id, state].flatMap((value) => [value ?? null, value ?? null]);

interface TaskRow extends Omit<Task, "created_at" | "done_at"> {
  created_at: Date;
  done_at: Date | null;
}

const taskOf = (row: TaskRow): Task => ({
  ...row,
  created_at: row.created_at.toISOString(),
  done_at: row.done_at?.toISOString() ?? null,
});

/** Notes, tasks, and who looks after a customer. Every change is audited in its own transaction. */
export class CareStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(customer_id: string): Promise<Care> {
    const { rows } = await this.#database.raw<Care>(
      `select "owner_id", "consents_to_marketing" from "crm_care" where "customer_id" = ?`,
      [customer_id],
    );
    return rows[0] ?? { owner_id: null, consents_to_marketing: false };
  }

  /** Changes what is named and leaves the rest. */
  async change(customer_id: string, wanted: Partial<Care>, { actor_id, now }: Change): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_care" ("customer_id", "changed_by", "changed_at") values (?, ?, ?)
         on conflict ("customer_id") do update set "changed_by" = excluded."changed_by", "changed_at" = excluded."changed_at"`,
        [customer_id, actor_id, now],
      );
      for (const [name, value] of Object.entries(wanted)) {
        await transaction.raw(`update "crm_care" set "${name}" = ? where "customer_id" = ?`, [
          value,
          customer_id,
        ]);
      }
      await appendAudit(transaction, { actor_id, action: "care_changed", customer_id, detail: wanted }, now);
    });
  }

  /** The latest notes first. */
  async notes(customer_id: string): Promise<Note[]> {
    const { rows } = await this.#database.raw<Omit<Note, "created_at"> & { created_at: Date }>(
      `select "id", "body", "author_id", "created_at" from "crm_note" where "customer_id" = ?
       order by "created_at" desc, "id" desc limit ?`,
      [customer_id, MOST_NOTES],
    );
    return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
  }

  async addNote(customer_id: string, body: string, { actor_id, now }: Change): Promise<void> {
    const id = generateEntityId(undefined, "cnote");
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_note" ("id", "customer_id", "body", "author_id", "created_at") values (?, ?, ?, ?, ?)`,
        [id, customer_id, body, actor_id, now],
      );
      await appendAudit(transaction, { actor_id, action: "note_added", customer_id, subject_id: id }, now);
    });
  }

  /** @throws RefusedError `note_not_found` */
  async removeNote(customer_id: string, id: string, { actor_id, now }: Change): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const { rowCount } = await transaction.raw(
        `delete from "crm_note" where "id" = ? and "customer_id" = ?`,
        [id, customer_id],
      );
      if (rowCount === 0) {
        throw new RefusedError("note_not_found");
      }
      await appendAudit(transaction, { actor_id, action: "note_deleted", customer_id, subject_id: id }, now);
    });
  }

  /** Open tasks by the day they are due, then those that are done, the latest first. */
  async tasks({ limit, offset, ...wanted }: TaskFilter): Promise<Task[]> {
    const { rows } = await this.#database.raw<TaskRow>(
      `select ${TASK} from "crm_task" where ${FITS}
       order by "done_at" desc nulls first, "due_on" nulls last, "id" limit ? offset ?`,
      [...fitting(wanted), limit, offset],
    );
    return rows.map(taskOf);
  }

  /** How many tasks there are. */
  async countTasks(wanted: Omit<TaskFilter, "limit" | "offset">): Promise<number> {
    const { rows } = await this.#database.raw<{ count: number }>(
      `select count(*)::int as "count" from "crm_task" where ${FITS}`,
      fitting(wanted),
    );
    return rows[0]?.count ?? 0;
  }

  async addTask(
    customer_id: string,
    { title, due_on, assignee_id }: Pick<Task, "title" | "due_on" | "assignee_id">,
    { actor_id, now }: Change,
  ): Promise<void> {
    const id = generateEntityId(undefined, "ctask");
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_task" ("id", "customer_id", "title", "due_on", "assignee_id", "created_by", "created_at")
         values (?, ?, ?, ?::date, ?, ?, ?)`,
        [id, customer_id, title, due_on, assignee_id, actor_id, now],
      );
      await appendAudit(transaction, { actor_id, action: "task_added", customer_id, subject_id: id }, now);
    });
  }

  /** Marks a task as done, or as open again; what is so already stays. @throws RefusedError `task_not_found` */
  async finishTask(id: string, is_done: boolean, { actor_id, now }: Change): Promise<Task> {
    return this.#database.transaction(async (transaction) => {
      const changed = await transaction.raw<TaskRow>(
        `update "crm_task" set "done_at" = ?::timestamptz, "done_by" = ?
         where "id" = ? and ("done_at" is null) = ?::boolean returning ${TASK}`,
        [is_done ? now : null, is_done ? actor_id : null, id, is_done],
      );
      const row = changed.rows[0];
      if (row) {
        const action = is_done ? "task_done" : "task_reopened";
        await appendAudit(
          transaction,
          { actor_id, action, customer_id: row.customer_id, subject_id: id },
          now,
        );
        return taskOf(row);
      }
      const { rows } = await transaction.raw<TaskRow>(`select ${TASK} from "crm_task" where "id" = ?`, [id]);
      if (!rows[0]) {
        throw new RefusedError("task_not_found");
      }
      return taskOf(rows[0]);
    });
  }
}
