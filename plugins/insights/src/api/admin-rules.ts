import type { AdminRule } from "@tengman/plugin-kit";

/** Whoever may log in may look; nothing here changes anything. */
export const PERMISSIONS = ["read"] as const;
export type Permission = (typeof PERMISSIONS)[number];

const reading = (path: string): AdminRule<Permission> => ({
  method: "GET",
  path: `/admin/insights/${path}`,
  permission: "read",
});

/** Every route of this plugin's below /admin; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule<Permission>[] = [
  reading("collector"),
  reading("reports/:report"),
  reading("reports/:report/:table"),
];
