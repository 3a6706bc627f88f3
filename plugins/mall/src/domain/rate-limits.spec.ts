import { expect, test } from "vitest";
import { RATE_LIMITS, rateLimitsOf, rateLimitsShape } from "./rate-limits";

test("limits are the standard ones where nothing is configured", () => {
  expect(rateLimitsOf({})).toEqual(RATE_LIMITS);
  expect(rateLimitsOf({ quotes_of_customer: 7 }).quotes_of_customer).toEqual({ times: 7, seconds: 60 });
});

test("a limit that does not exist, or is none, is refused", () => {
  expect(rateLimitsShape.safeParse({ quotes_of_costumer: 7 }).success).toBe(false);
  expect(rateLimitsShape.safeParse({ quotes_of_customer: 0 }).success).toBe(false);
});
