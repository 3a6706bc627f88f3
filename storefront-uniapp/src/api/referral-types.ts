import type { Instant } from "./values";

export type ShareTarget = { type: "product"; id: string } | { type: "shop" };

export interface ShareToken {
  token: string;
  expires_at: Instant;
  query: string;
}

export type BindingOutcome = "can_bind" | "already_bound" | "same_inviter" | "self" | "not_eligible";

export interface BindingPreview {
  inviter: { display_name: string };
  outcome: BindingOutcome;
}

export interface Binding {
  id: string;
  inviter: { display_name: string };
  bound_at: Instant;
}
