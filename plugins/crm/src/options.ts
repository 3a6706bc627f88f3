import { type AdminGrants, adminGrantsOf } from "@tengman/plugin-kit";
import { STANDARD_QUIET_HOURS } from "@tengman/values";
import { z } from "zod";

const hour = z.number().int().min(0).max(23);

const optionsShape = z.object({
  /** Who may what in the admin, the same list for every plugin of the shop. */
  admin_permissions: z.record(z.string().min(1).max(200), z.array(z.string().min(1).max(60))).optional(),
  /** Services in Medusa's container that know more of a customer; see the README for what each offers. */
  distributors: z.string().min(1).optional(),
  followers: z.string().min(1).optional(),
  saved_products: z.string().min(1).optional(),
  after_sales: z.string().min(1).optional(),
  /** The entity in which the life of each order stands: `order_id`, `customer_id`, `state`, `pay_by`, `received_at`. */
  order_lives: z.string().min(1).optional(),
  /** A service that knows the reviews of an order: `ofOrder(order_id)`. */
  reviews: z.string().min(1).optional(),
  /** The workflow that writes to a customer: `{ customer_id, text }` → `{ kind: "sent" }` or `{ kind, reason }`. */
  message_workflow: z.string().min(1).optional(),
  quiet_hours: z.strictObject({ from_hour: hour, until_hour: hour }).default(STANDARD_QUIET_HOURS),
});

export type CrmOptions = z.output<typeof optionsShape>;

/** Checks the plugin's options. @throws Error naming the bad one */
export function readOptions(options: unknown): CrmOptions {
  const checked = optionsShape.safeParse(options ?? {});
  if (checked.success) {
    return checked.data;
  }
  const names = checked.error.issues.map(({ path }) => path.join(".") || "options");
  throw new Error(`crm: bad option: ${[...new Set(names)].join(", ")}`);
}

/** Who may what in the admin; null when the shop has configured nothing. */
export const grantsOf = ({ admin_permissions }: CrmOptions): AdminGrants | null =>
  admin_permissions ? adminGrantsOf(admin_permissions) : null;
