import type { ILockingModule } from "@medusajs/framework/types";

/**
 * Does a job under several locks, taken one after the other in the order of their keys. Medusa's Redis provider tries
 * for all keys of one call at once: two calls may each get one of them, and both wait until their time is over.
 * @param timeout_s how long to wait for all of them together
 * @throws {Error} of the provider's when a lock cannot be had in time
 */
export function lockInTurn<T>(
  locking: Pick<ILockingModule, "execute">,
  keys: readonly string[],
  job: () => Promise<T>,
  timeout_s: number,
): Promise<T> {
  const until = performance.now() + timeout_s * 1_000;
  const under = ([first, ...others]: readonly string[]): Promise<T> => {
    if (first === undefined) return job();
    const left_s = Math.max(1, Math.ceil((until - performance.now()) / 1_000));
    return locking.execute([first], () => under(others), { timeout: left_s });
  };
  return under([...new Set(keys)].sort());
}
