import { randomUUID } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { isControl, type Unreached, unreachedBecause } from "../../domain/outreach";
import { RefusedError } from "../../domain/refusal";
import type { Segment } from "../../domain/segment";
import type { Outreach } from "../../modules/crm/storage/outreach-store";
import type { Change } from "../../modules/crm/storage/tag-store";
import { crmOf, segmentContext } from "../crm-module";

/** How many people of a segment a message would reach, and why not the others. */
export interface Reach {
  readonly customers: number;
  readonly reached: number;
  readonly no_consent: number;
  readonly not_following: number;
  readonly capped: number;
}

/** Who can be written to now, and how many cannot. */
async function reachOf(
  container: MedusaContainer,
  segment: Segment,
  now: Date,
): Promise<{ people: string[]; reach: Reach }> {
  const context = await segmentContext(container, now);
  const candidates = await crmOf(container).outreach.candidates(segment, context);
  const people: string[] = [];
  const unreached: Record<Unreached, number> = { no_consent: 0, not_following: 0, capped: 0 };
  for (const candidate of candidates) {
    const reason = unreachedBecause(candidate, now);
    if (reason) {
      unreached[reason]++;
    } else {
      people.push(candidate.customer_id);
    }
  }
  return { people, reach: { customers: candidates.length, reached: people.length, ...unreached } };
}

/** What an outreach to a segment would reach now. WeChat's window of 48 hours shows only when a message is sent. */
export async function previewOutreach(
  container: MedusaContainer,
  segment: Segment,
  now: Date,
): Promise<Reach> {
  return (await reachOf(container, segment, now)).reach;
}

/** @throws RefusedError `promotion_unknown` when nobody could use the coupon */
export async function refuseUnknownPromotion(
  container: MedusaContainer,
  promotion_code: string,
): Promise<void> {
  const promotions = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ code: promotion_code, status: ["active"] }, { take: 1 });
  if (promotions.length === 0) {
    throw new RefusedError("promotion_unknown", "promotion_code");
  }
}

/**
 * Starts an outreach: those who can be reached are split into the control group and those who are written to.
 * @throws RefusedError `messages_unavailable`, `promotion_unknown`, `outreach_empty`
 */
export async function startOutreach(
  container: MedusaContainer,
  outreach: Omit<Outreach, "id">,
  change: Change,
): Promise<string> {
  const crm = crmOf(container);
  if (!crm.options.message_workflow) {
    throw new RefusedError("messages_unavailable");
  }
  await refuseUnknownPromotion(container, outreach.promotion_code);
  const { people } = await reachOf(container, outreach.expression, change.now);
  const seed = randomUUID();
  const isKeptOut = (id: string): boolean => isControl(seed, id, outreach.control_bps);
  const treated = people.filter((id) => !isKeptOut(id));
  if (treated.length === 0) {
    throw new RefusedError("outreach_empty");
  }
  return crm.outreach.start(outreach, seed, { treated, control: people.filter(isKeptOut) }, change);
}
