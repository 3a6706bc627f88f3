import { readPromoCodes } from "../../workflows/reads/promo-codes";
import type { ShopperRequest } from "../refusals";
import { addressOf, type Braked, brake, rateLimitsOf, refuseUntil } from "./brake";

/**
 * Stops whoever tries one coupon code after another. A code that exists counts for nothing, nor does the same wrong one
 * again within ten minutes: a page asks for prices more than once with what was typed. Who missed too often is refused
 * whatever they name, so that a hit cannot be told from a miss.
 * @throws {RefusedError} `too_many_attempts`
 */
export async function brakeCouponGuesses(
  req: ShopperRequest,
  res: Braked["res"],
  promo_codes: readonly string[],
): Promise<void> {
  if (promo_codes.length === 0) return;
  const limits = rateLimitsOf(req.scope);
  const customer = req.auth_context.actor_id;
  const address = addressOf(req);
  refuseUntil(res, await limits.wait("coupon_guesses_of_customer", customer));
  refuseUntil(res, await limits.wait("coupon_guesses_of_address", address));
  const { rejected } = await readPromoCodes(req.scope, [...promo_codes], new Date());
  for (const { code, reason } of rejected) {
    if (reason !== "unknown" || !(await limits.isNews(`${customer} ${code}`))) continue;
    await brake({ req, res }, [
      ["coupon_guesses_of_customer", customer],
      ["coupon_guesses_of_address", address],
    ]);
  }
}
