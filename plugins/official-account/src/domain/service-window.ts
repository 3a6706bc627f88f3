const MESSAGE_WINDOW_MS = 48 * 3_600_000;
const MESSAGE_LIMIT = 5;
const EVENT_WINDOW_MS = 60_000;
const EVENT_LIMIT = 3;

/** What opens the windows for customer-service messages, and what was sent in them. */
export interface WindowFacts {
  is_subscribed: boolean;
  last_message_at: Date | null;
  /** Following, scanning, tapping a menu's key. */
  last_event_at: Date | null;
  sent_since_message: number;
  sent_since_event: number;
}

/** Why nothing can be sent now. */
export type WindowRefusal = "not_following" | "window_closed" | "window_used_up";

export type ServiceWindow =
  | { kind: "open"; until: Date; left: number }
  | { kind: "closed"; reason: WindowRefusal };

/**
 * Whether a customer-service message may be sent: five within 48 hours of what a person wrote, three within a minute of
 * what they did (WeChat's api_sendcustommessage).
 */
export function serviceWindow(facts: WindowFacts, now: Date): ServiceWindow {
  if (!facts.is_subscribed) return { kind: "closed", reason: "not_following" };
  const windows = [
    windowOf(facts.last_message_at, MESSAGE_WINDOW_MS, MESSAGE_LIMIT - facts.sent_since_message),
    windowOf(facts.last_event_at, EVENT_WINDOW_MS, EVENT_LIMIT - facts.sent_since_event),
  ].filter(({ until }) => until !== null && now < until);
  const open = windows.find(({ left }) => left > 0);
  if (open?.until) return { kind: "open", until: open.until, left: open.left };
  return { kind: "closed", reason: windows.length > 0 ? "window_used_up" : "window_closed" };
}

function windowOf(opened: Date | null, life_ms: number, left: number): { until: Date | null; left: number } {
  return { until: opened && new Date(opened.getTime() + life_ms), left };
}

/** What WeChat's code for a customer-service message that did not go out means, in the same words. */
export function refusalOfErrcode(errcode: number): string {
  if (errcode === 45015) return "window_closed";
  if (errcode === 45047) return "window_used_up";
  if (errcode === 43004) return "not_following";
  if (errcode === 48002) return "messages_refused";
  if (errcode === 45009) return "quota_used_up";
  return "refused_by_wechat";
}
