import { z } from "zod";

/** How often something may be done within a time, and of whom or what it is counted. */
export interface RateLimit {
  times: number;
  seconds: number;
}

const QUARTER_HOUR_S = 900;
const TEN_MINUTES_S = 600;
const HOUR_S = 3_600;

/**
 * Every limit with what it is when nothing is configured. «Address» is the network address a request comes from; many
 * people may share one (a carrier, an office), so those limits are wide.
 */
export const RATE_LIMITS = {
  /** Wrong passwords for one account from one address. */
  passwords_of_account_and_address: { times: 10, seconds: QUARTER_HOUR_S },
  /** Wrong passwords for one account: closes it to addresses from which nobody logged in to it lately, to no other. */
  passwords_of_account: { times: 30, seconds: QUARTER_HOUR_S },
  /** Wrong passwords from one address, for whichever accounts. */
  passwords_of_address: { times: 60, seconds: QUARTER_HOUR_S },
  /** Registrations and forgotten passwords asked for from one address. */
  password_requests_of_address: { times: 20, seconds: HOUR_S },
  /** Log-ins through WeChat from one address, finished or not. */
  wechat_log_ins_of_address: { times: 600, seconds: TEN_MINUTES_S },
  /** Coupon codes that nobody made, named by one customer. */
  coupon_guesses_of_customer: { times: 10, seconds: TEN_MINUTES_S },
  /** Coupon codes that nobody made, from one address. */
  coupon_guesses_of_address: { times: 200, seconds: TEN_MINUTES_S },
  /** Prices asked for by one customer: each costs the server about as much as an order. */
  quotes_of_customer: { times: 60, seconds: 60 },
  /** Copies of everything the shop knows, asked for by one customer. */
  exports_of_customer: { times: 5, seconds: HOUR_S },
  /** Questions about products, asked by one customer. */
  questions_of_customer: { times: 10, seconds: HOUR_S },
  /** Photographs sent by one customer. */
  photos_of_customer: { times: 60, seconds: TEN_MINUTES_S },
} as const satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof RATE_LIMITS;
export type RateLimits = Record<RateLimitName, RateLimit>;

const times = z.number().int().min(1).max(1_000_000);
const names = Object.keys(RATE_LIMITS) as RateLimitName[];

/** Options: how many times, by the limit's name; the time it is counted over is fixed. */
export const rateLimitsShape = z
  .strictObject(Object.fromEntries(names.map((name) => [name, times])) as Record<RateLimitName, typeof times>)
  .partial();

/** The limits in force under some options. */
export function rateLimitsOf(options: z.infer<typeof rateLimitsShape>): RateLimits {
  const inForce = names.map((name): [RateLimitName, RateLimit] => {
    const { times: standard, seconds } = RATE_LIMITS[name];
    return [name, { times: options[name] ?? standard, seconds }];
  });
  return Object.fromEntries(inForce) as RateLimits;
}
