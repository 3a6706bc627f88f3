import { describe, expect, it } from "vitest";
import { serviceWindow, type WindowFacts } from "./service-window";

const now = new Date("2026-11-29T12:00:00Z");
const before = (ms: number) => new Date(now.getTime() - ms);
const facts = (given: Partial<WindowFacts>): WindowFacts => ({
  is_subscribed: true,
  last_message_at: null,
  last_event_at: null,
  sent_since_message: 0,
  sent_since_event: 0,
  ...given,
});

describe("the window", () => {
  it("is open for five messages in the 48 hours after somebody wrote", () => {
    const wrote = { last_message_at: before(47 * 3_600_000), sent_since_message: 4 };
    expect(serviceWindow(facts(wrote), now)).toMatchObject({ kind: "open", left: 1 });
    expect(serviceWindow(facts({ ...wrote, sent_since_message: 5 }), now)).toEqual({
      kind: "closed",
      reason: "window_used_up",
    });
    expect(serviceWindow(facts({ last_message_at: before(48 * 3_600_000) }), now)).toEqual({
      kind: "closed",
      reason: "window_closed",
    });
  });

  it("is open for three messages in the minute after a tap, also when the other is used up", () => {
    const tapped = { last_event_at: before(59_000), sent_since_event: 2 };
    expect(serviceWindow(facts(tapped), now)).toMatchObject({ kind: "open", left: 1 });
    const both = { ...tapped, last_message_at: before(1), sent_since_message: 5 };
    expect(serviceWindow(facts(both), now)).toMatchObject({ kind: "open" });
    expect(serviceWindow(facts({ last_event_at: before(60_000) }), now)).toMatchObject({
      reason: "window_closed",
    });
  });

  it("is closed to who does not follow", () => {
    const gone = { is_subscribed: false, last_message_at: now };
    expect(serviceWindow(facts(gone), now)).toEqual({ kind: "closed", reason: "not_following" });
  });
});
