import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types";
import { FaultBanner } from "../faults/fault-banner";

/** Tells the merchant why a product, or some of its variants, is not on sale. */
const ProductFaultsWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => (
  <FaultBanner subject_id={product.id} changed_at={product.updated_at} />
);

export const config = defineWidgetConfig({ zone: "product.details.before" });

export default ProductFaultsWidget;
