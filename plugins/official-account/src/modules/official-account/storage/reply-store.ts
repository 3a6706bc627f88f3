import { generateEntityId } from "@medusajs/framework/utils";
import type { ReplyRule, StoredReply } from "../../../domain/reply.js";
import { isoOf, type Moment, type RunSql } from "./run-sql.js";

/** A rule with who wrote it last. */
export type KeptReply = StoredReply & { changed_by: string; changed_at: string };

const COLUMNS =
  "id, name, kind, match, words, priority, schedule, answer, is_enabled, changed_by, changed_at";

/** The rules that answer. */
export class ReplyStore {
  constructor(private readonly run: RunSql) {}

  async list(): Promise<KeptReply[]> {
    const rows = await this.run<Omit<KeptReply, "changed_at"> & { changed_at: Moment }>(
      `select ${COLUMNS} from wechat_reply order by kind, priority desc, id`,
      [],
    );
    return rows.map((row) => ({ ...row, changed_at: isoOf(row.changed_at) }));
  }

  /** Writes a new rule, or a whole one in place of another. @returns its id; null when there is no such rule */
  async save(id: string | null, rule: ReplyRule, actor_id: string, now: Date): Promise<string | null> {
    const values = [
      ...[rule.name, rule.kind, rule.match, JSON.stringify(rule.words), rule.priority],
      ...[JSON.stringify(rule.schedule), JSON.stringify(rule.answer), rule.is_enabled, actor_id, now],
    ];
    const [row] =
      id === null
        ? await this.run<{ id: string }>(
            `insert into wechat_reply (name, kind, match, words, priority, schedule, answer, is_enabled, changed_by, changed_at, id)
             values (?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?) returning id`,
            [...values, generateEntityId(undefined, "wxrep")],
          )
        : await this.run<{ id: string }>(
            `update wechat_reply set name = ?, kind = ?, match = ?, words = ?::jsonb, priority = ?, schedule = ?::jsonb,
               answer = ?::jsonb, is_enabled = ?, changed_by = ?, changed_at = ? where id = ? returning id`,
            [...values, id],
          );
    return row?.id ?? null;
  }

  /** @returns whether there was such a rule */
  async remove(id: string): Promise<boolean> {
    return (await this.run("delete from wechat_reply where id = ? returning id", [id])).length > 0;
  }
}
