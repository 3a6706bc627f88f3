// Who of the merchant's may what: the variable SHOP_ADMIN_PERMISSIONS, handed to every plugin.
const { z } = require("zod");

/** Everything somebody at the merchant's may be allowed, over all plugins; a test compares it with theirs. */
const ADMIN_PERMISSIONS = /** @type {const} */ ([
  "acknowledge_alerts",
  "acknowledge_compliance",
  "answer_reviews",
  "approve_changes",
  "change_bindings",
  "close_books",
  "decide_payouts",
  "decide_people",
  "edit_shop",
  "export_customers",
  "export_identities",
  "handle_after_sales",
  "issue_invoices",
  "manage_access",
  "manage_customers",
  "manage_orders",
  "manage_products",
  "manage_promotions",
  "manage_settings",
  "move_money",
  "operate_payments",
  "publish_plans",
  "read",
  "read_audit",
  "review_risk",
  "see_identities",
  "send_outreach",
  "ship_orders",
]);

/**
 * What each role allows that an owner gives in the admin. Selling and money are apart: whoever prices and ships decides no
 * payout, whoever pays out changes no plan, and a change of bindings that an operator asks for is finance's to approve.
 */
const ADMIN_ROLES = /** @type {const} */ ({
  owner: ["*"],
  operator: [
    "acknowledge_alerts",
    "answer_reviews",
    "change_bindings",
    "decide_people",
    "edit_shop",
    "handle_after_sales",
    "manage_customers",
    "manage_orders",
    "manage_products",
    "manage_promotions",
    "manage_settings",
    "publish_plans",
    "review_risk",
    "send_outreach",
    "ship_orders",
  ],
  finance: [
    "acknowledge_alerts",
    "approve_changes",
    "close_books",
    "decide_payouts",
    "export_identities",
    "issue_invoices",
    "move_money",
    "operate_payments",
    "read_audit",
    "see_identities",
  ],
  service: [
    "acknowledge_alerts",
    "answer_reviews",
    "handle_after_sales",
    "issue_invoices",
    "manage_customers",
    "manage_orders",
  ],
});

/** JSON: who may what. A name that is no permission stops the boot: it would silently allow nothing. */
const grants = z.string().transform((value, context) => {
  try {
    return z
      .record(z.string().min(1), z.array(z.enum(["*", ...ADMIN_PERMISSIONS])))
      .refine((granted) => Object.values(granted).some((list) => list.includes("*")))
      .parse(JSON.parse(value));
  } catch {
    context.addIssue({
      code: "custom",
      message: `must be JSON such as {"owner@shop.cn":["*"],"clerk@shop.cn":["handle_after_sales"]}, somebody has «*», and the permissions are ${ADMIN_PERMISSIONS.join(", ")}`,
    });
    return z.NEVER;
  }
});

module.exports = { ADMIN_PERMISSIONS, ADMIN_ROLES, grants };
