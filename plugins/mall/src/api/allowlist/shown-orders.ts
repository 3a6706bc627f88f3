import { type Fields, fields } from "../../domain/answer-fields";
import type { Answer } from "../../domain/route-allowlist";
import { PRODUCT_ITSELF, VARIANT } from "./shown-products";

const MOMENTS = "created_at updated_at";
const TOTALS = `total subtotal tax_total discount_total discount_subtotal discount_tax_total original_total
  original_subtotal original_tax_total`;

const TAX_LINE = fields(`id code rate description total subtotal item_id shipping_method_id ${MOMENTS}`);
const ADJUSTMENT = fields(
  `id code amount description is_tax_inclusive promotion_id total subtotal item_id shipping_method_id ${MOMENTS}`,
);
const ADDRESS = fields(
  `id customer_id company first_name last_name address_1 address_2 city province postal_code country_code phone
   ${MOMENTS}`,
);

const LINE = fields(
  `id title subtitle thumbnail variant_id product_id product_title product_description product_subtitle product_type
   product_type_id product_collection product_handle variant_sku variant_barcode variant_title requires_shipping
   is_discountable is_tax_inclusive is_giftcard is_custom_price unit_price compare_at_unit_price quantity item_total
   item_subtotal item_tax_total refundable_total refundable_total_per_unit ${TOTALS} ${MOMENTS}`,
  {
    variant_option_values: { "*": true },
    tax_lines: TAX_LINE,
    adjustments: ADJUSTMENT,
    detail: fields(
      `id item_id order_id version quantity fulfilled_quantity shipped_quantity delivered_quantity
       return_requested_quantity return_received_quantity return_dismissed_quantity written_off_quantity ${MOMENTS}`,
    ),
    variant: { ...VARIANT, product: PRODUCT_ITSELF },
    product: PRODUCT_ITSELF,
  },
);

const FULFILLMENT = fields(`id packed_at shipped_at delivered_at canceled_at requires_shipping ${MOMENTS}`, {
  labels: fields("id tracking_number tracking_url label_url"),
  items: fields("id title quantity line_item_id"),
});

const PROMOTION = fields("id code is_automatic is_tax_inclusive", {
  application_method: fields("value type currency_code"),
});

/** Of how an order is paid, its state and amounts; the cart and the payment sessions are the server's own. */
const ENTITY: Fields = fields(
  `id display_id custom_display_id status payment_status fulfillment_status version region_id customer_id
   sales_channel_id email currency_code locale canceled_at item_total item_subtotal item_tax_total
   item_discount_total original_item_total original_item_subtotal original_item_tax_total shipping_total
   shipping_subtotal shipping_tax_total shipping_discount_total original_shipping_total original_shipping_subtotal
   original_shipping_tax_total credit_line_total credit_line_subtotal credit_line_tax_total gift_card_total
   gift_card_tax_total ${TOTALS} ${MOMENTS}`,
  {
    // Every key of the summary is one of the order's sums.
    summary: { "*": true },
    credit_lines: fields(`id amount reference reference_id ${MOMENTS}`),
    items: LINE,
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
    shipping_methods: fields(
      `id order_id name description amount is_tax_inclusive shipping_option_id ${TOTALS} ${MOMENTS}`,
      { tax_lines: TAX_LINE, adjustments: ADJUSTMENT },
    ),
    payment_collections: fields(
      "id status currency_code amount authorized_amount captured_amount refunded_amount completed_at",
    ),
    fulfillments: FULFILLMENT,
    promotions: PROMOTION,
    customer: fields("id email"),
  },
);

export const ORDER: Answer = { entity: ENTITY, body: { order: ENTITY } };
