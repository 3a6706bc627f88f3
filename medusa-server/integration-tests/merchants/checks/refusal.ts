import type { Answer } from "../wire";

/**
 * What is wrong with a refusal: it has a stable code, a readable reason, and changed nothing.
 * @param changed the parts of the thing that are not as they were before
 */
export function refusalFaults({ status, body }: Answer<unknown>, changed: readonly string[]): string[] {
  const told = (body ?? {}) as { code?: unknown; message?: unknown };
  const faults = changed.map((part) => `refused with ${status}, and yet ${part}`);
  if (status >= 500) faults.push(`refused with ${status}: a refusal is a 4xx`);
  if (typeof told.code !== "string" || !/^[a-z][a-z0-9_]*$/.test(told.code)) {
    faults.push(`refused with ${status} without a code: ${JSON.stringify(body)}`);
  }
  if (typeof told.message !== "string" || told.message.trim() === "") {
    faults.push(`refused with ${status} without a reason: ${JSON.stringify(body)}`);
  }
  return faults;
}
