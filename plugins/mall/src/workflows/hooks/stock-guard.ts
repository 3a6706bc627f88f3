import type { BigNumberInput } from "@medusajs/framework/types";
import { MathBN } from "@medusajs/framework/utils";
import InventoryModule from "@medusajs/medusa/inventory";

/*
 * Medusa takes packed pieces off the shelf first and lets go of their reservation then, and in between more is reserved
 * than there is. Where a part of an order's last pieces is packed, or an edit takes some of them off, it asks whether
 * none more can be reserved, finds less than none, and refuses. Its module offers no hook inside, so its question is
 * wrapped here: nothing more needs no stock.
 */

interface Asked {
  quantity?: BigNumberInput;
  allow_backorder?: boolean;
}

interface InventoryService {
  ensureInventoryLevels(asked: Asked[], ...rest: unknown[]): Promise<unknown>;
}

function guard(service: InventoryService): void {
  const { ensureInventoryLevels } = service;
  if (!ensureInventoryLevels) {
    throw new Error("@tengman/mall: Medusa's inventory module has changed, its guard must follow");
  }
  service.ensureInventoryLevels = function (asked, ...rest) {
    const needed = asked.map((one) =>
      one.quantity !== undefined && MathBN.lte(one.quantity, 0) ? { ...one, allow_backorder: true } : one,
    );
    return ensureInventoryLevels.call(this, needed, ...rest);
  };
}

guard(InventoryModule.service.prototype as unknown as InventoryService);
