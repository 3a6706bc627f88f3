import { describe, expect, it } from "vitest";
import { ALERT_KINDS, THRESHOLDS } from "./alert";
import { alertSentence, alertSettingsShape, allRules, maskedUrl } from "./alert-settings";

const good = {
  rules: [{ kind: "low_stock", threshold: 3, is_enabled: true }],
  emails: ["owner@shop.cn"],
  webhook_url: "https://hooks.example.com/x",
  quiet_hours: { from_hour: 22, until_hour: 8 },
};

describe("settings", () => {
  it("are read, with the standard for what nobody has set", () => {
    const { rules } = alertSettingsShape.parse(good);
    const all = allRules(rules);
    expect(all.map(({ kind }) => kind)).toEqual([...ALERT_KINDS]);
    expect(all[0]).toEqual(good.rules[0]);
    expect(all[1]?.threshold).toBe(THRESHOLDS.payment_failures.standard);
  });

  it.each([
    [{ rules: [{ kind: "refund_rate", threshold: 10_001, is_enabled: true }] }, "rules.0.threshold"],
    [{ rules: [...good.rules, ...good.rules] }, "rules"],
    [{ emails: ["nobody"] }, "emails.0"],
    [{ webhook_url: "ftp://example.com" }, "webhook_url"],
    [{ quiet_hours: { from_hour: 24, until_hour: 8 } }, "quiet_hours.from_hour"],
  ])("with %j are refused at %s", (changed, path) => {
    const read = alertSettingsShape.safeParse({ ...good, ...changed });
    expect(read.error?.issues[0]?.path.join(".")).toBe(path);
  });
});

it.each([
  "https://robots.example.com/cgi-bin/webhook/send?key=secret",
  "https://robots.example.com/open-apis/bot/v2/hook/secret",
  "https://robot:secret@robots.example.com/#secret",
])("of %s only the server is shown to who may not change it", (url) => {
  expect(maskedUrl(url)).toBe("https://robots.example.com/…");
});

it("every kind has its sentence", () => {
  const sentences = ALERT_KINDS.map((kind) => alertSentence({ kind, value: 1_234, subjects: ["甲", "乙"] }));
  expect(new Set(sentences).size).toBe(ALERT_KINDS.length);
  expect(sentences[2]).toBe("近 7 天退款率达到 12.3%：甲、乙");
});
