import type { MedusaContainer } from "@medusajs/framework/types";
import { isQuiet } from "@tengman/values";
import type { Occasion } from "../../domain/play";
import { shanghaiDay } from "../../domain/rfm-matrix";
import type { SetPlay } from "../../modules/crm/storage/play-store";
import { crmOf } from "../crm-module";
import { unpaidOrders, unreviewedOrders } from "./due-orders";

/** Queues the messages of all plays that are on. At night none is: what is late by then would be told in the morning. */
export async function runPlays(container: MedusaContainer, now: Date): Promise<void> {
  const { plays, options } = crmOf(container);
  if (!options.message_workflow || isQuiet(now, options.quiet_hours)) {
    return;
  }
  const day = shanghaiDay(now);
  for (const play of await plays.enabled()) {
    const due = await dueFor(container, play, now, day);
    if (due.length > 0) {
      await plays.queue(play, day, due, now);
    }
  }
}

/** Whom a play is for, and who may be written to now. */
function dueFor(container: MedusaContainer, play: SetPlay, now: Date, day: string): Promise<Occasion[]> {
  switch (play.kind) {
    case "unpaid":
      return unpaidOrders(container, play, now);
    case "review":
      return unreviewedOrders(container, play, now);
    default:
      return crmOf(container).plays.dueByFacts(play, { now, month: day.slice(0, "2026-11".length) });
  }
}
