import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql";
import type { DAL, InferTypeOf } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import type { HomeBlock } from "../../domain/home/block";
import { blocksOfContent, contentOfBlocks } from "../../domain/home/take-over";
import { EMPTY_HOME, type HomeContent, homeContentShape } from "../../domain/home-content";
import type { OrderState } from "../../domain/order-state";
import { retryDelayMs } from "../../domain/retry-delay";
import type { Pieces } from "../../domain/unpaid-holdings";
import { HomeVersions } from "./home-versions";
import { HomePage } from "./models/home-page";
import { MallOrder } from "./models/mall-order";
import { MallRetry } from "./models/mall-retry";
import { type MallOptions, readMallOptions } from "./options";

const HOME_PAGE_ID = "home";

/** A row of `mall_order`. Its state is `placing` until Medusa's order exists. */
export type MallOrderRow = InferTypeOf<typeof MallOrder> & { state: OrderState | "placing" };

/** What changes in the life of a `mall_order`. */
export type MallOrderChange = Partial<
  Pick<
    MallOrderRow,
    | "order_id"
    | "cart_id"
    | "payment_session_id"
    | "state"
    | "pay_by"
    | "paid_at"
    | "shipped_at"
    | "received_at"
    | "receipt_source"
    | "closed_at"
    | "close_reason"
    | "close_note"
    | "coupons_returned_at"
    | "hidden_at"
    | "reminded_at"
    | "synced_at"
  >
>;

/** How many of a shopper's orders rest in each state a tab shows. */
export type OrderCounts = Record<"to_pay" | "to_ship" | "shipped" | "received", number>;

// What does not read as a home page any more must not hide the shop behind it.
const readContent = (stored: unknown): HomeContent => homeContentShape.safeParse(stored).data ?? EMPTY_HOME;

/** Keeps the orders' mall side and the home page. */
export class MallModuleService extends MedusaService({ MallOrder, HomePage, MallRetry }) {
  readonly settings: MallOptions;
  readonly homeVersions = new HomeVersions(() => this.manager());

  private readonly repository: DAL.RepositoryService;

  constructor(container: { baseRepository: DAL.RepositoryService }, options: unknown) {
    super(container, options);
    this.repository = container.baseRepository;
    this.settings = readMallOptions(options);
  }

  /**
   * Writes a change to a row, if nobody changed it since it was read.
   * @returns whether it was written.
   */
  async advanceMallOrder(
    row: Pick<MallOrderRow, "id" | "revision">,
    change: MallOrderChange,
  ): Promise<boolean> {
    const columns = Object.keys(change) as (keyof MallOrderChange)[];
    const assignments = columns.map((column) => `"${column}" = ?`).join(", ");
    const values = columns.map((column) => change[column] ?? null);
    const written = await this.manager().execute(
      `update "mall_order" set ${assignments}, "revision" = "revision" + 1, "updated_at" = now()
       where "id" = ? and "revision" = ? and "deleted_at" is null returning "id"`,
      [...values, row.id, row.revision],
    );
    return written.length === 1;
  }

  /** The rows a job could not finish, by their id, with when each is tried again. */
  async failedRows(job: string): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.listMallRetries({ job }, { select: ["id", "row_id", "retry_at"] });
    return new Map(rows.map(({ row_id, retry_at }) => [row_id, new Date(retry_at)]));
  }

  /** Notes that a job could not finish a row: each time in a row it waits longer. */
  async noteFailure(job: string, row_id: string, now: Date): Promise<void> {
    const id = `${job}:${row_id}`;
    const [known] = await this.listMallRetries({ id }, { take: 1 });
    const failures = (known?.failures ?? 0) + 1;
    const retry = { id, job, row_id, failures, retry_at: new Date(now.getTime() + retryDelayMs(failures)) };
    if (known) await this.updateMallRetries(retry);
    else await this.createMallRetries(retry);
  }

  /** Forgets that a job could not finish a row. */
  async noteSuccess(job: string, row_id: string): Promise<void> {
    await this.deleteMallRetries(`${job}:${row_id}`);
  }

  /** How many of a shopper's orders rest in each state that a tab shows. */
  async countOrders(customer_id: string): Promise<OrderCounts> {
    const rows: { state: string; count: string }[] = await this.manager().execute(
      `select "state", count(*) as "count" from "mall_order"
       where "customer_id" = ? and "hidden_at" is null and "deleted_at" is null group by "state"`,
      [customer_id],
    );
    const count = new Map(rows.map((row) => [row.state, Number(row.count)]));
    return {
      to_pay: count.get("to_pay") ?? 0,
      to_ship: count.get("to_ship") ?? 0,
      shipped: count.get("shipped") ?? 0,
      received: count.get("received") ?? 0,
    };
  }

  /** The pieces a shopper's unpaid orders hold, an order each. @param except the key of a request that does not count */
  async unpaidHoldings(customer_id: string, except: string): Promise<Pieces[]> {
    const rows: { pieces: Pieces | null }[] = await this.manager().execute(
      `select "pieces" from "mall_order"
       where "customer_id" = ? and "state" in ('placing', 'to_pay') and "idempotency_key" <> ? and "deleted_at" is null`,
      [customer_id, except],
    );
    return rows.map(({ pieces }) => pieces ?? {});
  }

  /** Erases who the parcels of some orders went to: Medusa's service keeps each fulfillment's own copy of the address. */
  async eraseDeliveryAddresses(order_ids: readonly string[]): Promise<void> {
    if (order_ids.length === 0) return;
    const orders = order_ids.map(() => "?").join(", ");
    await this.manager().execute(
      `update "order_address" set "first_name" = null, "last_name" = null, "company" = null, "phone" = null,
         "address_1" = null, "address_2" = null, "city" = null, "province" = null, "postal_code" = null, "metadata" = null
       where "id" in (
         select unnest(array["shipping_address_id", "billing_address_id"]) from "order" where "id" in (${orders}))`,
      [...order_ids],
    );
    await this.manager().execute(
      `update "fulfillment_address" set "first_name" = null, "last_name" = null, "company" = null, "phone" = null,
         "address_1" = null, "address_2" = null, "city" = null, "province" = null, "postal_code" = null, "metadata" = null
       where "id" in (
         select f."delivery_address_id" from "fulfillment" f
         join "order_fulfillment" l on l."fulfillment_id" = f."id"
         where l."order_id" in (${orders}))`,
      [...order_ids],
    );
  }

  /** The codes that a shopper's orders hold: those of closed orders came back. */
  async usedCodes(customer_id: string): Promise<ReadonlySet<string>> {
    const rows: { code: string }[] = await this.manager().execute(
      `select distinct jsonb_array_elements_text("promo_codes") as "code" from "mall_order"
       where "customer_id" = ? and "order_id" is not null and "coupons_returned_at" is null
         and jsonb_typeof("promo_codes") = 'array' and "deleted_at" is null`,
      [customer_id],
    );
    return new Set(rows.map(({ code }) => code));
  }

  /** What the merchant put on the home page; an empty page before that. `blocks` are those that are live. */
  async readHome(): Promise<HomeContent & { blocks: HomeBlock[] }> {
    const live = await this.homeVersions.live();
    const content = readContent(live.content);
    if (live.blocks === null) return { ...content, blocks: blocksOfContent(content) };
    return { ...content, ...contentOfBlocks(live.blocks, new Date()), blocks: live.blocks };
  }

  /** The home page's document, whatever blocks were published since. */
  async readHomeDocument(): Promise<HomeContent> {
    return readContent((await this.homeVersions.live()).content);
  }

  /** Replaces the home page's content. */
  async writeHome(content: HomeContent): Promise<void> {
    const stored = content as unknown as Record<string, unknown>;
    const [page] = await this.listHomePages({ id: HOME_PAGE_ID }, { take: 1 });
    if (page) await this.updateHomePages({ id: HOME_PAGE_ID, content: stored });
    else await this.createHomePages({ id: HOME_PAGE_ID, content: stored });
  }

  private manager(): SqlEntityManager {
    return this.repository.getFreshManager<SqlEntityManager>();
  }
}
