import type pg from "pg";
import type { AfterSaleCases } from "../../../after-sale-port";
import type { DistributionEffect } from "../../../distribution-port";
import { transaction } from "../database";
import { DayStore } from "./day-store";
import { OrderStore } from "./order-store";

/** Transactions that were under way when the last look was taken are seen by the next. */
const OVERLAP_MS = 120_000;
const ORDERS_AT_ONCE = 500;

/** What else the roll-up asks. */
export interface RollupSources {
  distribution: DistributionEffect;
  after_sale_cases: AfterSaleCases;
}

/** What a run counted. */
export interface RollupResult {
  days: number;
  orders: number;
}

/** Counts what changed: days of events, and orders with their money. Safe to run anywhere, at once, and again. */
export class Rollup {
  readonly #pool: pg.Pool;
  readonly #days = new DayStore();
  readonly #orders = new OrderStore();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Days first, for an order's channel is its customer's; then orders; then the days that orders changed, for whether
   * a visitor bought is known from orders.
   */
  async run(sources: RollupSources, now: Date): Promise<RollupResult> {
    const first = await this.#countDays(sources.distribution);
    const orders = await this.#countOrders(sources, now);
    const second = await this.#countDays(sources.distribution);
    return { days: first + second, orders };
  }

  async #countDays(distribution: DistributionEffect): Promise<number> {
    const days = await this.#days.changedDays(this.#pool);
    for (const day of days) {
      const tokens = await this.#days.unknownTokens(this.#pool, day);
      if (tokens.length > 0) {
        await this.#days.keepShares(this.#pool, await distribution.sharersOf(tokens));
      }
      await transaction(this.#pool, (client) => this.#days.countDay(client, day));
    }
    return days.length;
  }

  async #countOrders({ distribution, after_sale_cases }: RollupSources, now: Date): Promise<number> {
    const seen_until = await this.#orders.seenUntil(this.#pool);
    const since = new Date(Math.max(0, seen_until.getTime() - OVERLAP_MS));
    const changed = await this.#orders.changedSince(this.#pool, since);
    const posted = await distribution.ordersPostedSince(since);
    const ids = [...new Set([...changed, ...posted])].toSorted();
    for (let from = 0; from < ids.length; from += ORDERS_AT_ONCE) {
      const part = ids.slice(from, from + ORDERS_AT_ONCE);
      const commissions = await distribution.commissionsOf(part);
      const after_sales = await after_sale_cases.linesAfterSales(part);
      await transaction(this.#pool, async (client) => {
        const days = await this.#orders.count(client, part, commissions, after_sales);
        await this.#days.noteDays(client, days);
      });
    }
    await this.#orders.keepSeenUntil(this.#pool, now);
    return ids.length;
  }
}
