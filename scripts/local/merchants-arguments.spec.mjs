import { describe, expect, it } from "vitest";
import { readMerchantsArguments } from "./merchants-arguments.mjs";

describe("what npm run merchants is asked for", () => {
  it("is a seed, a number of steps, and parts of actions' names", () => {
    expect(
      readMerchantsArguments(["--seed", "7", "--steps", "300", "--only", "cancel,edit", "--all"]),
    ).toEqual({
      seed: 7,
      steps: 300,
      only: ["cancel", "edit"],
      goes_on: true,
    });
  });

  it("is 2,000 steps of any seed by default", () => {
    const { seed, steps, goes_on } = readMerchantsArguments([]);
    expect({ steps, goes_on }).toEqual({ steps: 2_000, goes_on: false });
    expect(Number.isInteger(seed)).toBe(true);
  });

  it.each([
    ["--sed", ["--sed", "7"]],
    ["step", ["step"]],
    ["--steps", ["--steps", "many"]],
    ["--steps", ["--steps", "0"]],
    ["--seed", ["--seed", "1.5"]],
    ["--seed", ["--seed"]],
    ["--only", ["--only", ","]],
  ])("names %s when it is not understood, and says how it is used", (named, args) => {
    expect(() => readMerchantsArguments(args)).toThrow(named);
    expect(() => readMerchantsArguments(args)).toThrow("npm run merchants -- [--seed S]");
  });
});
