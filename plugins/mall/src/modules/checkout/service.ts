import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { Connection } from "./database";
import { LineFacts } from "./line-facts";
import { OrderLinks } from "./order-links";
import { RestingSettings } from "./resting-settings";
import { StockClaims } from "./stock-claims";

/** Reads and writes for quotes and orders, each in one statement. */
export class CheckoutService {
  readonly lines: LineFacts;
  readonly links: OrderLinks;
  readonly stock: StockClaims;
  readonly settings: RestingSettings;

  constructor(container: Record<string, unknown>) {
    const connection = container[ContainerRegistrationKeys.PG_CONNECTION] as Connection;
    this.lines = new LineFacts(connection);
    this.links = new OrderLinks(connection);
    this.stock = new StockClaims(connection);
    this.settings = new RestingSettings(connection, container[ContainerRegistrationKeys.LOGGER] as Logger);
  }

  /** Medusa calls this when the application begins. */
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      await this.settings.watch();
    },
  };
}
