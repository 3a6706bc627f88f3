import type { MedusaContainer } from "@medusajs/framework/types";
import type { CustomerSignal } from "../../modules/distribution/risk/service";
import { type RiskCaseEvent, riskCaseEvent } from "../../modules/distribution/risk/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";
import { personSignals } from "./customer-signals";

/** Who is looked at: one customer with whom they share something, or whoever earned something lately. */
export type AssessRiskInput =
  | { customer_id: string; shown?: CustomerSignal[]; with_person?: boolean }
  | { earned_since: string };

/** Distributors looked at in one run of the job. */
const MOST = 1_000;

/**
 * Remembers what a customer showed, measures those concerned, and says which cases it opened or made a hold. Safe to
 * run again: what is known opens nothing twice.
 */
export async function assessRisk(
  container: MedusaContainer,
  input: AssessRiskInput,
): Promise<RiskCaseEvent[]> {
  const now = new Date();
  const { risk } = distributionService(container);
  const concerned =
    "earned_since" in input
      ? await risk.recentEarners(new Date(input.earned_since), MOST)
      : await peopleAround(container, input, now);
  const cases = (await risk.assess(concerned, now)).map(riskCaseEvent);
  await announce(container, "distribution.risk_case_opened", ...cases);
  return cases;
}

/** Keeps what a customer showed. @returns the distributors whom it may concern */
async function peopleAround(
  container: MedusaContainer,
  { customer_id, shown = [], with_person = false }: Extract<AssessRiskInput, { customer_id: string }>,
  now: Date,
): Promise<string[]> {
  const { risk, referrals } = distributionService(container);
  const person = with_person ? await personSignals(container, customer_id, risk.personFields) : [];
  await risk.recordSignals(customer_id, [...shown, ...person], now);
  const [own, inviter, sharing] = await Promise.all([
    referrals.distributorOfCustomer(customer_id),
    referrals.inviterOfCustomer(customer_id, now),
    risk.sharingDistributors(customer_id),
  ]);
  const ids = [own?.id, inviter?.distributor.id, ...sharing].filter((id) => id !== undefined);
  return [...new Set(ids)];
}
