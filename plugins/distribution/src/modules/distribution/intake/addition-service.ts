import type { DataSource } from "typeorm";
import { linesOfPayment } from "../../../domain/intake/order-addition";
import type { RefundedLine } from "../../../domain/intake/refunded-goods";
import { readFamilyLines } from "./frozen-order-store";
import { freezeAddition, type PaidAddition } from "./order-addition";
import { type ChangedOrder, refreezeUnpaidOrder } from "./order-amendment";

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
