import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { CustomerSignal } from "../../modules/distribution/risk/service";
import { type RiskCaseEvent, riskCaseEvent } from "../../modules/distribution/risk/views";
import { distributionService } from "../distribution-service";
import { personSignals } from "./customer-signals";

/** Who is looked at: one customer with whom they share something, or whoever earned something lately. */
export type AssessRiskInput =
  | { customer_id: string; shown?: CustomerSignal[]; with_person?: boolean }
  | { earned_since: string };

/** Distributors looked at in one run of the job. */
const MOST = 1_000;

const assessRiskStep = createStep(
  "distribution-assess-risk",
  async (input: AssessRiskInput, { container }) => {
    const service = distributionService(container);
    const now = new Date();
    if ("earned_since" in input) {
      const earners = await service.risk.recentEarners(new Date(input.earned_since), MOST);
      const found = await service.risk.assess(earners, now);
      return new StepResponse(found.map(riskCaseEvent));
    }
    const { customer_id, shown = [], with_person = false } = input;
    const person = with_person ? await personSignals(container, customer_id, service.risk.personFields) : [];
    await service.risk.recordSignals(customer_id, [...shown, ...person], now);
    const [own, inviter, sharing] = await Promise.all([
      service.referrals.distributorOfCustomer(customer_id),
      service.referrals.inviterOfCustomer(customer_id, now),
      service.risk.sharingDistributors(customer_id),
    ]);
    const ids = [own?.id, inviter?.distributor.id, ...sharing].filter((id) => id !== undefined);
    const found = await service.risk.assess([...new Set(ids)], now);
    return new StepResponse(found.map(riskCaseEvent));
  },
);

/**
 * Remembers what a customer showed, measures those concerned, and says which cases it opened or made a hold. Safe to
 * run again: what is known opens nothing twice.
 */
export const assessRiskWorkflow = createWorkflow("distribution-assess-risk", (input: AssessRiskInput) => {
  const cases = assessRiskStep(input);
  when("distribution-risk-raised", { cases }, ({ cases }) => cases.length > 0).then(() => {
    const data = transform({ cases }, ({ cases }): RiskCaseEvent[] => cases);
    emitEventStep({ eventName: "distribution.risk_case_opened", data }).config({ name: "emit-risk-opened" });
  });
  return new WorkflowResponse(cases);
});
