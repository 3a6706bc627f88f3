import type { AdminRule } from "@tengman/plugin-kit";

/** What somebody at the merchant's may be allowed here: to look, or to decide about money that is under way. */
export type Permission = (typeof PERMISSIONS)[number];

export const PERMISSIONS = ["read", "operate_payments"] as const;

const rule = (
  method: AdminRule["method"],
  path: string,
  permission: Permission = method === "GET" ? "read" : "operate_payments",
): AdminRule<Permission> => ({ method, path: `/admin/wechat-pay/${path}`, permission });

/** Every route below /admin/wechat-pay; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
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
