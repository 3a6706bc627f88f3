import { describe, expect, it } from "vitest";
import { carrierTime, eventOf, signingsOf, stateOf } from "./track";

describe("a carrier's clock", () => {
  it.each([
    ["2026-11-30 09:05:00", "2026-11-30T01:05:00.000Z"],
    ["2026-11-30 09:05", "2026-11-30T01:05:00.000Z"],
    ["2026-13-45 99:99:99", undefined],
    ["yesterday", undefined],
    [12, undefined],
  ])("%s is %s", (text, iso) => {
    expect(carrierTime(text)?.toISOString()).toBe(iso);
  });
});

it.each([
  ["kuaidi100", "3", "signed"],
  ["kuaidi100", "301", "signed"],
  ["kuaidi100", "5", "delivering"],
  ["kuaidi100", "10", "in_transit"],
  ["kuaidi100", "14", "returned"],
  ["kuaidi100", undefined, "in_transit"],
  ["kdniao", "202", "delivering"],
  ["kdniao", "311", "signed"],
  ["kdniao", "99", "in_transit"],
] as const)("%s's %s is %s", (service, code, state) => {
  expect(stateOf(service, code)).toBe(state);
});

describe("events", () => {
  it("say something at some time, and not too much", () => {
    expect(eventOf("2026-11-30 09:05:00", " ", "signed")).toBeNull();
    expect(eventOf("", "签收", "signed")).toBeNull();
    expect(eventOf("2026-11-30 09:05:00", "长".repeat(900), "in_transit")?.text).toHaveLength(500);
  });

  it("of signing say when; a number that is signed for without one was it now", () => {
    const at = (hour: string) => new Date(`2026-11-30T${hour}:00:00Z`);
    const signed = (hour: string) => ({ at: at(hour), text: "签收", state: "signed" as const });
    const events = [signed("09"), signed("08"), { ...signed("01"), state: "in_transit" as const }];
    expect(signingsOf({ state: "signed", events }, at("12"))).toEqual([at("09"), at("08")]);
    expect(signingsOf({ state: "returned", events }, at("12"))).toEqual([at("09"), at("08")]);
    expect(signingsOf({ state: "signed", events: [] }, at("12"))).toEqual([at("12")]);
    expect(signingsOf({ state: "in_transit", events: [] }, at("12"))).toEqual([]);
  });
});
