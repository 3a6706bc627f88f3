import type { MedusaContainer } from "@medusajs/framework/types";
import { AFTER_SALE_CASES, type AfterSaleCases, noAfterSaleCases } from "../../after-sale-cases";
import type { DueCursor } from "../../modules/distribution/intake/maturation-store";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

export interface MatureAccrualsInput {
  /** How many accruals one transaction takes at most. */
  batch?: number;
}

/** Accruals in one transaction: enough that nets are worth it, few enough that refunds never wait long. */
const BATCH = 1_000;

/** Payload of `distribution.matured`. */
export interface MaturedEvent {
  run: string;
  distributor_id: string | null;
  amount_fen: string;
}

/** Makes available whatever is due, batch by batch. Safe to run anywhere, at once, and again. */
export async function matureAccruals(
  container: MedusaContainer,
  { batch = BATCH }: MatureAccrualsInput = {},
): Promise<{ matured: MaturedEvent[] }> {
  const service = distributionService(container);
  const cases = afterSaleCases(container);
  const now = new Date();
  const events: MaturedEvent[] = [];
  let after: DueCursor | null = null;
  do {
    const { run, matured, next } = await service.intake.matureBatch({ now, limit: batch, after, cases });
    const ids = await service.referrals.distributorIds(matured.map(({ distributor_no }) => distributor_no));
    for (const { distributor_no, amount_fen } of matured) {
      const distributor_id = ids.get(distributor_no) ?? null;
      events.push({ run, distributor_id, amount_fen: String(amount_fen) });
    }
    after = next;
  } while (after);
  await announce(container, "distribution.matured", ...events);
  return { matured: events };
}

/** The shop's own after-sale cases, where it keeps any. */
function afterSaleCases(container: MedusaContainer): AfterSaleCases {
  return container.resolve<AfterSaleCases>(AFTER_SALE_CASES, { allowUnregistered: true }) ?? noAfterSaleCases;
}
