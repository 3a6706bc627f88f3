import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { Refused } from "../../domain/errors";
import type { JoiningRefusal } from "../../domain/referral/joining";
import { type DistributorView, distributorView } from "../../modules/distribution/referral/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";
import { hasPaidOrder } from "../intake/paid-orders";

export interface JoinProgramInput {
  customer_id: string;
  agreement_version: string;
  display_name?: string | undefined;
  /** Where the plan asks for an invitation. */
  invitation_code?: string | undefined;
}

/** The distributor or applicant, new or from before, or why not. */
export type JoinProgramResult =
  | { kind: "joined" | "applied" | "already_joined"; distributor: DistributorView }
  | Refused<"joining_closed" | JoiningRefusal>;

/** Makes a customer a distributor or an applicant, free of charge, and says so once. */
export async function joinProgram(
  container: MedusaContainer,
  input: JoinProgramInput,
): Promise<JoinProgramResult> {
  const { customer_id } = input;
  const customer_name = await customerName(container, customer_id);
  const service = distributionService(container);
  const now = new Date();
  const plan = await service.plans.inForce(now);
  const has_bought = plan?.joining_mode === "after_purchase" && (await hasPaidOrder(container, customer_id));
  const result = await service.referrals.join({ ...input, customer_name, has_bought, now });
  if (result.kind === "refused") return result;
  const distributor = distributorView(result.distributor);
  if (result.kind !== "already_joined") {
    const event = `distribution.distributor_${result.kind === "applied" ? "applied" : "activated"}` as const;
    await announce(container, event, { distributor_id: distributor.id, customer_id });
  }
  return { kind: result.kind, distributor };
}

/** The shop's name for a customer: the nickname of those who came through WeChat. */
async function customerName(container: MedusaContainer, customer_id: string): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: ["first_name"],
    filters: { id: customer_id },
  });
  return data[0]?.first_name ?? null;
}
