import type { DataSource } from "typeorm";
import { linesOfPayment } from "../../../domain/intake/order-addition";
import type { RefundedLine } from "../../../domain/intake/refunded-goods";
import { inTransaction } from "../database/transaction";
import { listAccruals, readOrderCommissions } from "./accrual-store";
import { listDistributionOrders } from "./distribution-order-store";
import { deleteFrozenOrder, findFrozenOrderIds, readFamilyLines } from "./frozen-order-store";
import { type Ingestion, ingestTogether } from "./ingestion";
import {
  findProcessedIds,
  type IntakeKind,
  type MoneyKind,
  type ProcessedMoney,
  readWatermark,
  writeWatermark,
} from "./intake-store";
import { type MatureBatch, type MaturedBatch, matureBatch, recordReceipts } from "./maturation";
import { findReceivedIds, type Receipt } from "./maturation-store";
import { MicroBatcher } from "./micro-batcher";
import { freezeAddition, type PaidAddition } from "./order-addition";
import { type ChangedOrder, refreezeUnpaidOrder } from "./order-amendment";
import { type CreatedOrder, freezeOrder } from "./order-freeze";

// Beyond, a batch gets no faster and locks for longer; a second one keeps the database busy while the first is answered.
const INGESTED_TOGETHER = { most: 256, lanes: 2 };

/** From an order's creation to mature commission: what is frozen, which money was taken in, and what is due when. */
export class IntakeService {
  readonly #source: DataSource;
  readonly #batches: MicroBatcher<readonly ProcessedMoney[], Ingestion>;
  /** What is changed on orders and added to them. */
  readonly additions: AdditionService;

  constructor(source: DataSource) {
    this.#source = source;
    this.#batches = new MicroBatcher(
      (callers) => inTransaction(source, (manager) => ingestTogether(manager, callers)),
      INGESTED_TOGETHER,
    );
    this.additions = new AdditionService(source);
  }

  /** Freezes who earns what on a created order. */
  freezeOrder(order: CreatedOrder, now: Date) {
    return inTransaction(this.#source, (manager) => freezeOrder(manager, order, now));
  }

  /** Takes a frozen order back whose creation failed. */
  deleteAttribution(order_id: string): Promise<void> {
    return inTransaction(this.#source, (manager) => deleteFrozenOrder(manager, order_id));
  }

  /** Which of these orders were frozen. */
  frozenOrderIds(order_ids: readonly string[]): Promise<Set<string>> {
    return findFrozenOrderIds(this.#source.manager, order_ids);
  }

  /** Takes captures and refunds in and posts what their orders need; callers at once share a transaction. */
  ingest(money: readonly ProcessedMoney[]): Promise<Ingestion> {
    return this.#batches.submit(money);
  }

  /** Which captures or refunds were taken in before. */
  processedIds(kind: MoneyKind, ids: readonly string[]): Promise<Set<string>> {
    return findProcessedIds(this.#source.manager, kind, ids);
  }

  /** Up to when all captures, refunds or receipts were taken in. */
  watermark(kind: IntakeKind): Promise<Date | null> {
    return readWatermark(this.#source.manager, kind);
  }

  /** Moves that mark forward. */
  moveWatermark(kind: IntakeKind, moment: Date): Promise<void> {
    return inTransaction(this.#source, (manager) => writeWatermark(manager, kind, moment));
  }

  /** Records receipts and sets when what has accrued on their orders matures. */
  recordReceipts(receipts: readonly Receipt[]): Promise<void> {
    return inTransaction(this.#source, (manager) => recordReceipts(manager, receipts));
  }

  /** Which of these orders are known to be received. */
  receivedIds(order_ids: readonly string[]): Promise<Set<string>> {
    return findReceivedIds(this.#source.manager, order_ids);
  }

  /** Matures one batch of what is due. */
  matureBatch(batch: MatureBatch): Promise<MaturedBatch> {
    return inTransaction(this.#source, (manager) => matureBatch(manager, batch));
  }

  /** The orders that a distributor earns on, newest first. */
  listOrders(wanted: Parameters<typeof listDistributionOrders>[1]) {
    return listDistributionOrders(this.#source.manager, wanted);
  }

  /** What an order earned whom, for the merchant. */
  orderCommissions(order_id: string) {
    return readOrderCommissions(this.#source.manager, order_id);
  }

  /** Accruals for the merchant, latest first. */
  listAccruals(wanted: Parameters<typeof listAccruals>[1]) {
    return listAccruals(this.#source.manager, wanted);
  }
}

/** What is changed on orders: before their first payment, and what is added and paid for afterwards. */
export class AdditionService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Freezes what was added to an order as the order was frozen. @returns whether the order is one that was frozen */
  freeze(addition: PaidAddition): Promise<boolean> {
    return this.#source.transaction((manager) => freezeAddition(manager, addition));
  }

  /** Freezes an order anew that was changed before its first payment. @returns whether it was frozen otherwise before */
  amend(order: ChangedOrder): Promise<boolean> {
    return this.#source.transaction((manager) => refreezeUnpaidOrder(manager, order));
  }

  /** The lines that a refund names, as what its payment paid for was frozen; null when that is another payment's. */
  async linesOfPayment(frozen_id: string, named: readonly RefundedLine[]): Promise<RefundedLine[] | null> {
    const lines = await readFamilyLines(this.#source.manager, frozen_id);
    const idsOf = (isOwn: boolean) =>
      lines.filter(({ order_id }) => (order_id === frozen_id) === isOwn).map((line) => line.order_line_id);
    return linesOfPayment(named, idsOf(true), idsOf(false));
  }
}
