import type pg from "pg";
import { customersOf } from "../../../domain/reports/customers";
import { distributionEffectOf } from "../../../domain/reports/distribution";
import { habitsOf } from "../../../domain/reports/habits";
import { overviewOf } from "../../../domain/reports/overview";
import { productsOf } from "../../../domain/reports/products";
import type { ReportRange } from "../../../domain/reports/range";
import type { ReportContent } from "../../../domain/reports/report";
import type { ReportName } from "../../../domain/reports/report-names";
import { searchesOf } from "../../../domain/reports/searches";
import { funnelOf, trafficOf } from "../../../domain/reports/traffic";
import { readBuyers, readCohorts } from "./customer-store";
import { readEffect, readSleepingDistributors, readTiers, readTopDistributors } from "./distribution-store";
import { readHabits, readTogether } from "./habit-store";
import { readShopDays } from "./overview-store";
import { readProducts } from "./product-store";
import { readSearches } from "./search-store";
import { readTraffic } from "./traffic-store";

/** What things are called, which only their own modules know. */
export interface Naming {
  distributors(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  products(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  activeDistributors(): Promise<number>;
}

/** Reads reports from what was counted: never from events, never from other plugins' tables. */
export class Reports {
  readonly #pool: pg.Pool;
  readonly #read: Record<ReportName, (range: ReportRange, naming: Naming) => Promise<ReportContent>>;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#read = {
      overview: async ({ range, previous }) =>
        overviewOf(await readShopDays(pool, range), await readShopDays(pool, previous)),
      traffic: async ({ range, previous }) =>
        trafficOf(await readTraffic(pool, range, "channel"), await readTraffic(pool, previous, "channel")),
      funnel: (range, naming) => this.#funnel(range, naming),
      distribution: (range, naming) => this.#distribution(range, naming),
      customers: async ({ range, previous }) =>
        customersOf(
          await readBuyers(pool, range),
          await readBuyers(pool, previous),
          await readCohorts(pool, range),
        ),
      products: (range, naming) => this.#products(range, naming),
      searches: async ({ range, previous }) =>
        searchesOf(await readSearches(pool, range), await readSearches(pool, previous)),
      habits: (range, naming) => this.#habits(range, naming),
    };
  }

  /** A report of a range, beside the period before it. */
  read(name: ReportName, range: ReportRange, naming: Naming): Promise<ReportContent> {
    return this.#read[name](range, naming);
  }

  async #funnel({ range, previous }: ReportRange, naming: Naming): Promise<ReportContent> {
    const channels = await readTraffic(this.#pool, range, "channel");
    const distributors = (await readTraffic(this.#pool, range, "distributor")).filter(
      ({ source }) => source !== "",
    );
    const names = await naming.distributors(distributors.map(({ source }) => source));
    return funnelOf(
      channels,
      await readTraffic(this.#pool, previous, "channel"),
      distributors.map((one) => ({ ...one, name: names.get(one.source) ?? one.source })),
    );
  }

  async #distribution({ range, previous }: ReportRange, naming: Naming): Promise<ReportContent> {
    const top = await readTopDistributors(this.#pool, range);
    const sleeping = await readSleepingDistributors(this.#pool, range, previous);
    const names = await naming.distributors(
      [...top, ...sleeping].map(({ distributor_id }) => distributor_id),
    );
    const named = <Row extends { distributor_id: string }>(row: Row) => ({
      ...row,
      name: names.get(row.distributor_id) ?? row.distributor_id,
    });
    return distributionEffectOf(await readEffect(this.#pool, range), await readEffect(this.#pool, previous), {
      tiers: await readTiers(this.#pool, range),
      top: top.map(named),
      sleeping: sleeping.map(named),
      active_distributors: await naming.activeDistributors(),
    });
  }

  async #products({ range, previous }: ReportRange, naming: Naming): Promise<ReportContent> {
    const products = await readProducts(this.#pool, range);
    const untitled = products.filter(({ title }) => title === "").map(({ product_id }) => product_id);
    const titles = await naming.products(untitled);
    return productsOf(
      products.map((one) => ({ ...one, title: one.title || (titles.get(one.product_id) ?? one.product_id) })),
      await readProducts(this.#pool, previous),
    );
  }

  async #habits({ range, previous }: ReportRange, naming: Naming): Promise<ReportContent> {
    const pairs = await readTogether(this.#pool, range);
    const titles = await naming.products([...new Set(pairs.flatMap(({ first, second }) => [first, second]))]);
    return habitsOf(
      await readHabits(this.#pool, range),
      await readHabits(this.#pool, previous),
      pairs.map((pair) => ({
        ...pair,
        first: titles.get(pair.first) ?? pair.first,
        second: titles.get(pair.second) ?? pair.second,
      })),
    );
  }
}
