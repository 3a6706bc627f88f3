import { describe, expect, it } from "vitest";
import { amountText, fieldType, fieldValue, timeText } from "./template-field";

describe("a field of a template", () => {
  it.each([
    ["thing", "秋冬加厚保暖羊羔绒外套女款短外套潮流百搭", "秋冬加厚保暖羊羔绒外套女款短外套潮流百搭"],
    ["thing", "一".repeat(21), `${"一".repeat(19)}…`],
    ["thing", "两\n行", "两 行"],
    ["thing", " ", null],
    ["character_string", "1024", "1024"],
    ["character_string", "订单1024", null],
    ["character_string", "x".repeat(33), null],
    ["amount", "¥12.30", "¥12.30"],
    ["amount", "¥12345678901.00", null],
    ["amount", "十二元", null],
    ["phrase", "已发货", "已发货"],
    ["phrase", "已经发货了吗", null],
    ["phrase", "shipped", null],
    ["name", "林晓雨", "林晓雨"],
    ["number", "3", "3"],
    ["number", "三", null],
    ["time", "2026年11月29日 23:05", "2026年11月29日 23:05"],
    ["time", "2026-11-29 23:05", null],
    ["date", "2026年11月29日", "2026年11月29日"],
    ["phone_number", "13800138000", "13800138000"],
    ["car_number", "沪A12345", "沪A12345"],
    ["letter", "abc", "abc"],
    ["symbol", "!", "!"],
  ] as const)("of type %s takes «%s» as %s", (type, text, expected) => {
    expect(fieldValue(type, text)).toBe(expected);
  });

  it("is known by its name", () => {
    expect([
      fieldType("thing1"),
      fieldType("character_string12"),
      fieldType("first"),
      fieldType("thing"),
    ]).toEqual(["thing", "character_string", null, null]);
  });
});

it("amounts and times are written as the fields take them", () => {
  expect(fieldValue("amount", amountText(1_205n))).toBe("¥12.05");
  expect(fieldValue("time", timeText(new Date("2026-11-29T15:05:59Z")))).toBe("2026年11月29日 23:05");
});
