import type { MedusaContainer } from "@medusajs/framework/types";
import { isOutreachOf } from "../../domain/play";
import type { DueMessage } from "../../modules/crm/storage/outreach-store";
import { crmOf } from "../crm-module";
import { anyPayable } from "./due-orders";

/**
 * Why a message that has waited is not sent any more: the play was switched off or set otherwise, or the order was paid or
 * closed meanwhile.
 * @returns null when it is still to be sent; so is what somebody started by hand
 */
export async function overBecause(
  container: MedusaContainer,
  { play: kind, outreach_id, occasions }: DueMessage,
  now: Date,
): Promise<"play_changed" | "order_settled" | null> {
  if (kind === null) {
    return null;
  }
  const play = (await crmOf(container).plays.enabled()).find((one) => one.kind === kind);
  if (!play || !isOutreachOf(outreach_id, play, play.changed_at)) {
    return "play_changed";
  }
  return kind === "unpaid" && !(await anyPayable(container, occasions, now)) ? "order_settled" : null;
}
