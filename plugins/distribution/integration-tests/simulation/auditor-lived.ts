const WATCHED = [
  "by_rule",
  "by_campaign",
  "cut",
  "expired",
  "rebound",
  "risen",
  "fallen",
  "held",
  "appealed",
  "indebted",
  "repaid",
  // Lines given back whole of orders of which something went back for no line.
  "returned",
  // Commission on what somebody bought themselves.
  "own_purchases",
  // Tiers unpaid because whoever had them was frozen or closed.
  "passed_over",
  "frozen",
  "closed",
  // People who closed their account for good.
  "left",
  "taxed",
  // Payouts that tax and fee would have left nothing of.
  "taxed_away",
  // Days on which something due waited for an open case.
  "waited",
  // Goods added to an order.
  "added",
  // What earned nobody anything: of people whose account was closed before the money came, and of those who paid.
  "lost_by_closing",
  "lost_by_paying",
  "months",
] as const;

/** What a life contained, so that one can see that it is worth living through. */
export type Lived = Record<(typeof WATCHED)[number], number>;

/** Nothing yet. */
export function newLife(): Lived {
  return Object.fromEntries(WATCHED.map((what) => [what, 0])) as Lived;
}
