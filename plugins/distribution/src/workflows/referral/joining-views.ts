import type { MedusaContainer } from "@medusajs/framework/types";
import type { Plan } from "../../domain/plan/plan";
import { mayApplyAgain } from "../../domain/referral/distributor-status";
import { type JoiningCondition, joiningConditions } from "../../domain/referral/joining";
import type { DistributorRow } from "../../modules/distribution/referral/people.entity";
import { distributionService } from "../distribution-service";
import { hasPaidOrder } from "../intake/paid-orders";

/** How somebody can become a distributor, and how far they are. */
export interface JoiningView {
  mode: Plan["joining_mode"];
  conditions: JoiningCondition[];
  /** Whether joining, or applying, would be taken up now; an invitation is shown when it is. */
  can_join: boolean;
}

/** What joining asks of a customer. Orders are looked at only where the plan asks for one. */
export async function joiningView(
  container: MedusaContainer,
  { joining_mode }: Plan,
  distributor: DistributorRow | null,
  customer_id: string,
): Promise<JoiningView> {
  const has_bought =
    joining_mode === "after_purchase" &&
    ((await distributionService(container).referrals.joining.hasPaid(customer_id)) ||
      (await hasPaidOrder(container, customer_id)));
  const status = distributor?.status ?? null;
  const conditions = joiningConditions(joining_mode, { has_bought, status });
  const isFree = !distributor || mayApplyAgain(distributor.status, distributor.status_cause);
  const waits = conditions.some(({ kind, is_met }) => kind === "purchase" && !is_met);
  return { mode: joining_mode, conditions, can_join: isFree && !waits };
}
