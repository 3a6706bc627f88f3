import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql";
import type { DAL, InferTypeOf } from "@medusajs/framework/types";
import { generateEntityId, MedusaService } from "@medusajs/framework/utils";
import type { AfterSaleReason, AfterSaleState, AfterSaleType, CaseChange } from "../../domain/after-sale";
import type { CaseLine, PricedLine } from "../../domain/after-sale-offer";
import { caseOfNote, goodsOfRefund, type LineGoods } from "../../domain/after-sale-refund";
import type { WithdrawnLine } from "../../domain/withdrawal";
import { AfterSaleCase, AfterSaleLine, AfterSalePicture } from "./models/after-sale-case";

/** A case as it is stored. */
export type AfterSaleRow = Omit<InferTypeOf<typeof AfterSaleCase>, "lines"> & {
  type: AfterSaleType;
  state: AfterSaleState;
  reason: AfterSaleReason;
  lines: StoredCaseLine[];
};

/** A line of a case as it is stored. */
export interface StoredCaseLine extends CaseLine {
  /** What its pieces cost, in fen; null in cases from before that was kept. */
  goods_fen: string | null;
}

/** A refund of Medusa's that somebody asks about. */
export interface NotedRefund {
  id: string;
  order_id: string;
  amount_fen: bigint;
  note: string;
}

/** A case that is being opened; amounts in fen. */
export interface NewCase {
  order_id: string;
  customer_id: string;
  type: AfterSaleType;
  reason: AfterSaleReason;
  description: string;
  items: readonly PricedLine[];
  asked_fen: bigint;
  goods_fen: bigint;
  freight_fen: bigint;
  answer_by: Date | null;
  /** Photographs of this shopper's for this order that no case has yet. */
  photo_ids: readonly string[];
}

/** What changes in a case's row. */
export type AfterSaleChange = Partial<CaseChange> & {
  return_id?: string;
  refund_id?: string;
  refund_began_at?: Date | null;
  answer_by?: Date | null;
  refunded_at?: Date;
  is_withdrawing?: boolean;
};

/** A photograph on its way in: a private file of a shopper's, for an order. */
export interface WaitingPhoto {
  order_id: string;
  customer_id: string;
  mime_type: string;
  file_id: string;
}

/** What after-sales made of a line of an order, in pieces and fen. */
export interface LineAfterSales {
  order_id: string;
  order_line_id: string;
  /** Whose whole money is back without their being sent back: what was never sent of them need not be sent. */
  given_up: number;
  /** Whose money is back, whether they came back or not. */
  refunded: number;
  /** Of those given up, what was taken off the order as Medusa keeps it, and what had been paid for it. */
  withdrawn: number;
  withdrawn_fen: bigint;
}

/** A page of cases, newest first. */
export interface CasePage {
  filters: {
    customer_id?: string;
    order_id?: string;
    state?: AfterSaleState | "open" | undefined;
    /** Requests that are agreed to by themselves before this moment. */
    due_before?: Date;
  };
  limit: number;
  cursor?: string | undefined;
}

/** A value as its column takes it. */
const columnOf = <Value>(value: Value) => (typeof value === "bigint" ? String(value) : value);

/** How many cases wait in each state that is not an end. */
export type OpenCounts = Partial<Record<AfterSaleState, number>>;

/** Keeps the after-sale cases, and answers which orders have one that is open. */
export class AfterSaleCasesService extends MedusaService({
  AfterSaleCase,
  AfterSaleLine,
  AfterSalePicture,
}) {
  private readonly repository: DAL.RepositoryService;

  constructor(container: { baseRepository: DAL.RepositoryService }, options?: unknown) {
    super(container, options);
    this.repository = container.baseRepository;
  }

  /** Which of these orders have an open case. */
  async ordersWithOpenCase(order_ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (order_ids.length === 0) return new Set();
    const rows: { order_id: string }[] = await this.manager().execute(
      `select distinct "order_id" from "mall_after_sale_case"
       where "order_id" in (?) and "closed_at" is null and "deleted_at" is null`,
      [[...order_ids]],
    );
    return new Set(rows.map(({ order_id }) => order_id));
  }

  /**
   * Which lines the refunds of cases are for, by refund. A refund whose note names no case of its own order's that is
   * being refunded has no answer, nor has that of a case from before lines knew their goods.
   */
  async linesOfRefunds(refunds: readonly NotedRefund[]): Promise<ReadonlyMap<string, readonly LineGoods[]>> {
    const ids = refunds.flatMap(({ note }) => caseOfNote(note) ?? []);
    if (ids.length === 0) return new Map();
    const rows = await this.listAfterSaleCases(
      { id: ids, refund_began_at: { $ne: null } },
      { relations: ["lines"] },
    );
    const found = new Map((rows as AfterSaleRow[]).map((row) => [row.id, row]));
    return new Map(
      refunds.flatMap(({ id, order_id, amount_fen, note }) => {
        const row = found.get(caseOfNote(note) ?? "");
        const lines = row?.lines ?? [];
        if (row?.order_id !== order_id || lines.some(({ goods_fen }) => goods_fen === null)) return [];
        const goods = lines.map(({ order_line_id, goods_fen }) => ({
          order_line_id,
          goods_fen: BigInt(goods_fen ?? 0),
        }));
        return [[id, goodsOfRefund(amount_fen, goods)]];
      }),
    );
  }

  /** What after-sales made of the lines of orders; lines of which nothing was refunded are left out. */
  async linesAfterSales(order_ids: readonly string[]): Promise<LineAfterSales[]> {
    if (order_ids.length === 0) return [];
    const whole = `c."approved_fen"::bigint >= c."goods_fen"::bigint`;
    const rows: Record<keyof LineAfterSales, string>[] = await this.manager().execute(
      `select c."order_id", l."order_line_id",
         coalesce(sum(l."quantity") filter (where c."type" = 'refund_only' and ${whole}), 0) as "given_up",
         coalesce(sum(l."quantity") filter (where c."type" = 'return_and_refund' or ${whole}), 0) as "refunded",
         sum(l."withdrawn_quantity") as "withdrawn",
         coalesce(sum(l."withdrawn_fen"::bigint), 0) as "withdrawn_fen"
       from "mall_after_sale_case" c
       join "mall_after_sale_line" l on l."after_sale_id" = c."id" and l."deleted_at" is null
       where c."order_id" in (?) and c."state" = 'refunded' and c."deleted_at" is null
       group by c."order_id", l."order_line_id"`,
      [[...order_ids]],
    );
    return rows.map((row) => ({
      order_id: row.order_id,
      order_line_id: row.order_line_id,
      given_up: Number(row.given_up),
      refunded: Number(row.refunded),
      withdrawn: Number(row.withdrawn),
      withdrawn_fen: BigInt(row.withdrawn_fen),
    }));
  }

  /** Notes what of a case was taken off its order; that it is done is noted with it, so that it is noted once. */
  async noteWithdrawal(case_id: string, lines: readonly WithdrawnLine[]): Promise<void> {
    await this.manager().execute(
      `with done as (
         update "mall_after_sale_case" set "is_withdrawing" = false, "revision" = "revision" + 1, "updated_at" = now()
         where "id" = ? and "is_withdrawing" returning "id"
       )
       update "mall_after_sale_line" l set "withdrawn_quantity" = line."quantity", "withdrawn_fen" = line."goods_fen",
         "updated_at" = now()
       from done, jsonb_to_recordset(?::jsonb) as line("order_line_id" text, "quantity" integer, "goods_fen" text)
       where l."after_sale_id" = done."id" and l."order_line_id" = line."order_line_id"`,
      [case_id, JSON.stringify(lines.map((line) => ({ ...line, goods_fen: String(line.goods_fen) })))],
    );
  }

  /** Opens a case; null when one of its lines has an open case already, however close the race. */
  async openCase({ items, photo_ids, ...opened }: NewCase): Promise<AfterSaleRow | null> {
    const id = generateEntityId(undefined, "asc");
    const lines = items.map((item) => ({
      ...item,
      id: generateEntityId(undefined, "asl"),
      goods_fen: String(item.goods_fen),
    }));
    const columns = Object.keys(opened) as (keyof typeof opened)[];
    const list = columns.map((column) => `"${column}"`).join(", ");
    const marks = columns.map(() => "?").join(", ");
    try {
      await this.manager().execute(
        `with opened as (
           insert into "mall_after_sale_case" ("id", "state", ${list}) values (?, 'requested', ${marks}) returning "id"
         ), shown as (
           update "mall_after_sale_photo" set "after_sale_id" = opened."id", "updated_at" = now() from opened
           where "mall_after_sale_photo"."id" in (select jsonb_array_elements_text(?::jsonb))
         )
         insert into "mall_after_sale_line" ("id", "after_sale_id", "order_line_id", "quantity", "goods_fen")
         select line."id", opened."id", line."order_line_id", line."quantity", line."goods_fen" from opened,
           jsonb_to_recordset(?::jsonb)
             as line("id" text, "order_line_id" text, "quantity" integer, "goods_fen" text)`,
        [
          id,
          ...columns.map((column) => columnOf(opened[column])),
          JSON.stringify(photo_ids),
          JSON.stringify(lines),
        ],
      );
      return await this.findCase(id);
    } catch (error) {
      const order_line_id = items.map((item) => item.order_line_id);
      const taken = await this.listAfterSaleLines({ order_line_id, is_open: true }, { take: 1 });
      if (taken.length > 0) return null;
      throw error;
    }
  }

  /**
   * Keeps a photograph that no case has yet. A shopper's are written one after another, so that many at once are not
   * more than may wait.
   * @param most how many may wait
   * @returns null when that many wait already
   */
  async addWaitingPhoto(photo: WaitingPhoto, most: number): Promise<{ id: string } | null> {
    const id = generateEntityId(undefined, "asph");
    const { order_id, customer_id, mime_type, file_id } = photo;
    const written = await this.manager().transactional(async (manager) => {
      await manager.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [
        `mall_after_sale_photo ${customer_id}`,
      ]);
      return manager.execute(
        `insert into "mall_after_sale_photo" ("id", "order_id", "customer_id", "mime_type", "file_id")
         select ?, ?, ?, ?, ?
         where (select count(*) from "mall_after_sale_photo"
                where "customer_id" = ? and "after_sale_id" is null and "deleted_at" is null) < ?
         returning "id"`,
        [id, order_id, customer_id, mime_type, file_id, customer_id, most],
      );
    });
    return written.length === 1 ? { id } : null;
  }

  /** The photographs of cases, by case, in the order in which they were taken up. */
  async photosOf(after_sale_id: readonly string[]): Promise<ReadonlyMap<string, readonly { id: string }[]>> {
    const photos = await this.listAfterSalePictures(
      { after_sale_id: [...after_sale_id] },
      { select: ["id", "after_sale_id"], order: { id: "ASC" } },
    );
    const byCase = new Map<string, { id: string }[]>();
    for (const { id, after_sale_id } of photos) {
      const own = byCase.get(after_sale_id ?? "") ?? [];
      byCase.set(after_sale_id ?? "", [...own, { id }]);
    }
    return byCase;
  }

  /** A case by its id, a shopper's own one if a shopper is named. */
  async findCase(id: string, customer_id?: string): Promise<AfterSaleRow | null> {
    const filters = customer_id === undefined ? { id } : { id, customer_id };
    const [row] = await this.listAfterSaleCases(filters, { take: 1, relations: ["lines"] });
    return (row as AfterSaleRow | undefined) ?? null;
  }

  /** All cases of an order, oldest first. */
  async casesOfOrder(order_id: string): Promise<AfterSaleRow[]> {
    const rows = await this.listAfterSaleCases({ order_id }, { relations: ["lines"], order: { id: "ASC" } });
    return rows as AfterSaleRow[];
  }

  /** A page of cases, newest first, and where the next one begins. */
  async pageOfCases({ filters, limit, cursor }: CasePage): Promise<{ rows: AfterSaleRow[]; next?: string }> {
    const { state, due_before, ...own } = filters;
    const rows = (await this.listAfterSaleCases(
      {
        ...own,
        ...(state === "open" ? { closed_at: null } : {}),
        ...(state && state !== "open" ? { state } : {}),
        ...(due_before ? { state: "requested", answer_by: { $lt: due_before } } : {}),
        ...(cursor ? { id: { $lt: cursor } } : {}),
      },
      { take: limit + 1, relations: ["lines"], order: { id: "DESC" } },
    )) as AfterSaleRow[];
    if (rows.length <= limit) return { rows };
    const page = rows.slice(0, limit);
    const next = page.at(-1)?.id;
    return next ? { rows: page, next } : { rows: page };
  }

  /** How many open cases there are in each state. */
  async countOpen(): Promise<OpenCounts> {
    const rows: { state: AfterSaleState; count: string }[] = await this.manager().execute(
      `select "state", count(*) as "count" from "mall_after_sale_case"
       where "closed_at" is null and "deleted_at" is null group by "state"`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  }

  /** How many requests are agreed to by themselves before a moment. */
  async countDue(before: Date): Promise<number> {
    const [, count] = await this.listAndCountAfterSaleCases(
      { state: "requested", answer_by: { $lt: before } },
      { take: 1, select: ["id"] },
    );
    return count;
  }

  /** Where the goods of the latest agreed return go, as the merchant wrote it; null before the first. */
  async latestReturnAddress(): Promise<string | null> {
    const [row] = await this.listAfterSaleCases(
      { return_to: { $ne: null } },
      { take: 1, order: { id: "DESC" }, select: ["id", "return_to"] },
    );
    return row?.return_to ?? null;
  }

  /**
   * Writes a change to a case, if nobody changed it since it was read; a case that ends sets its lines free.
   * @returns whether it was written.
   */
  async advanceCase(row: Pick<AfterSaleRow, "id" | "revision">, change: AfterSaleChange): Promise<boolean> {
    const columns = Object.entries(change).filter(([, value]) => value !== undefined);
    const assignments = columns.map(([column]) => `"${column}" = ?`).join(", ");
    const values = columns.map(([, value]) => columnOf(value));
    const written = await this.manager().execute(
      `with moved as (
         update "mall_after_sale_case" set ${assignments}, "revision" = "revision" + 1, "updated_at" = now()
         where "id" = ? and "revision" = ? and "deleted_at" is null returning "id", "closed_at"
       ), freed as (
         update "mall_after_sale_line" set "is_open" = false, "updated_at" = now() from moved
         where "after_sale_id" = moved."id" and moved."closed_at" is not null
       )
       select "id" from moved`,
      [...values, row.id, row.revision],
    );
    return written.length === 1;
  }

  private manager(): SqlEntityManager {
    return this.repository.getFreshManager<SqlEntityManager>();
  }
}
