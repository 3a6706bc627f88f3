import { Module } from "@medusajs/framework/utils";
import { RateLimitsService } from "./service";

/** How often people do what costs the shop something or guesses a secret, counted by all its servers together. */
export const RATE_LIMITS_MODULE = "rateLimits";

export default Module(RATE_LIMITS_MODULE, { service: RateLimitsService });
