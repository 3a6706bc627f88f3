import { generateEntityId } from "@medusajs/framework/utils";
import type { CustomerKey } from "../../../domain/page-cursor";
import { RefusedError } from "../../../domain/refusal";
import { DEFAULT_RFM, type RfmThresholds } from "../../../domain/rfm";
import type { Segment } from "../../../domain/segment";
import type { SegmentContext } from "../../../domain/segment-match";
import { appendAudit } from "./audit-store";
import { type Database, isDuplicate, type Sql } from "./database-sql";
import { FACT_VIEW, type FactView } from "./fact-store";
import { segmentSql } from "./segment-sql";
import type { Change } from "./tag-store";

/** A live query that has a name. */
export interface SavedSegment {
  readonly id: string;
  readonly name: string;
  readonly expression: Segment;
  readonly changed_by: string;
  readonly changed_at: string;
}

export interface SegmentCustomerRow extends FactView {
  readonly tags: string[];
}

const RFM = "rfm";
const EVERYBODY: Sql = { sql: "true", bindings: [] };

const conditionOf = (segment: Segment | null, context: SegmentContext): Sql =>
  segment ? segmentSql(segment, context) : EVERYBODY;

/** Saved segments, and who is in one. */
export class SegmentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<SavedSegment[]> {
    const { rows } = await this.#database.raw<Omit<SavedSegment, "changed_at"> & { changed_at: Date }>(
      `select "id", "name", "expression", "changed_by", "changed_at" from "crm_segment" order by "name"`,
    );
    return rows.map((row) => ({ ...row, changed_at: row.changed_at.toISOString() }));
  }

  /** @throws RefusedError `segment_not_found` */
  async find(id: string): Promise<{ id: string; name: string; expression: Segment }> {
    const { rows } = await this.#database.raw<{ id: string; name: string; expression: Segment }>(
      `select "id", "name", "expression" from "crm_segment" where "id" = ?`,
      [id],
    );
    if (!rows[0]) {
      throw new RefusedError("segment_not_found");
    }
    return rows[0];
  }

  /** Saves a new segment, or changes one. @throws RefusedError `segment_not_found`, `segment_name_taken` */
  async save(
    id: string | null,
    { name, expression }: { name: string; expression: Segment },
    { actor_id, now }: Change,
  ): Promise<string> {
    const saved_id = id ?? generateEntityId(undefined, "cseg");
    const values = [name, JSON.stringify(expression), actor_id, now, saved_id];
    try {
      await this.#database.transaction(async (transaction) => {
        const { rowCount } = await transaction.raw(
          id
            ? `update "crm_segment" set "name" = ?, "expression" = ?::jsonb, "changed_by" = ?, "changed_at" = ? where "id" = ?`
            : `insert into "crm_segment" ("name", "expression", "changed_by", "changed_at", "id") values (?, ?::jsonb, ?, ?, ?)`,
          values,
        );
        if (rowCount === 0) {
          throw new RefusedError("segment_not_found");
        }
        const entry = {
          actor_id,
          action: "segment_saved",
          subject_id: saved_id,
          detail: { name, expression },
        };
        await appendAudit(transaction, entry, now);
      });
    } catch (error) {
      throw isDuplicate(error) ? new RefusedError("segment_name_taken", "name") : error;
    }
    return saved_id;
  }

  /** @throws RefusedError `segment_not_found` */
  async remove(id: string, { actor_id, now }: Change): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const { rows } = await transaction.raw<{ name: string }>(
        `delete from "crm_segment" where "id" = ? returning "name"`,
        [id],
      );
      if (!rows[0]) {
        throw new RefusedError("segment_not_found");
      }
      const entry = { actor_id, action: "segment_deleted", subject_id: id, detail: { name: rows[0].name } };
      await appendAudit(transaction, entry, now);
    });
  }

  /** How many customers are in a segment, and what they have paid, net. @param segment null for all customers */
  async count(
    segment: Segment | null,
    context: SegmentContext,
  ): Promise<{ customers: number; orders: number; net_fen: string }> {
    const { sql, bindings } = conditionOf(segment, context);
    const { rows } = await this.#database.raw<{ customers: number; orders: number; net_fen: string }>(
      `select count(*)::int as "customers", coalesce(sum(f."order_count"), 0)::int as "orders",
         coalesce(sum(f."net_fen"), 0)::text as "net_fen" from "crm_customer_fact" f where ${sql}`,
      bindings,
    );
    return rows[0] ?? { customers: 0, orders: 0, net_fen: "0" };
  }

  /** A page of a segment's customers, those who paid most first. */
  async customers(
    segment: Segment | null,
    context: SegmentContext,
    { after, limit }: { after: CustomerKey | null; limit: number },
  ): Promise<SegmentCustomerRow[]> {
    const { sql, bindings } = conditionOf(segment, context);
    const { rows } = await this.#database.raw<SegmentCustomerRow>(
      `select ${FACT_VIEW}, array(select t."name" from "crm_customer_tag" c join "crm_tag" t on t."id" = c."tag_id"
           where c."customer_id" = f."customer_id" order by t."name") as "tags"
       from "crm_customer_fact" f
       where ${sql} ${after ? `and (f."net_fen", f."customer_id") < (?::bigint, ?)` : ""}
       order by f."net_fen" desc, f."customer_id" desc limit ?`,
      [...bindings, ...(after ? [after.net_fen, after.customer_id] : []), limit],
    );
    return rows;
  }

  /** The thresholds of the RFM bins in force. */
  async thresholds(): Promise<RfmThresholds> {
    const { rows } = await this.#database.raw<{ value: RfmThresholds }>(
      `select "value" from "crm_setting" where "key" = ?`,
      [RFM],
    );
    return rows[0]?.value ?? DEFAULT_RFM;
  }

  async setThresholds(thresholds: RfmThresholds, { actor_id, now }: Change): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_setting" ("key", "value", "changed_by", "changed_at") values (?, ?::jsonb, ?, ?)
         on conflict ("key") do update set "value" = excluded."value", "changed_by" = excluded."changed_by",
           "changed_at" = excluded."changed_at"`,
        [RFM, JSON.stringify(thresholds), actor_id, now],
      );
      const entry = { actor_id, action: "rfm_thresholds_set", detail: { thresholds } };
      await appendAudit(transaction, entry, now);
    });
  }
}
