import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { FaultBanner } from "../faults/fault-banner";

/** Tells the merchant why an order cannot be read as it is. */
const OrderFaultsWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => (
  <FaultBanner subject_id={order.id} changed_at={order.updated_at} />
);

export const config = defineWidgetConfig({ zone: "order.details.before" });

export default OrderFaultsWidget;
