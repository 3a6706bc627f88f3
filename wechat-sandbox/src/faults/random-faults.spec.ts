import { describe, expect, it } from "vitest";
import type { RandomFaults } from "../state/state.js";
import { drawFault, RANDOM_KINDS } from "./random-faults.js";

const fresh = (changes: Partial<RandomFaults> = {}): RandomFaults => ({
  seed: "rain",
  rate: 0.3,
  on: ["response"],
  draws: {},
  struck: [],
  ...changes,
});
const draw = (random: RandomFaults, operation: string) =>
  drawFault(random, RANDOM_KINDS.response, { on: "response", operation }, 0)?.kind;

describe("random faults", () => {
  it("give an operation the same sequence whatever comes between", () => {
    const alone = fresh();
    const sequence = Array.from({ length: 200 }, () => draw(alone, "query"));
    const mixed = fresh();
    const again = Array.from({ length: 200 }, (_, at) => {
      for (let other = 0; other < at % 3; other += 1) draw(mixed, "order");
      return draw(mixed, "query");
    });
    expect(again).toEqual(sequence);
    const struck = sequence.filter((kind) => kind !== undefined);
    expect(struck.length / 200).toBeGreaterThan(0.2);
    expect(struck.length / 200).toBeLessThan(0.4);
    expect(new Set(struck).size).toBeGreaterThan(6);
  });

  it("choose among the kinds wanted, and from none nothing", () => {
    const some = fresh({ rate: 1, kinds: ["delay", "bad_tag"] });
    expect(new Set(Array.from({ length: 20 }, () => draw(some, "query")))).toEqual(new Set(["delay"]));
    expect(draw(fresh({ rate: 1, kinds: ["closed"] }), "query")).toBeUndefined();
  });
});
