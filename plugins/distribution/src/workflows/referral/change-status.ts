import type { MedusaContainer } from "@medusajs/framework/types";
import type { Refused } from "../../domain/errors";
import type { StatusAct } from "../../domain/referral/distributor-status";
import { type DistributorView, distributorView } from "../../modules/distribution/referral/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

export interface ChangeStatusInput {
  distributor_id: string;
  act: StatusAct;
  actor_id: string;
  reason: string | null;
}

/** The distributor after the decision, or why it was not taken. */
export type ChangeStatusResult =
  | { kind: "changed"; distributor: DistributorView; customer_id: string }
  | Refused<"distributor_not_found" | "status_changed" | "reason_missing">;

const EVENTS = {
  approve: "distribution.distributor_activated",
  refuse: "distribution.distributor_refused",
  freeze: "distribution.distributor_frozen",
  unfreeze: "distribution.distributor_unfrozen",
  close: "distribution.distributor_closed",
} as const satisfies Record<StatusAct, string>;

/** Approves, refuses, freezes, unfreezes or closes a distributor, and says so once. */
export async function changeStatus(
  container: MedusaContainer,
  input: ChangeStatusInput,
): Promise<ChangeStatusResult> {
  const now = new Date();
  const wanted = { ...input, now };
  const result = await distributionService(container).referrals.distributors.changeStatus(wanted);
  if (result.kind === "refused") return result;
  const { customer_id } = result.distributor;
  const distributor = distributorView(result.distributor);
  const decision = { act: input.act, decided_at: now.toISOString() };
  await announce(container, EVENTS[input.act], { distributor_id: distributor.id, customer_id, ...decision });
  return { kind: "changed", distributor, customer_id };
}
