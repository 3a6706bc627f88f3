import { type AdminGrants, adminGrantsOf } from "@tengman/plugin-kit";
import { z } from "zod";

const serviceName = z.string().min(1).max(100);

const optionsShape = z.object({
  /** How long single events are kept; what was counted of them stays. */
  raw_retention_days: z.number().int().min(7).max(3_650).default(90),
  /** How many events may wait for the database in one server's memory. */
  buffer_events: z.number().int().min(100).max(1_000_000).default(20_000),
  flush_ms: z.number().int().min(50).max(10_000).default(300),
  /** How often one network address may send, over a minute. Thousands of phones may share one address. */
  batches_of_address_per_minute: z.number().int().min(10).max(1_000_000).default(1_200),
  /** A service in Medusa's container that says what distribution brought; see `distribution-port.ts`. */
  distribution: serviceName.optional(),
  /** A service in Medusa's container that knows which lines a refund is for; see `after-sale-port.ts`. */
  after_sale_cases: serviceName.optional(),
  /** The entity in which the life of each order stands (`created_at`, `order_id`, `paid_at`). */
  order_lives: serviceName.optional(),
  /** The entity in which the payment provider's plugin keeps each day's comparison with its bill (`day`, `state`). */
  reconciliation_days: serviceName.optional(),
  /** A service in Medusa's container whose field `mail` sends mails: `send(to, subject, text)`. */
  mail: serviceName.optional(),
  /** Whether messages of alerts may go to private addresses and by http: only on somebody's own machine. */
  private_webhooks: z.boolean().default(false),
  /** Who may what in the admin, the same list for every plugin of the shop. */
  admin_permissions: z.record(z.string().min(1).max(200), z.array(z.string().min(1).max(60))).optional(),
});

/** The plugin's options after checking. */
export type InsightsOptions = z.output<typeof optionsShape>;

/** Checks the options. @throws {Error} that names the bad one */
export function readOptions(options: unknown): InsightsOptions {
  const checked = optionsShape.safeParse(options ?? {});
  if (checked.success) return checked.data;
  const names = [...new Set(checked.error.issues.map((issue) => issue.path.join(".") || "options"))];
  throw new Error(`insights: bad or missing option: ${names.join(", ")}`);
}

/** Who may what in the admin; null when the shop has configured nothing. */
export function grantsOf({ admin_permissions }: InsightsOptions): AdminGrants | null {
  return admin_permissions ? adminGrantsOf(admin_permissions) : null;
}
