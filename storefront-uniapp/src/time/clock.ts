let aheadMs = 0;

/** Learns how far the server's clock is ahead of this phone's, from the `Date` of an answer (whole seconds). */
export function learnServerTime(date: string): void {
  const serverMs = Date.parse(date);
  if (!Number.isNaN(serverMs)) aheadMs = serverMs - Date.now();
}

/** The present instant by the server's clock, in milliseconds: deadlines are the server's, phones drift. */
export function serverNowMs(): number {
  return Date.now() + aheadMs;
}
