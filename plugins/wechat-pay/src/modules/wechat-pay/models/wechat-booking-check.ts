import { model } from "@medusajs/framework/utils";

/**
 * A payment session whose order's figures have still to be compared with its captures and refunds. It is written before
 * money moves and goes when the figures are true, so that a server may die at any point in between.
 */
export const WechatBookingCheck = model.define("wechat_booking_check", {
  id: model.id({ prefix: "wxbc" }).primaryKey(),
  payment_session_id: model.text().unique(),
  check_at: model.dateTime(),
  tries: model.number().default(0),
  last_error: model.text().nullable(),
});
