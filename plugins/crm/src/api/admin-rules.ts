import type { AdminRule } from "@tengman/plugin-kit";

/** What somebody here may be allowed: to look, to keep customers, to take their list away, and to write to them. */
export const PERMISSIONS = ["read", "manage_customers", "export_customers", "send_outreach"] as const;

export type Permission = (typeof PERMISSIONS)[number];

const rule = (method: AdminRule["method"], path: string, permission: Permission): AdminRule<Permission> => ({
  method,
  path: `/admin/crm/${path}`,
  permission,
});

/** Every route of this plugin's below /admin; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
  rule("GET", "audit", "read"),
  rule("GET", "customers/:id", "read"),
  rule("POST", "customers/:id", "manage_customers"),
  rule("POST", "customers/:id/notes", "manage_customers"),
  rule("DELETE", "customers/:id/notes/:note_id", "manage_customers"),
  rule("POST", "customers/:id/tags", "manage_customers"),
  rule("POST", "customers/:id/tasks", "manage_customers"),
  rule("GET", "customers/:id/timeline", "read"),
  rule("GET", "outreach", "read"),
  rule("POST", "outreach", "send_outreach"),
  rule("GET", "outreach/:id", "read"),
  rule("POST", "outreach/preview", "read"),
  rule("GET", "overview", "read"),
  rule("GET", "plays", "read"),
  rule("POST", "plays/:kind", "send_outreach"),
  rule("GET", "plays/:kind/result", "read"),
  rule("GET", "rfm", "read"),
  rule("POST", "rfm", "manage_customers"),
  rule("GET", "segments", "read"),
  rule("POST", "segments", "manage_customers"),
  rule("DELETE", "segments/:id", "manage_customers"),
  rule("POST", "segments/:id", "manage_customers"),
  rule("GET", "segments/:id/export", "export_customers"),
  rule("POST", "segments/count", "read"),
  rule("POST", "segments/customers", "read"),
  rule("GET", "tags", "read"),
  rule("POST", "tags", "manage_customers"),
  rule("DELETE", "tags/:id", "manage_customers"),
  rule("POST", "tags/:id", "manage_customers"),
  rule("POST", "tags/:id/customers", "manage_customers"),
  rule("GET", "tasks", "read"),
  rule("POST", "tasks/:id", "manage_customers"),
];
