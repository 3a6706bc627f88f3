import type { AdminRule } from "@tengman/plugin-kit";

/** What somebody here may be allowed: to look, and to change what followers see. */
export type Permission = (typeof PERMISSIONS)[number];

export const PERMISSIONS = ["read", "edit_shop"] as const;

const rule = (method: AdminRule["method"], path: string): AdminRule<Permission> => ({
  method,
  path: `/admin/official-account/${path}`,
  permission: method === "GET" ? "read" : "edit_shop",
});

/** Every route of this plugin's below /admin; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
  rule("GET", "followers"),
  rule("GET", "menu"),
  rule("GET", "menu/versions"),
  rule("POST", "menu/versions"),
  rule("POST", "menu/versions/:id/publish"),
  rule("GET", "messages"),
  rule("POST", "messages"),
  rule("GET", "notices"),
  rule("GET", "notices/templates"),
  rule("POST", "notices/templates"),
  rule("GET", "qr-codes"),
  rule("POST", "qr-codes"),
  rule("GET", "qr-codes/:id"),
  rule("GET", "qr-codes/:id/picture"),
  rule("GET", "replies"),
  rule("POST", "replies"),
  rule("DELETE", "replies/:id"),
  rule("POST", "replies/:id"),
  rule("POST", "replies/preview"),
];
