import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { type Refused, refused } from "../domain/errors";
import { distributionService } from "../workflows/distribution-service";

/** Refusals by which a guesser learns that a code or a number was not the right one. */
const MISSES: ReadonlySet<string> = new Set([
  "share_token_unknown",
  "invitation_required",
  "identity_taken",
  "identity_settled",
  "id_number_invalid",
]);

/**
 * Tries what a person named: a share link, an invitation, an identity. What succeeds counts for nothing; whoever missed
 * too often is refused whatever they name, and `Retry-After` says for how long.
 */
export async function throttleFailures<T extends { kind: string }>(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  attempt: () => Promise<T>,
): Promise<T | Refused<"too_many_attempts">> {
  const { rateLimit } = distributionService(req.scope).risk;
  const by = { customer: req.auth_context.actor_id, address: req.ip ?? "" };
  const wait = await rateLimit.wait(by, new Date());
  if (wait !== null) return refuseFor(res, wait);
  const result = await attempt();
  const longer = isMiss(result) ? await rateLimit.miss(by, new Date()) : null;
  return longer === null ? result : refuseFor(res, longer);
}

function isMiss(result: { kind: string; code?: string }): boolean {
  return result.kind === "refused" && MISSES.has(result.code ?? "");
}

function refuseFor(res: MedusaResponse, seconds: number): Refused<"too_many_attempts"> {
  res.setHeader("Retry-After", String(seconds));
  return refused("too_many_attempts");
}
