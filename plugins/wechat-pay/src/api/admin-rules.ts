import type { AdminRule } from "@tengman/plugin-kit";

/** What somebody here may be allowed: to look, to decide about money under way, to send money back. */
export type Permission = (typeof PERMISSIONS)[number];

export const PERMISSIONS = ["read", "operate_payments", "move_money"] as const;

const rule = (
  method: AdminRule["method"],
  path: string,
  permission: Permission = method === "GET" ? "read" : "operate_payments",
): AdminRule<Permission> => ({ method, path: `/admin/wechat-pay/${path}`, permission });

/** Every route of this plugin's below /admin; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
  // Medusa's own, which this plugin answers in its place.
  { method: "POST", path: "/admin/orders/:id/cancel", permission: "move_money" },
  { method: "POST", path: "/admin/payments/:id/refund", permission: "move_money" },
  rule("GET", "configuration-check"),
  rule("POST", "configuration-check"),
  rule("GET", "notifications"),
  rule("GET", "payments"),
  rule("GET", "payments/:out_trade_no"),
  rule("GET", "profit-sharing"),
  rule("GET", "profit-sharing/receivers"),
  rule("POST", "profit-sharing/receivers"),
  rule("DELETE", "profit-sharing/receivers/:mch_id"),
  rule("GET", "profit-sharing/shares"),
  rule("POST", "profit-sharing/shares"),
  rule("POST", "profit-sharing/shares/:id/returns"),
  rule("GET", "reconciliation"),
  rule("POST", "reconciliation"),
  rule("GET", "reconciliation/:day"),
  rule("GET", "refunds"),
  rule("POST", "refunds/:id/actions"),
  rule("GET", "refusals"),
  rule("GET", "stray-payments"),
  rule("GET", "transfers"),
  rule("GET", "transfers/:id"),
  rule("POST", "transfers/:id/cancel"),
];
