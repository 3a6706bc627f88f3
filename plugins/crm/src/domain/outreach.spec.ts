import { describe, expect, it } from "vitest";
import { isCapped, isControl, messageText, unreachedBecause } from "./outreach";

const at = (clock: string) => new Date(`2026-11-30T${clock}+08:00`);
const NOW = at("12:00:00");
const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000);

it("two messages in seven days are enough", () => {
  expect(isCapped([days(1)], NOW)).toBe(false);
  expect(isCapped([days(1), days(6)], NOW)).toBe(true);
  expect(isCapped([days(1), days(7), days(30)], NOW)).toBe(false);
});

describe("the control group", () => {
  const people = Array.from({ length: 20_000 }, (_none, index) => `cus_${index}`);

  it("is the same for the same seed, another for another, and as large as its share", () => {
    const groupOf = (seed: string, bps: number) => people.filter((id) => isControl(seed, id, bps));
    const group = groupOf("a", 1_000);
    expect(groupOf("a", 1_000)).toEqual(group);
    expect(groupOf("b", 1_000)).not.toEqual(group);
    expect(group.length).toBeGreaterThan(1_800);
    expect(group.length).toBeLessThan(2_200);
    expect([groupOf("a", 0).length, groupOf("a", 10_000).length]).toEqual([0, people.length]);
  });
});

it("a person is written to only with their consent, while they follow, and not too often", () => {
  const person = { consents_to_marketing: true, follows: true, sent_at: [] };
  expect(unreachedBecause(person, NOW)).toBeNull();
  expect(unreachedBecause({ ...person, consents_to_marketing: false }, NOW)).toBe("no_consent");
  expect(unreachedBecause({ ...person, follows: null }, NOW)).toBe("not_following");
  expect(unreachedBecause({ ...person, sent_at: [days(1), days(2)] }, NOW)).toBe("capped");
});

it("a message names its coupon", () => {
  expect(messageText("优惠码 {code}，下单输入 {code}", "TEA20")).toBe("优惠码 TEA20，下单输入 TEA20");
});
