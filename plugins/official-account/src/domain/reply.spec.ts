import { describe, expect, it } from "vitest";
import { chooseReply, isInForce, type Occasion, replyShape, type StoredReply } from "./reply";

const now = new Date("2026-11-29T04:00:00Z");
const said = (text: string): Occasion => ({ type: "text", event: null, event_key: null, text });
const event = (name: string, event_key: string | null = null): Occasion => ({
  type: "event",
  event: name,
  event_key,
  text: null,
});

let next = 0;
function rule(given: Record<string, unknown>): StoredReply {
  const answer = { kind: "text", text: "好" };
  return { ...replyShape.parse({ name: "n", answer, ...given }), id: `r${String(++next).padStart(3, "0")}` };
}

describe("the rule that answers", () => {
  const welcome = rule({ kind: "welcome" });
  const any_scan = rule({ kind: "scan" });
  const shop_scan = rule({ kind: "scan", words: ["shop-1"], priority: 200 });
  const exact = rule({ kind: "keyword", words: ["退货"] });
  const contains = rule({ kind: "keyword", match: "contains", words: ["货"] });
  const pattern = rule({ kind: "keyword", match: "pattern", words: ["^订单\\d{3,}$"] });
  const click = rule({ kind: "click", words: ["HELP"] });
  const fallback = rule({ kind: "default" });
  const rules = [fallback, contains, pattern, exact, any_scan, shop_scan, welcome, click];
  const answers = (occasion: Occasion) => chooseReply(rules, occasion, now)?.id;

  it("is a keyword's, the exact one before the one that contains it", () => {
    expect(answers(said(" 退货 "))).toBe(exact.id);
    expect(answers(said("发货了吗"))).toBe(contains.id);
    expect(answers(said("订单1234"))).toBe(pattern.id);
    expect(answers(said("你好"))).toBe(fallback.id);
    expect(answers({ ...said(""), type: "image", text: null })).toBe(fallback.id);
  });

  it("is a code's own before the one of all codes, and the welcome of who follows without one", () => {
    expect(answers(event("subscribe"))).toBe(welcome.id);
    expect(answers(event("subscribe", "shop-1"))).toBe(shop_scan.id);
    expect(answers(event("scan", "shop-2"))).toBe(any_scan.id);
    const withoutScan = [welcome];
    expect(chooseReply(withoutScan, event("subscribe", "x"), now)?.id).toBe(welcome.id);
    expect(chooseReply(withoutScan, event("scan", "x"), now)).toBeNull();
  });

  it("is a menu key's, and of other events none", () => {
    expect(answers(event("click", "HELP"))).toBe(click.id);
    expect(answers(event("click", "OTHER"))).toBeUndefined();
    expect(answers(event("view", "https://shop.example.com"))).toBeUndefined();
    expect(answers(event("unsubscribe"))).toBeUndefined();
  });

  it("is the one of higher priority, and none that is switched off or out of season", () => {
    const urgent = rule({ kind: "keyword", match: "contains", words: ["货"], priority: 900 });
    expect(chooseReply([...rules, urgent], said("退货"), now)?.id).toBe(urgent.id);
    const off = { ...urgent, is_enabled: false };
    const over = { ...urgent, id: "over", schedule: { until: "2026-11-29T03:59:59Z" } };
    expect(chooseReply([...rules, off, over], said("退货"), now)?.id).toBe(exact.id);
  });
});

it("a schedule is kept by Shanghai's clock, also past midnight", () => {
  const night = { begins: "22:00", ends: "08:00" };
  expect(isInForce(night, new Date("2026-11-29T14:00:00Z"))).toBe(true);
  expect(isInForce(night, new Date("2026-11-29T23:59:00Z"))).toBe(true);
  expect(isInForce(night, new Date("2026-11-30T00:00:00Z"))).toBe(false);
  expect(isInForce({ weekdays: [7] }, new Date("2026-11-29T15:59:00Z"))).toBe(true);
  expect(isInForce({ weekdays: [7] }, new Date("2026-11-29T16:00:00Z"))).toBe(false);
});

describe("a rule", () => {
  const good = { name: "n", kind: "keyword", words: ["a"], answer: { kind: "text", text: "好" } };
  it.each([
    [{ ...good, words: [] }, "words"],
    [{ ...good, match: "pattern", words: ["(a+)+$"] }, "words"],
    [{ ...good, match: "pattern", words: ["["] }, "words"],
    [{ ...good, match: "pattern", words: ["a*b*c*"] }, "words"],
    [{ ...good, answer: { kind: "text", text: "啊".repeat(683) } }, "answer"],
    [
      { ...good, answer: { kind: "news", title: "t", picture_url: "javascript:1", url: "https://a.b" } },
      "answer",
    ],
    [{ ...good, schedule: { begins: "22:00" } }, "schedule"],
  ])("is refused: %o", (given, field) => {
    const read = replyShape.safeParse(given);
    expect(read.error?.issues[0]?.path[0]).toBe(field);
  });
});
