import type { MedusaContainer } from "@medusajs/framework/types";
import { FAULT_KINDS, type FaultKind, type FaultList } from "../../domain/merchant-fault";
import { MERCHANT_FAULTS_MODULE } from "../../modules/merchant-faults";
import type { MerchantFaultRow, MerchantFaultsService } from "../../modules/merchant-faults/service";

function viewOf(row: MerchantFaultRow) {
  const { id, kind, subject_type, subject_id, part, title, detail } = row;
  const { label, remedy } = FAULT_KINDS[kind as FaultKind] ?? { label: kind, remedy: "" };
  const { first_seen_at, last_seen_at, resolved_at } = row;
  return {
    id,
    kind,
    label,
    remedy,
    subject_type,
    subject_id,
    part,
    title,
    detail,
    first_seen_at,
    last_seen_at,
    resolved_at,
  };
}

/** What the merchant has to mend, or has mended; the latest first. */
export async function listFaults(
  container: MedusaContainer,
  { subject_id, state, limit, offset }: FaultList,
) {
  const service = container.resolve<MerchantFaultsService>(MERCHANT_FAULTS_MODULE);
  const [rows, count] = await service.listAndCountMerchantFaults(
    { ...(subject_id ? { subject_id } : {}), resolved_at: state === "open" ? null : { $ne: null } },
    { take: limit, skip: offset, order: { first_seen_at: "DESC", id: "ASC" } },
  );
  return { faults: rows.map(viewOf), count, limit, offset };
}
