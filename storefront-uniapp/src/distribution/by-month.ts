const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The calendar month of Shanghai in which something was posted: `"2026-03"`. */
export function monthOf(instant: string): string {
  return new Date(new Date(instant).getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 7);
}

/** Puts entries that stand in order under their months, keeping the order. */
export function groupByMonth<Entry extends { posted_at: string }>(
  entries: readonly Entry[],
): { month: string; entries: Entry[] }[] {
  const groups: { month: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const month = monthOf(entry.posted_at);
    const last = groups.at(-1);
    if (last?.month === month) last.entries.push(entry);
    else groups.push({ month, entries: [entry] });
  }
  return groups;
}
