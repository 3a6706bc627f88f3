import type { BigNumberInput } from "@medusajs/framework/types";
import { MathBN } from "@medusajs/framework/utils";
import InventoryModule from "@medusajs/medusa/inventory";

/*
 * Medusa's inventory module asks one question before every write of what is reserved, and offers no hook inside, so the
 * question is wrapped here, for two reasons.
 *
 * It takes packed pieces off the shelf first and lets go of their reservation then, and in between more is reserved than
 * there is. Where a part of an order's last pieces is packed, or an edit takes some of them off, it asks whether none more
 * can be reserved, finds less than none, and refuses. Nothing more needs no stock.
 *
 * It reads what is reserved, adds to it and writes the sum: of two at the same moment one is lost, unless both hold a lock
 * that all servers share. The rows themselves are locked before they are read, as the shop's own claims lock them.
 */

interface Asked {
  id?: string;
  inventory_item_id?: string;
  quantity?: BigNumberInput;
  allow_backorder?: boolean;
}

interface Transaction {
  raw(sql: string, bindings: readonly unknown[]): PromiseLike<unknown>;
}

interface Context {
  transactionManager?: { getTransactionContext?(): Transaction | undefined };
}

interface InventoryService {
  ensureInventoryLevels(asked: Asked[], options?: unknown, context?: Context): Promise<unknown>;
}

/** In the order of every other lock of these rows; without a transaction nothing is about to be written. */
async function lockLevels(asked: readonly Asked[], context?: Context): Promise<void> {
  const transaction = context?.transactionManager?.getTransactionContext?.();
  await transaction?.raw(
    `select 1 from "inventory_level"
      where ("inventory_item_id" = any(?) or "id" = any(?)) and "deleted_at" is null order by "id" for update`,
    [asked.flatMap(({ inventory_item_id }) => inventory_item_id ?? []), asked.flatMap(({ id }) => id ?? [])],
  );
}

function guard(service: InventoryService): void {
  const { ensureInventoryLevels } = service;
  if (!ensureInventoryLevels) {
    throw new Error("@tengman/mall: Medusa's inventory module has changed, its guard must follow");
  }
  service.ensureInventoryLevels = async function (asked, options, context) {
    await lockLevels(asked, context);
    const needed = asked.map((one) =>
      one.quantity !== undefined && MathBN.lte(one.quantity, 0) ? { ...one, allow_backorder: true } : one,
    );
    return ensureInventoryLevels.call(this, needed, options, context);
  };
}

guard(InventoryModule.service.prototype as unknown as InventoryService);
