import type { BindingOutcome } from "@/api/referral-types";

/** A share token as links carry it: at most 32 URL-safe characters. */
const TOKEN = /^[A-Za-z0-9_-]{1,32}$/;
const REMEMBERED_TOKENS = 50;

/**
 * Where the question "who invited you?" stands. `waiting` asks as soon as somebody is logged in; only a tap on the
 * offered sheet binds; `done` means this token needs no more of the shopper's attention.
 */
export type BindingFlow =
  | { phase: "none" }
  | { phase: "waiting"; token: string }
  | { phase: "looking"; token: string }
  | { phase: "offered"; token: string; inviter: string }
  | { phase: "accepting"; token: string; inviter: string }
  | { phase: "done"; token: string };

export type BindingEvent =
  | { kind: "log_in_seen" }
  | { kind: "previewed"; outcome: BindingOutcome; inviter: string }
  | { kind: "unreachable" }
  | { kind: "refused" }
  | { kind: "accepted" }
  | { kind: "declined" }
  | { kind: "bound" };

/** The share token of a page's query, when it has a well-formed one. */
export function shareTokenIn(search: string): string | undefined {
  const token = new URLSearchParams(search).get("st");
  return token !== null && TOKEN.test(token) ? token : undefined;
}

/** The flow a page starts with: answered tokens (declined, bound or void) are not asked about again. */
export function startFlow(token: string | undefined, answered: readonly string[]): BindingFlow {
  if (token === undefined) return { phase: "none" };
  return answered.includes(token) ? { phase: "done", token } : { phase: "waiting", token };
}

/** The next state; events that do not fit the present one change nothing. */
export function step(flow: BindingFlow, event: BindingEvent): BindingFlow {
  switch (flow.phase) {
    case "waiting":
      return event.kind === "log_in_seen" ? { phase: "looking", token: flow.token } : flow;
    case "looking":
      return afterLook(flow.token, event) ?? flow;
    case "offered":
      if (event.kind === "declined") return { phase: "done", token: flow.token };
      return event.kind === "accepted" ? { ...flow, phase: "accepting" } : flow;
    case "accepting":
      if (event.kind === "bound" || event.kind === "refused") return { phase: "done", token: flow.token };
      return event.kind === "unreachable" ? { ...flow, phase: "offered" } : flow;
    default:
      return flow;
  }
}

function afterLook(token: string, event: BindingEvent): BindingFlow | undefined {
  if (event.kind === "unreachable") return { phase: "waiting", token };
  if (event.kind === "refused") return { phase: "done", token };
  if (event.kind !== "previewed") return undefined;
  return event.outcome === "can_bind"
    ? { phase: "offered", token, inviter: event.inviter }
    : { phase: "done", token };
}

/** Adds a token to those that were answered, newest first and not endlessly. */
export function rememberAnswered(answered: readonly string[], token: string): string[] {
  return [token, ...answered.filter((one) => one !== token)].slice(0, REMEMBERED_TOKENS);
}
