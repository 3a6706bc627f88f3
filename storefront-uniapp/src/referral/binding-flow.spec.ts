import { describe, expect, it } from "vitest";
import type { BindingOutcome } from "@/api/referral-types";
import {
  type BindingEvent,
  type BindingFlow,
  rememberAnswered,
  shareTokenIn,
  startFlow,
  step,
} from "./binding-flow";

const run = (flow: BindingFlow, ...events: BindingEvent[]): BindingFlow => events.reduce(step, flow);
const fresh = startFlow("tok", []);
const seen: BindingEvent = { kind: "log_in_seen" };
const offer: BindingEvent = { kind: "previewed", outcome: "can_bind", inviter: "林晓雨" };

describe("share tokens in an address", () => {
  it.each([
    ["?st=Ab3_dEf6hIj9KlM0", "Ab3_dEf6hIj9KlM0"],
    ["?id=1&st=x", "x"],
    ["?st=", undefined],
    ["?st=with%20space", undefined],
    [`?st=${"a".repeat(33)}`, undefined],
    ["", undefined],
  ])("%s → %s", (search, token) => {
    expect(shareTokenIn(search)).toBe(token);
  });
});

describe("the binding flow", () => {
  it("waits for a log-in, then offers, then binds only after a tap", () => {
    expect(fresh.phase).toBe("waiting");
    const offered = run(fresh, seen, offer);
    expect(offered).toEqual({ phase: "offered", token: "tok", inviter: "林晓雨" });
    expect(run(offered, { kind: "bound" }).phase).toBe("offered");
    expect(run(offered, { kind: "accepted" }, { kind: "bound" }).phase).toBe("done");
  });

  it("is done after declining and not asked about again", () => {
    const done = run(fresh, seen, offer, { kind: "declined" });
    expect(done).toEqual({ phase: "done", token: "tok" });
    expect(startFlow("tok", ["tok"]).phase).toBe("done");
    expect(startFlow("another", ["tok"]).phase).toBe("waiting");
  });

  it.each<BindingOutcome>(["already_bound", "same_inviter", "self", "not_eligible"])(
    "asks nothing when the outcome is %s",
    (outcome) => {
      expect(run(fresh, seen, { kind: "previewed", outcome, inviter: "x" }).phase).toBe("done");
    },
  );

  it("drops a token the server does not know, but tries again after a failure of the network", () => {
    expect(run(fresh, seen, { kind: "refused" }).phase).toBe("done");
    expect(run(fresh, seen, { kind: "unreachable" }).phase).toBe("waiting");
  });

  it("offers again when accepting could not be delivered", () => {
    const offered = run(fresh, seen, offer, { kind: "accepted" }, { kind: "unreachable" });
    expect(offered.phase).toBe("offered");
  });

  it("never leaves done or none", () => {
    const events: BindingEvent[] = [
      seen,
      offer,
      { kind: "accepted" },
      { kind: "bound" },
      { kind: "declined" },
    ];
    expect(run({ phase: "none" }, ...events).phase).toBe("none");
    expect(run({ phase: "done", token: "t" }, ...events).phase).toBe("done");
  });

  it("remembers the newest answers, each once, and not endlessly", () => {
    expect(rememberAnswered(["a", "b"], "b")).toEqual(["b", "a"]);
    const many = Array.from({ length: 60 }, (_, index) => `t${index}`);
    expect(rememberAnswered(many, "new")).toHaveLength(50);
  });
});
