import { describe, expect, it } from "vitest";
import { codeOf, decideSending, type RecentCodes } from "./code-rules";

it.each([
  [0, "000000"],
  [42, "000042"],
  [999_999, "999999"],
])("makes six digits of %i", (drawn, code) => {
  expect(codeOf(drawn)).toBe(code);
});

describe("one more code", () => {
  const limits = { codes_of_subject: 10, codes_of_address: 100 };
  const none: RecentCodes = {
    subject_latest_s: null,
    subject_hour: 0,
    subject_day: 0,
    address_hour: 0,
    address_day: 0,
  };

  it.each<[string, Partial<RecentCodes>, boolean, ReturnType<typeof decideSending>]>([
    ["is sent to a new number", {}, false, { kind: "send" }],
    ["waits for the minute", { subject_latest_s: 20.4 }, true, { kind: "wait", seconds: 40 }],
    ["is sent after the minute", { subject_latest_s: 60, subject_day: 1 }, false, { kind: "send" }],
    ["is worked for when it is the number's third", { subject_day: 2 }, false, { kind: "prove" }],
    ["is worked for when it is the address's third", { address_day: 2 }, false, { kind: "prove" }],
    ["is sent to whoever worked", { subject_day: 2, address_day: 2 }, true, { kind: "send" }],
    ["waits when the number's hour is full", { subject_hour: 5 }, true, { kind: "wait", seconds: 3_600 }],
    ["waits when the address's hour is full", { address_hour: 60 }, true, { kind: "wait", seconds: 3_600 }],
    ["waits when the number's day is full", { subject_day: 10 }, true, { kind: "wait", seconds: 86_400 }],
    ["waits when the address's day is full", { address_day: 100 }, true, { kind: "wait", seconds: 86_400 }],
  ])("%s", (_what, recent, isProven, decision) => {
    expect(decideSending({ ...none, ...recent }, limits, isProven)).toEqual(decision);
  });
});
