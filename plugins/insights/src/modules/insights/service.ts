import type { ConfigModule, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { AdminGrants } from "@tengman/plugin-kit";
import type pg from "pg";
import { AddressBrake } from "../../domain/collect/address-brake";
import { grantsOf, type InsightsOptions, readOptions } from "../../options";
import { Alerts } from "./alerts/alerts";
import { MeasureStore } from "./alerts/measure-store";
import { Collector } from "./collector/collector";
import { type CustomerDay, CustomerLinkStore } from "./customer-link-store";
import { openPool, transaction } from "./database";
import { ReportMailStore } from "./reports/report-mail-store";
import { Reports } from "./reports/reports";
import { Rollup } from "./rollup/rollup";

/** The module's door: what shoppers did, what was counted of it, and the reports. */
export class InsightsModuleService {
  readonly collector: Collector;
  readonly rollup: Rollup;
  readonly reports: Reports;
  readonly alerts: Alerts;
  readonly measures: MeasureStore;
  readonly reportMails: ReportMailStore;
  readonly brake: AddressBrake;
  /** Who may what in the admin; null when the shop has configured nothing. */
  readonly adminGrants: AdminGrants | null;
  readonly options: InsightsOptions;
  readonly #pool: pg.Pool;
  readonly #links = new CustomerLinkStore();

  constructor(container: Record<string, unknown>, options: unknown) {
    this.options = readOptions(options);
    const logger = container[ContainerRegistrationKeys.LOGGER] as Logger;
    this.#pool = openPool(container[ContainerRegistrationKeys.CONFIG_MODULE] as ConfigModule);
    // A connection that breaks while nobody uses it must not end the server.
    this.#pool.on("error", (error) => logger.warn(`insights lost a connection: ${error.message}`));
    this.collector = new Collector(this.#pool, this.options, logger);
    this.rollup = new Rollup(this.#pool);
    this.reports = new Reports(this.#pool);
    this.alerts = new Alerts(this.#pool);
    this.measures = new MeasureStore(this.#pool);
    this.reportMails = new ReportMailStore(this.#pool);
    this.brake = new AddressBrake(this.options.batches_of_address_per_minute);
    this.adminGrants = grantsOf(this.options);
  }

  /** Takes away what connects visitors with a customer; what was counted stays. Safe to run again. */
  async forgetCustomer(customer_id: string, now: Date): Promise<void> {
    // What waits would be written with the customer afterwards.
    await this.collector.flush();
    await transaction(this.#pool, (client) => this.#links.forget(client, customer_id, now));
  }

  /** The days a customer was seen, latest first. */
  customerDays(customer_id: string): Promise<CustomerDay[]> {
    return this.#links.days(this.#pool, customer_id);
  }

  /** Medusa calls these. */
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      await this.collector.keepDays(new Date());
    },
    onApplicationPrepareShutdown: async (): Promise<void> => {
      await this.collector.close();
    },
    onApplicationShutdown: async (): Promise<void> => {
      await this.collector.close();
      await this.#pool.end();
    },
  };
}
