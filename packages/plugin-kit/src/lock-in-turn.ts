import type { ILockingModule } from "@medusajs/framework/types";

/**
 * Does a job under several locks, taken one after the other in the order of their keys. Medusa's Redis provider tries
 * for all keys of one call at once: two calls may each get one of them, and both wait until their time is over.
 * @param timeout_s how long to wait for each
 * @throws {Error} of the provider's when a lock cannot be had in time
 */
export function lockInTurn<T>(
  locking: Pick<ILockingModule, "execute">,
  [first, ...others]: readonly string[],
  job: () => Promise<T>,
  timeout_s: number,
): Promise<T> {
  if (first === undefined) return job();
  const rest = () => lockInTurn(locking, others, job, timeout_s);
  return locking.execute([first], rest, { timeout: timeout_s });
}
