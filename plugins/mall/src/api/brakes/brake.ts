import type { MedusaContainer } from "@medusajs/framework/types";
import { countedAddress } from "@tengman/values";
import type { RateLimitName } from "../../domain/rate-limits";
import { refusal } from "../../domain/refusal";
import { RATE_LIMITS_MODULE } from "../../modules/rate-limits";
import type { RateLimitsService } from "../../modules/rate-limits/service";
import { RefusedError } from "../../workflows/refused-error";

/** What brakes need of a request and its answer. */
export interface Braked {
  req: { scope: MedusaContainer; ip?: string | undefined };
  res: { setHeader(name: string, value: string): unknown };
}

/** Who counts. */
export function rateLimitsOf(scope: MedusaContainer): RateLimitsService {
  return scope.resolve<RateLimitsService>(RATE_LIMITS_MODULE);
}

/** What the address of a request is counted as. */
export function addressOf({ ip = "" }: { ip?: string | undefined }): string {
  return countedAddress(ip);
}

/**
 * Counts what a request is about to do.
 * @param counted limits with the subject each is counted of; the first that is reached refuses
 * @throws {RefusedError} `too_many_attempts`; `Retry-After` then says after how many seconds to try again
 */
export async function brake(
  { req, res }: Braked,
  counted: readonly (readonly [name: RateLimitName, subject: string, times?: number])[],
): Promise<void> {
  const limits = rateLimitsOf(req.scope);
  for (const [name, subject, times] of counted) {
    refuseUntil(res, await limits.take(name, subject, times));
  }
}

/** @throws {RefusedError} `too_many_attempts` when there are seconds to wait */
export function refuseUntil(res: Braked["res"], seconds: number | null): void {
  if (seconds === null) return;
  res.setHeader("Retry-After", String(seconds));
  throw new RefusedError(refusal("too_many_attempts"));
}
