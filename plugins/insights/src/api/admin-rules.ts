import type { AdminRule } from "@tengman/plugin-kit";

/** What somebody here may be allowed: to look, to see to an alert, to say what raises one and who is told. */
export const PERMISSIONS = ["read", "acknowledge_alerts", "manage_settings"] as const;
export type Permission = (typeof PERMISSIONS)[number];

const rule = (
  method: AdminRule["method"],
  path: string,
  permission: Permission = "read",
): AdminRule<Permission> => ({ method, path: `/admin/insights/${path}`, permission });

/** Every route of this plugin's below /admin; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
  rule("GET", "alert-settings"),
  rule("POST", "alert-settings", "manage_settings"),
  rule("GET", "alerts"),
  rule("POST", "alerts/:id/acknowledge", "acknowledge_alerts"),
  rule("GET", "collector"),
  rule("GET", "report-mails"),
  rule("POST", "report-mails", "manage_settings"),
  rule("DELETE", "report-mails/:id", "manage_settings"),
  rule("GET", "reports/:report"),
  rule("GET", "reports/:report/:table"),
];
