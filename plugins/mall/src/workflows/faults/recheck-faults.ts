import type { MedusaContainer } from "@medusajs/framework/types";
import { type FaultSubject, faultKey, type MerchantFault } from "../../domain/merchant-fault";
import { MERCHANT_FAULTS_MODULE } from "../../modules/merchant-faults";
import type { MerchantFaultRow, MerchantFaultsService } from "../../modules/merchant-faults/service";
import { CHECKS } from "./check-subjects";
import { recordFaults } from "./record-faults";

/** More open faults than this are looked at by the next runs. */
const MOST_AT_ONCE = 500;

/**
 * Looks again at what has an open fault, and closes the faults of what reads well now or is gone. What could not be
 * looked at stays open.
 * @param subject_id only the faults of this thing
 */
export async function recheckFaults(container: MedusaContainer, subject_id?: string): Promise<void> {
  const service = container.resolve<MerchantFaultsService>(MERCHANT_FAULTS_MODULE);
  const open = await service.listMerchantFaults(
    { resolved_at: null, ...(subject_id ? { subject_id } : {}) },
    { take: MOST_AT_ONCE, order: { last_seen_at: "ASC" } },
  );
  for (const subject of Object.keys(CHECKS) as FaultSubject[]) {
    const rows = open.filter(({ subject_type }) => subject_type === subject);
    if (rows.length === 0) continue;
    const found = await CHECKS[subject](container, rows);
    const still = new Set(found.map(faultKey));
    await service.close(
      rows.filter((row) => !still.has(faultKey(row as MerchantFaultRow & Pick<MerchantFault, "kind">))),
      new Date(),
    );
    await recordFaults(container, found);
  }
}
