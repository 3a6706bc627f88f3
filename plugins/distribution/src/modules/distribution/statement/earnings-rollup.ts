import type { EntityManager } from "typeorm";
import { shanghaiDay, startOfDayAfter } from "../../../domain/shanghai-day";
import { lockRollup, readRolledUntil, rollUpDay, writeRolledUntil } from "./earnings-rollup-store";

/** Longer than any transaction stays open: what it recorded earlier may become visible as late as this. */
const OVERLAP_MS = 10 * 60_000;

/** Adds up what was earned since the last time, by Asia/Shanghai day and month. Doing it again changes nothing. */
export async function rollUpEarnings(manager: EntityManager, now: Date): Promise<void> {
  await lockRollup(manager);
  const since = await readRolledUntil(manager);
  if (!since) return;
  let from = startOfDayAfter(new Date(since.getTime() - OVERLAP_MS), 0);
  while (from <= now) {
    const until = startOfDayAfter(from, 1);
    await rollUpDay(manager, { day: shanghaiDay(from), from, until });
    from = until;
  }
  await writeRolledUntil(manager, now);
}
