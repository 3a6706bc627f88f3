import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { completeCartWorkflow } from "@medusajs/medusa/core-flows";
import { DistributionError } from "../../domain/errors";
import type { CreatedOrder } from "../../modules/distribution/intake/order-freeze";
import { distributionService } from "../distribution-service";
import { fenOf } from "../intake/medusa-amounts";
import { inOrder, type OrderLine, readGoods } from "../intake/medusa-goods";
import { addressSignals, type ShippingAddress } from "../risk/customer-signals";

/** Medusa runs this hook but leaves it out of its types. */
interface OrderCreatedHook {
  orderCreated(
    invoke: (
      input: { order_id: string; cart_id: string },
      context: { container: MedusaContainer },
    ) => Promise<StepResponse<{ order_id: string }, string>>,
    compensate: (order_id: string | undefined, context: { container: MedusaContainer }) => Promise<void>,
  ): void;
}

/**
 * Freezes who earns what at the moment an order is created. Whatever goes wrong here fails the order: an order without
 * its attribution would be a commission lost in silence, while a failed order can be placed again. Having no inviter
 * is nothing wrong; it is frozen like everything else.
 */
(completeCartWorkflow.hooks as unknown as OrderCreatedHook).orderCreated(
  async ({ order_id }, { container }) => {
    const now = new Date();
    const { order, address } = await readCreatedOrder(container, order_id);
    await distributionService(container).intake.freezeOrder(order, now);
    if (order.customer_id) await traceAddress(container, order.customer_id, address, now);
    return new StepResponse({ order_id }, order_id);
  },
  async (order_id, { container }) => {
    if (order_id) await distributionService(container).intake.deleteAttribution(order_id);
  },
);

/** Where the parcel goes matters to nobody's commission: a failure here is logged and fails no order. */
async function traceAddress(
  container: MedusaContainer,
  customer_id: string,
  address: ShippingAddress | null,
  now: Date,
): Promise<void> {
  try {
    await distributionService(container).risk.recordSignals(customer_id, addressSignals(address), now);
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`distribution: no trace of an address: ${error instanceof Error ? error.name : "?"}`);
  }
}

interface OrderTotals {
  id: string;
  display_id: number | null;
  customer_id: string | null;
  currency_code: string;
  total: BigNumberInput;
  items: (OrderLine & { total: BigNumberInput; metadata: Record<string, unknown> | null })[];
  shipping_address: ShippingAddress | null;
}

/** Reads the order in whole fen: a line's total is what was paid for its goods, after discounts, without freight. */
async function readCreatedOrder(
  container: MedusaContainer,
  order_id: string,
): Promise<{ order: CreatedOrder; address: ShippingAddress | null }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "customer_id",
      "currency_code",
      "total",
      "items.id",
      "items.total",
      "items.original_total",
      "items.quantity",
      "items.variant_id",
      "items.product_id",
      "items.metadata",
      "shipping_address.*",
    ],
    filters: { id: order_id },
  });
  const order = data[0] as unknown as OrderTotals | undefined;
  if (!order) throw new DistributionError("created_order_missing", { order_id });
  const goods = await readGoods(container, order.items);
  const created = {
    order_id,
    display_id: order.display_id,
    customer_id: order.customer_id,
    currency_code: order.currency_code,
    total_fen: fenOf(order.total),
    lines: inOrder(order.items).map(({ id, total }) => ({
      order_line_id: id,
      base_fen: fenOf(total),
      goods: goods.get(id) ?? null,
    })),
  };
  return { order: created, address: order.shipping_address };
}
