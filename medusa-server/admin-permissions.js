// Who of the merchant's may what: the variable SHOP_ADMIN_PERMISSIONS, handed to every plugin.
const { z } = require("zod");

/** Everything somebody at the merchant's may be allowed, over all plugins; a test compares it with theirs. */
const ADMIN_PERMISSIONS = /** @type {const} */ ([
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
]);

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

module.exports = { ADMIN_PERMISSIONS, grants };
