import { z } from "zod";
import type { Refusal } from "../refusal";
import { addDays, type Day, dayOf, daysBetween, isDay } from "../shanghai-day";

/** Days of Shanghai, both included. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** What a report is asked for, and the period of the same length before it. */
export interface ReportRange {
  range: DayRange;
  previous: DayRange;
}

const MOST_DAYS = 400;
const USUAL_DAYS = 30;
const day = z.string().refine(isDay);
const shape = z.object({ from: day.optional(), to: day.optional() });

export type ReadRange = ({ kind: "read" } & ReportRange) | { kind: "refused"; refusal: Refusal };

/** Reads `from` and `to` of a query; without them the last thirty days, today included. */
export function readRange(query: unknown, now: Date): ReadRange {
  const read = shape.safeParse(query ?? {});
  if (!read.success) return refused("invalid_input", String(read.error.issues[0]?.path[0] ?? "from"));
  const to = read.data.to ?? dayOf(now);
  const from = read.data.from ?? addDays(to, 1 - USUAL_DAYS);
  const days = daysBetween(from, to) + 1;
  if (days < 1) return refused("invalid_input", "from");
  if (days > MOST_DAYS) return refused("range_too_long", "from");
  return {
    kind: "read",
    range: { from, to },
    previous: { from: addDays(from, -days), to: addDays(from, -1) },
  };
}

const refused = (code: Refusal["code"], field: string): ReadRange => ({
  kind: "refused",
  refusal: { code, field },
});
