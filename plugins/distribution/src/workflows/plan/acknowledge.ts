import type { MedusaContainer } from "@medusajs/framework/types";
import type { AcknowledgementTopic } from "../../domain/plan/compliance";
import { distributionService } from "../distribution-service";

export interface AcknowledgeInput {
  topic: AcknowledgementTopic;
  actor_id: string;
  /** The merchant's own words; they are kept. */
  statement: string;
}

/**
 * Records once that the merchant understood what a second tier, or joining only after a purchase, means; until then
 * either is refused in the mainland.
 */
export function acknowledge(container: MedusaContainer, input: AcknowledgeInput) {
  return distributionService(container).plans.acknowledge({ ...input, now: new Date() });
}
