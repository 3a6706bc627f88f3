import type { AdminRule } from "@tengman/plugin-kit";
import type { Permission } from "../domain/medusa-admin-rules";

const rule = (method: AdminRule["method"], path: string, permission: Permission): AdminRule<Permission> => ({
  method,
  path: `/admin/mall/${path}`,
  permission,
});

/** Every route below /admin/mall; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
  rule("GET", "advertising-words", "read"),
  rule("GET", "after-sales", "read"),
  rule("GET", "after-sales/:id", "read"),
  rule("POST", "after-sales/:id/approve", "handle_after_sales"),
  rule("GET", "after-sales/:id/photos/:photo_id", "read"),
  rule("POST", "after-sales/:id/receive", "handle_after_sales"),
  rule("POST", "after-sales/:id/refund", "handle_after_sales"),
  rule("POST", "after-sales/:id/reject", "handle_after_sales"),
  rule("GET", "disclosures", "read"),
  rule("POST", "disclosures", "edit_shop"),
  rule("GET", "faults", "read"),
  rule("GET", "home", "read"),
  rule("POST", "home/draft", "edit_shop"),
  rule("POST", "home/preview", "edit_shop"),
  rule("POST", "home/publish", "edit_shop"),
  rule("POST", "home/versions/:id/restore", "edit_shop"),
  rule("POST", "home/versions/:id/withdraw", "edit_shop"),
  rule("GET", "invoices", "read"),
  rule("POST", "invoices/:id/issue", "issue_invoices"),
  rule("GET", "orders/:id", "read"),
  rule("GET", "products/:id/advertising-words", "read"),
  rule("GET", "publish-check", "read"),
  rule("GET", "questions", "read"),
  rule("POST", "questions/:id/answer", "answer_reviews"),
  rule("POST", "questions/:id/hide", "answer_reviews"),
  rule("POST", "questions/:id/show", "answer_reviews"),
  rule("GET", "reviews", "read"),
  rule("POST", "reviews/:id/answer", "answer_reviews"),
  rule("POST", "reviews/:id/hide", "answer_reviews"),
  rule("POST", "reviews/:id/show", "answer_reviews"),
  rule("GET", "roles", "read"),
  rule("POST", "roles/:id", "manage_access"),
];
