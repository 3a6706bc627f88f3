import type { MerchantFault } from "../../domain/merchant-fault";

/** More at once is a flood: the next reckoning finds them again. */
const MOST_NOTED = 100;

const noted = new Map<string, MerchantFault>();

/** Notes a promotion that cannot be reckoned. It is found inside Medusa's module, where nothing can be recorded. */
export function noteUnusablePromotion(fault: MerchantFault): void {
  if (noted.size < MOST_NOTED) noted.set(fault.subject_id, fault);
}

/** What was noted since this was last asked. */
export function takeUnusablePromotions(): MerchantFault[] {
  const faults = [...noted.values()];
  noted.clear();
  return faults;
}
