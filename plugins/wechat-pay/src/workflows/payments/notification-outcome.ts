/** What processing a notification came to; `rejected` ones are listed for the merchant. */
export type NotificationOutcome =
  | { readonly state: "processed"; readonly outcome: string }
  | { readonly state: "rejected"; readonly reason: string };
