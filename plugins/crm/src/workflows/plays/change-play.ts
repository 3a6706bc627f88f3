import type { MedusaContainer } from "@medusajs/framework/types";
import type { Play } from "../../domain/play";
import { RefusedError } from "../../domain/refusal";
import type { Change } from "../../modules/crm/storage/tag-store";
import { crmOf } from "../crm-module";
import { refuseUnknownPromotion } from "../outreach/start-outreach";

/**
 * Sets a play. Switched on, it begins with the next look.
 * @throws RefusedError `messages_unavailable`, `promotion_unknown`
 */
export async function changePlay(container: MedusaContainer, play: Play, change: Change): Promise<void> {
  const { plays, options } = crmOf(container);
  if (play.is_enabled && !options.message_workflow) {
    throw new RefusedError("messages_unavailable");
  }
  if (play.is_enabled && play.promotion_code !== "") {
    await refuseUnknownPromotion(container, play.promotion_code);
  }
  await plays.save(play, change);
}
