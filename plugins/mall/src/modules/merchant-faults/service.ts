import { randomUUID } from "node:crypto";
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql";
import type { DAL, InferTypeOf } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import { type MerchantFault as Fault, faultKey } from "../../domain/merchant-fault";
import { MerchantFault } from "./models/merchant-fault";

/** A fault that every request sees is written again this seldom. */
const WRITTEN_AGAIN_AFTER_MS = 60_000;
/** More faults than this are written at each sight rather than remembered. */
const MOST_REMEMBERED = 10_000;
const LONGEST_TEXT = 500;

/** A row of `mall_merchant_fault`. */
export type MerchantFaultRow = InferTypeOf<typeof MerchantFault>;

/** Keeps what was left out, and until when. */
export class MerchantFaultsService extends MedusaService({ MerchantFault }) {
  private readonly repository: DAL.RepositoryService;
  /** When this process last wrote a fault, by its key: pages are read far more often than faults change. */
  private readonly writtenAt = new Map<string, number>();

  constructor(container: { baseRepository: DAL.RepositoryService }) {
    super(container);
    this.repository = container.baseRepository;
  }

  /**
   * Writes faults down, one row for each however often it is seen.
   * @returns those that were not open before.
   */
  async open(faults: readonly Fault[], now: Date): Promise<Fault[]> {
    const news: Fault[] = [];
    for (const fault of faults) {
      const key = faultKey(fault);
      const written = this.writtenAt.get(key);
      if (written !== undefined && now.getTime() - written < WRITTEN_AGAIN_AFTER_MS) continue;
      if (await this.write(fault, now)) news.push(fault);
      if (this.writtenAt.size >= MOST_REMEMBERED) this.writtenAt.clear();
      this.writtenAt.set(key, now.getTime());
    }
    return news;
  }

  /** @returns whether the fault was not open before. */
  private async write(fault: Fault, now: Date): Promise<boolean> {
    const { kind, subject_type, subject_id, part = "" } = fault;
    const texts = [fault.title, fault.detail].map((text) => text.replaceAll("\0", "").slice(0, LONGEST_TEXT));
    const [row] = await this.manager().execute<{ is_new: boolean }[]>(
      `insert into "mall_merchant_fault"
         ("id", "kind", "subject_type", "subject_id", "part", "title", "detail", "first_seen_at", "last_seen_at")
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict ("kind", "subject_id", "part") where "deleted_at" is null do update
         set "title" = excluded."title", "detail" = excluded."detail", "last_seen_at" = excluded."last_seen_at",
             "first_seen_at" = case when "mall_merchant_fault"."resolved_at" is null
               then "mall_merchant_fault"."first_seen_at" else excluded."first_seen_at" end,
             "resolved_at" = null, "updated_at" = now()
       returning "first_seen_at" = "last_seen_at" as "is_new"`,
      [`mflt_${randomUUID()}`, kind, subject_type, subject_id, part, ...texts, now, now],
    );
    return row?.is_new ?? false;
  }

  /** Closes faults of things that read well again, or are gone. */
  async close(rows: readonly MerchantFaultRow[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    for (const row of rows) this.writtenAt.delete(faultKey(row as MerchantFaultRow & Pick<Fault, "kind">));
    await this.manager().execute(
      `update "mall_merchant_fault" set "resolved_at" = ?, "updated_at" = now()
       where "resolved_at" is null and "id" = any(?::text[])`,
      [now, `{${rows.map(({ id }) => id).join(",")}}`],
    );
  }

  private manager(): SqlEntityManager {
    return this.repository.getFreshManager<SqlEntityManager>();
  }
}
