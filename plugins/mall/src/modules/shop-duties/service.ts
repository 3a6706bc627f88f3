import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql";
import type { DAL, InferTypeOf } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import { type Disclosures, disclosuresShape, NO_DISCLOSURES } from "../../domain/disclosures";
import type { InvoiceIssue, InvoiceRequest } from "../../domain/invoice-request";
import { Disclosure } from "./models/disclosure";
import { Invoice } from "./models/invoice";

const DISCLOSURES_ID = "shop";

/** A row of `mall_invoice`. */
export type InvoiceRow = InferTypeOf<typeof Invoice>;

/** Keeps what the shop discloses and its shoppers' invoices. */
export class ShopDutiesService extends MedusaService({ Disclosure, Invoice }) {
  private readonly repository: DAL.RepositoryService;

  constructor(container: { baseRepository: DAL.RepositoryService }) {
    super(container);
    this.repository = container.baseRepository;
  }

  /** What the shop tells about itself; nothing before the merchant has written it. */
  async readDisclosures(): Promise<Disclosures> {
    const [row] = await this.listDisclosures({ id: DISCLOSURES_ID }, { take: 1 });
    return row ? disclosuresShape.parse(row.content) : NO_DISCLOSURES;
  }

  /** Replaces what the shop tells about itself. */
  async writeDisclosures(content: Disclosures): Promise<void> {
    await this.manager().execute(
      `insert into "mall_disclosure" ("id", "content") values (?, ?::jsonb)
       on conflict ("id") do update set "content" = excluded."content", "updated_at" = now()`,
      [DISCLOSURES_ID, JSON.stringify(content)],
    );
  }

  /**
   * Asks for an order's invoice, or asks differently as long as it is not issued.
   * @param id of the row if there is none yet
   * @returns whether it was written: an issued invoice stays as it is.
   */
  async requestInvoice(id: string, order_id: string, request: InvoiceRequest): Promise<boolean> {
    const tax_number = request.type === "company" ? request.tax_number : null;
    const written = await this.manager().execute(
      `insert into "mall_invoice" ("id", "order_id", "state", "type", "title", "tax_number", "email")
       values (?, ?, 'requested', ?, ?, ?, ?)
       on conflict ("order_id") where "deleted_at" is null do update
         set "type" = excluded."type", "title" = excluded."title", "tax_number" = excluded."tax_number",
             "email" = excluded."email", "revision" = "mall_invoice"."revision" + 1, "updated_at" = now()
         where "mall_invoice"."state" = 'requested'
       returning "id"`,
      [id, order_id, request.type, request.title, tax_number, request.email],
    );
    return written.length === 1;
  }

  /**
   * Marks a request as issued, if it still is what the merchant has read.
   * @returns whether it was written.
   */
  async issueInvoice(
    id: string,
    { revision, invoice_number, url }: InvoiceIssue,
    { amount_fen, by, now }: { amount_fen: bigint; by: string; now: Date },
  ): Promise<boolean> {
    const written = await this.manager().execute(
      `update "mall_invoice"
       set "state" = 'issued', "invoice_number" = ?, "url" = ?, "issued_amount_fen" = ?, "issued_by" = ?,
           "issued_at" = ?, "revision" = "revision" + 1, "updated_at" = now()
       where "id" = ? and "revision" = ? and "state" = 'requested' and "deleted_at" is null
       returning "id"`,
      [invoice_number, url ?? null, String(amount_fen), by, now, id, revision],
    );
    return written.length === 1;
  }

  private manager(): SqlEntityManager {
    return this.repository.getFreshManager<SqlEntityManager>();
  }
}
