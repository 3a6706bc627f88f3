import type { EntityManager } from "typeorm";

/** Whether money was captured on an order of a customer's; what was refunded later was still bought. */
export async function hasPaidBefore(manager: EntityManager, customer_id: string): Promise<boolean> {
  const [row] = await manager.query<{ has_paid: boolean }[]>(
    `select exists (
       select 1 from distribution.frozen_order o join distribution.processed p on p.order_id = o.order_id
       where o.customer_id = $1 and p.kind = 'capture') as has_paid`,
    [customer_id],
  );
  return row?.has_paid ?? false;
}
