import type { MedusaContainer } from "@medusajs/framework/types";
import { addResults, extraFen, type GroupResult, NO_RESULT } from "../../domain/outreach-result";
import type { PlayKind } from "../../domain/play";
import { DAY_MS } from "../../domain/rfm";
import { crmOf } from "../crm-module";
import { measureOutreach } from "../outreach/measure-outreach";

/** So far back a play's result goes. */
const RESULT_DAYS = 30;

/** What both groups of a play bought within a week of their day, over the last thirty days. */
export async function measurePlay(container: MedusaContainer, kind: PlayKind, now: Date) {
  const since = new Date(now.getTime() - RESULT_DAYS * DAY_MS);
  let treated: GroupResult = NO_RESULT;
  let control: GroupResult = NO_RESULT;
  for (const id of await crmOf(container).plays.outreachIds(kind, since)) {
    const { result } = await measureOutreach(container, id);
    treated = addResults(treated, result.treated);
    control = addResults(control, result.control);
  }
  return { treated, control, extra_fen: extraFen(treated, control), days: RESULT_DAYS };
}
