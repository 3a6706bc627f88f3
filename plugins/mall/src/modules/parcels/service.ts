import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { Kdniao } from "../../client/kdniao";
import { Kuaidi100 } from "../../client/kuaidi100";
import type { TrackingService } from "../../client/tracking-service";
import type { Flag, Mark, ToShipFilter } from "../../domain/parcels/to-ship";
import { type LogisticsOptions, readLogisticsOptions } from "./options";
import { type Database, Tracks } from "./tracks";

/** What a merchant noted on an order. */
export interface MarkRow {
  order_id: string;
  flag: Flag | null;
  remark: string | null;
}

/** An order that waits, and where it stands in the list. */
export interface WaitingRow {
  /** The row of `mall_order`. */
  id: string;
  order_id: string;
}

/** What waits altogether. */
export interface WaitingCounts {
  orders: number;
  provinces: { province: string; orders: number }[];
}

const WAITING = `from "mall_order" m
  join "order" o on o."id" = m."order_id"
  left join "order_address" a on a."id" = o."shipping_address_id"
  left join "mall_order_mark" k on k."order_id" = m."order_id"
  where m."state" = 'to_ship' and m."deleted_at" is null`;

const PAID_AT = `coalesce(m."paid_at", m."created_at")`;
const HAS_REMARK = `(coalesce(o."metadata"->>'remark', '') <> '' or k."remark" is not null)`;
const HAS_PRODUCT = `exists (select 1 from "order_item" i join "order_line_item" l on l."id" = i."item_id"
  where i."order_id" = o."id" and i."version" = o."version" and i."deleted_at" is null
    and position(lower(?) in lower(coalesce(l."product_title", l."title"))) > 0)`;

/** Conditions of a list with their values. */
function conditionsOf(filter: ToShipFilter, now: Date): { sql: string; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (sql: string, ...bound: unknown[]) => {
    conditions.push(sql);
    values.push(...bound);
  };
  const { paid_from, paid_to, waiting_hours, province, flag, remark, q } = filter;
  if (paid_from) add(`${PAID_AT} >= ?`, paid_from);
  if (paid_to) add(`${PAID_AT} < ?`, paid_to);
  if (waiting_hours) add(`${PAID_AT} <= ?`, new Date(now.getTime() - waiting_hours * 3_600_000));
  if (province) add(`a."province" = ?`, province);
  if (flag === "none") add(`k."flag" is null`);
  else if (flag) add(`k."flag" = ?`, flag);
  if (remark) add(remark === "with" ? HAS_REMARK : `not ${HAS_REMARK}`);
  if (q) {
    add(
      `(o."custom_display_id" = ? or o."display_id"::text = ? or a."phone" = ? or a."first_name" = ? or ${HAS_PRODUCT})`,
      ...[q, q, q, q, q],
    );
  }
  return { sql: conditions.map((condition) => ` and ${condition}`).join(""), values };
}

function serviceOf(options: LogisticsOptions | undefined): TrackingService | null {
  if (!options) return null;
  return options.service === "kdniao" ? new Kdniao(options) : new Kuaidi100(options);
}

/** Keeps the merchant's marks, and finds what waits to be sent. */
export class ParcelsService {
  /** Who tells where parcels are; null in a shop that asked nobody to. */
  readonly tracking: TrackingService | null;
  readonly tracks: Tracks;
  readonly #database: Database;

  constructor(container: Record<string, unknown>, options?: unknown) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
    this.tracks = new Tracks(this.#database);
    this.tracking = serviceOf(readLogisticsOptions(options));
  }

  /** Paid orders of which something has not left, the longest waiting first, behind `cursor` (a `mall_order` id). */
  async waiting(
    filter: ToShipFilter,
    { cursor, limit, now }: { cursor?: string | undefined; limit: number; now: Date },
  ): Promise<WaitingRow[]> {
    const { sql, values } = conditionsOf(filter, now);
    const behind = cursor
      ? ` and (${PAID_AT}, m."id") > (select coalesce(c."paid_at", c."created_at"), c."id" from "mall_order" c where c."id" = ?)`
      : "";
    const { rows } = await this.#database.raw<WaitingRow>(
      `select m."id", m."order_id" ${WAITING}${sql}${behind} order by ${PAID_AT}, m."id" limit ?`,
      [...values, ...(cursor ? [cursor] : []), limit],
    );
    return rows;
  }

  /** How many orders wait, and where they go. */
  async counts(): Promise<WaitingCounts> {
    const { rows } = await this.#database.raw<{ province: string; orders: number }>(
      `select coalesce(a."province", '') as "province", count(*)::int as "orders" ${WAITING} group by 1 order by 2 desc, 1`,
      [],
    );
    return {
      orders: rows.reduce((sum, row) => sum + row.orders, 0),
      provinces: rows.filter(({ province }) => province !== ""),
    };
  }

  /** The orders of the mall with these numbers, each under the number that names it. */
  async ordersByNumber(numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#database.raw<{ number: string; order_id: string }>(
      `select coalesce(o."custom_display_id", o."display_id"::text) as "number", o."id" as "order_id"
       from "order" o join "mall_order" m on m."order_id" = o."id"
       where o."deleted_at" is null and m."deleted_at" is null
         and (o."custom_display_id" = any(?) or (o."custom_display_id" is null and o."display_id"::text = any(?)))`,
      [numbers, numbers],
    );
    return new Map(rows.map(({ number, order_id }) => [number, order_id]));
  }

  /** The marks of some orders; those without any are left out. */
  async marksOf(order_ids: readonly string[]): Promise<ReadonlyMap<string, MarkRow>> {
    const { rows } = await this.#database.raw<MarkRow>(
      `select "order_id", "flag", "remark" from "mall_order_mark" where "order_id" = any(?)`,
      [order_ids],
    );
    return new Map(rows.map((row) => [row.order_id, row]));
  }

  /** Marks an order, in place of what was noted before. */
  async mark(order_id: string, { flag, remark }: Mark, by: string, now: Date): Promise<void> {
    await this.#database.raw(
      `insert into "mall_order_mark" ("order_id", "flag", "remark", "changed_by", "changed_at") values (?, ?, ?, ?, ?)
       on conflict ("order_id") do update set "flag" = excluded."flag", "remark" = excluded."remark",
         "changed_by" = excluded."changed_by", "changed_at" = excluded."changed_at"`,
      [order_id, flag, remark, by, now],
    );
  }

  /** Whether a parcel's signature confirms receipt: only where the merchant says so. */
  async receiptOnSigned(): Promise<boolean> {
    const { rows } = await this.#database.raw<{ receipt_on_signed: boolean }>(
      `select "receipt_on_signed" from "mall_logistics_setting"`,
      [],
    );
    return rows[0]?.receipt_on_signed ?? false;
  }

  /** Says whether a parcel's signature confirms receipt. */
  async setReceiptOnSigned(receipt_on_signed: boolean, by: string, now: Date): Promise<void> {
    await this.#database.raw(
      `insert into "mall_logistics_setting" ("receipt_on_signed", "changed_by", "changed_at") values (?, ?, ?)
       on conflict ("id") do update set "receipt_on_signed" = excluded."receipt_on_signed",
         "changed_by" = excluded."changed_by", "changed_at" = excluded."changed_at"`,
      [receipt_on_signed, by, now],
    );
  }

  /** Forgets what was noted on some orders, and whose parcels were whose. */
  async forget(order_ids: readonly string[]): Promise<void> {
    await this.tracks.forget(order_ids);
    await this.#database.raw(`delete from "mall_order_mark" where "order_id" = any(?)`, [order_ids]);
  }
}
