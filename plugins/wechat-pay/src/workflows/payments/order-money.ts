import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { lockInTurn } from "@tengman/plugin-kit";

const LOCK_TIMEOUT_SECONDS = 30;
/** Medusa makes and confirms a credit line within one request; a change this old was left by a server that ended. */
const CREDITED_WITHIN_MS = 60_000;

/** Somebody else is moving the order's money, and did not come to an end in time. Nothing was done. */
export class OrderBusyError extends Error {
  constructor(orderId: string) {
    super(`The money of order ${orderId} is being moved by somebody else.`);
    this.name = "OrderBusyError";
  }
}

/**
 * The lock of everything that moves an order's money or begins a change of it, shared with every plugin and every
 * server: Medusa refuses a second change of an order only after the money has gone. Take it after `order-payment:…`
 * and after a refund's own lock, never before them.
 */
export function orderMoneyLockKey(orderId: string): string {
  return `order-money:${orderId}`;
}

/** @throws {OrderBusyError} when the lock cannot be had */
export async function whileOrderMoneyLocked<T>(
  container: MedusaContainer,
  orderId: string,
  work: () => Promise<T>,
  alsoLocked: readonly string[] = [],
): Promise<T> {
  const locking = container.resolve(Modules.LOCKING);
  let begun = false;
  const alone = (): Promise<T> => {
    begun = true;
    return work();
  };
  try {
    const last = () => lockInTurn(locking, [orderMoneyLockKey(orderId)], alone, LOCK_TIMEOUT_SECONDS);
    return await lockInTurn(locking, alsoLocked, last, LOCK_TIMEOUT_SECONDS);
  } catch (error) {
    throw begun ? error : new OrderBusyError(orderId);
  }
}

/** A change of an order that somebody began and has not ended: `edit`, `transfer`, `claim`, `exchange`, `return_…`. */
export interface OpenChange {
  readonly kind: string;
}

/**
 * The order's open change, if it has one. While there is one Medusa cannot book what goes back on the order. A credit
 * line that a server left half made is taken away first. Call it under {@link whileOrderMoneyLocked}.
 */
export async function findOpenChange(
  container: MedusaContainer,
  orderId: string,
): Promise<OpenChange | undefined> {
  const orders = container.resolve(Modules.ORDER);
  const changes = await orders.listOrderChanges(
    { order_id: orderId, status: ["pending", "requested"] },
    { select: ["id", "change_type", "created_at"] },
  );
  const isLeft = ({ change_type, created_at }: (typeof changes)[number]) =>
    String(change_type) === "credit_line" && Date.now() - new Date(created_at).getTime() > CREDITED_WITHIN_MS;
  const left = changes.filter(isLeft).map(({ id }) => id);
  if (left.length > 0) {
    await orders.deleteOrderChanges(left);
  }
  const [open] = changes.filter(({ id }) => !left.includes(id));
  return open && { kind: open.change_type ?? "edit" };
}
