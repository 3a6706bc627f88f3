import type { Database } from "@tengman/plugin-kit";

/** What a closed customer is called wherever a name would stand. */
const CLOSED_NAME = "已注销用户";

/**
 * What says who a customer was in Medusa's own tables. Orders keep their address, as trade records (the plugin that owns
 * orders erases it in time). Medusa's services do not reach rows that were deleted softly; these statements do.
 */
const STATEMENTS = [
  `update "customer" set "email" = null, "first_name" = '${CLOSED_NAME}', "last_name" = null, "company_name" = null,
     "phone" = null, "metadata" = null, "has_account" = false, "updated_at" = now() where "id" = ?`,
  `delete from "customer_address" where "customer_id" = ?`,
  `update "cart_address" set "first_name" = null, "last_name" = null, "company" = null, "phone" = null,
     "address_1" = null, "address_2" = null, "city" = null, "province" = null, "postal_code" = null, "metadata" = null
   where "id" in (select unnest(array["shipping_address_id", "billing_address_id"]) from "cart" where "customer_id" = ?)`,
  `update "cart" set "email" = null, "metadata" = null where "customer_id" = ?`,
  `update "order" set "email" = null where "customer_id" = ?`,
  `update "order_change_action" set "details" = '{}' where "action" = 'UPDATE_ORDER_PROPERTIES'
     and "order_id" in (select "id" from "order" where "customer_id" = ?)`,
  `delete from "notification" where "receiver_id" = ?`,
  // What finished workflows were given and answered, addresses among it, is kept for days.
  `delete from "workflow_execution" where position(? in "context"::text) > 0 and "state" in ('done', 'failed', 'reverted')`,
];

/** Erases a customer in Medusa's own tables. Their id stays: orders and the ledger stand under it. */
export async function eraseMedusaRecords(database: Database, customer_id: string): Promise<void> {
  for (const statement of STATEMENTS) await database.raw(statement, [customer_id]);
}
