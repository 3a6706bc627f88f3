/** The last part of the time for agreeing: whoever has not agreed by then is told once more. */
const REMIND_BEFORE_MS = 6 * 3_600_000;

/**
 * Whether the payee of a transfer that waits for them is to be reminded.
 * @param confirm_by until when they may agree; afterwards a reminder would be a false promise
 */
export function reminderDue(confirm_by: Date, now: Date): boolean {
  const left_ms = confirm_by.getTime() - now.getTime();
  return left_ms > 0 && left_ms <= REMIND_BEFORE_MS;
}
