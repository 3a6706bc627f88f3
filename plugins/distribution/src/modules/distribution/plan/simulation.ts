import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { type PlanRefusal, planRefusal } from "../../../domain/plan/plan";
import type { PlanDraft } from "../../../domain/plan/plan-shape";
import { Simulation, type SimulationReport } from "../../../domain/plan/simulation";
import type { PageCursor } from "../database/page-cursor";
import { readCompliance } from "./compliance-store";
import { readDisplayNames, readPastOrders } from "./past-order-store";

/** Orders are read in pages, so that neither the database nor this process holds more than one at a time. */
const PAGE = 500;
/** The most orders one simulation goes through; the latest ones of the window. */
const MOST_ORDERS = 50_000;

export interface SimulatePlan {
  draft: PlanDraft;
  /** Orders placed in `[since, until)`. */
  since: Date;
  until: Date;
  /** Codes of campaigns to count as running at the time of every order. */
  assumed_campaigns: readonly string[];
  now: Date;
}

/** What the draft would have done; `complete` is false when the window holds more orders than were tried. */
export interface Simulated {
  kind: "simulated";
  report: SimulationReport;
  complete: boolean;
  names: Map<string, string>;
}

export type SimulateRefusal = PlanRefusal | "window_empty";

/** Tries a draft on the paid orders of a window, as they were frozen. */
export async function simulatePlan(
  manager: EntityManager,
  input: SimulatePlan,
): Promise<Simulated | Refused<SimulateRefusal>> {
  const { draft, since, until, now } = input;
  if (until <= since) return refused("window_empty", "until");
  // A draft can be tried before what it asks for was acknowledged; what no acknowledgement allows stays refused.
  const acknowledged = {
    tier_two_acknowledged: true,
    after_purchase_acknowledged: true,
    self_purchase_acknowledged: true,
  };
  const compliance = { ...(await readCompliance(manager)), ...acknowledged };
  const refusal = planRefusal({ ...draft, effective_from: null }, compliance, now);
  if (refusal) return refusal;
  const simulation = new Simulation(draft, input.assumed_campaigns);
  const complete = await walk(manager, { since, until }, simulation);
  const report = simulation.report();
  const named = [...report.gainers, ...report.losers].map(({ distributor_id }) => distributor_id);
  return { kind: "simulated", report, complete, names: await readDisplayNames(manager, named) };
}

async function walk(
  manager: EntityManager,
  window: { since: Date; until: Date },
  simulation: Simulation,
): Promise<boolean> {
  let after: PageCursor | null = null;
  for (let seen = 0; seen < MOST_ORDERS; seen += PAGE) {
    const orders = await readPastOrders(manager, { ...window, after, limit: PAGE });
    for (const order of orders) simulation.add(order);
    const last = orders.at(-1);
    if (!last || orders.length < PAGE) return true;
    after = { at: last.frozen_at, id: last.order_id };
  }
  const rest = await readPastOrders(manager, { ...window, after, limit: 1 });
  return rest.length === 0;
}
