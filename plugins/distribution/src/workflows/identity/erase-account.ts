import type { MedusaContainer } from "@medusajs/framework/types";
import { type Refused, refused } from "../../domain/errors";
import { type ErasureRefusal, payableUntil } from "../../domain/identity/erasure";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";
import { readPayableOrders } from "./payable-orders";

export interface EraseAccountInput {
  customer_id: string;
}

/** Until when the law has the sealed identity kept, or why the account stays. */
export type EraseAccountResult =
  | { kind: "erased"; distributor_id: string; identity_kept_until: string | null }
  | (Refused<ErasureRefusal | "not_a_distributor"> & { until?: string });

/**
 * Closes a person's own account for good, and says so (`distribution.distributor_closed`). Refused while an order that
 * earns them something may still be paid; what else is paid later (goods added to an order) earns them nothing.
 */
export async function eraseAccount(
  container: MedusaContainer,
  { customer_id }: EraseAccountInput,
): Promise<EraseAccountResult> {
  const now = new Date();
  const { erasure } = distributionService(container).identities;
  const payable = await readPayableOrders(container);
  const ids = payable.map(({ order_id }) => order_id);
  const own = await erasure.ordersEarningFor(customer_id, ids);
  const until = payableUntil(
    payable.filter(({ order_id }) => own.has(order_id)),
    now,
  );
  if (until) return { ...refused("orders_open"), until: until.toISOString() };
  const result = await erasure.erase({ customer_id, now });
  if (result.kind === "refused") return result;
  const { distributor_id } = result;
  await announce(container, "distribution.distributor_closed", { distributor_id, customer_id });
  return { ...result, identity_kept_until: result.identity_kept_until?.toISOString() ?? null };
}
