import i18n from "i18next";
import { setI18n } from "react-i18next";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages, t, translationsOf } from "./translation";

const STATES = messages({ open: { label: "待处理", color: "orange" }, names: ["甲", "plain"] });

beforeAll(async () => {
  const { zhCN, en } = translationsOf({
    待处理: "Open",
    "已选 {{count}} 笔：1.5": "{{count}} chosen: 1.5",
    甲: "A",
  });
  await i18n.init({
    resources: { zhCN, en },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
  });
  setI18n(i18n);
});
afterAll(() => i18n.changeLanguage("en"));

test("a Chinese text is its own key, with points and colons in it", async () => {
  expect(t("已选 {{count}} 笔：1.5", { count: 2 })).toBe("2 chosen: 1.5");
  expect(t("Request-ID")).toBe("Request-ID");
  await i18n.changeLanguage("zhCN");
  expect(t("已选 {{count}} 笔：1.5", { count: 2 })).toBe("已选 2 笔：1.5");
});

test("messages outside components follow the language they are read in", async () => {
  await i18n.changeLanguage("en");
  expect(STATES.open).toEqual({ label: "Open", color: "orange" });
  expect([...STATES.names]).toEqual(["A", "plain"]);
  await i18n.changeLanguage("zhCN");
  expect(Object.entries(STATES.open)).toEqual([
    ["label", "待处理"],
    ["color", "orange"],
  ]);
});
