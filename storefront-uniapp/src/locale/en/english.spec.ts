import { afterEach, describe, expect, it } from "vitest";
import { nextTick, watchEffect } from "vue";
import { t } from "@/locale";
import { speak, words } from "@/locale/words";
import { zhCn } from "@/locale/zh-cn";
import { english } from ".";

const pages = import.meta.glob<Record<string, object>>("../zh-cn-*.ts", { eager: true });
const HAN = /\p{Script=Han}/u;
/** What English keeps in Chinese on purpose: what WeChat's and a phone's own screens say, and examples of addresses. */
const QUOTED = [
  "main.share.menuHint",
  "main.callback.snapshotHint",
  "main.mine.language",
  "main.mine.languageOther",
];
const EXAMPLES = ["main.address.pasteHint", "after-sales.afterSaleWords.carrierHint"];

function leavesOf(node: object, prefix: string): Map<string, unknown> {
  return new Map(
    Object.entries(node).flatMap(([key, value]) => {
      const path = `${prefix}.${key}`;
      return typeof value === "object" && value !== null
        ? [...leavesOf(value, path)]
        : [[path, value] as const];
    }),
  );
}

/** Every group of texts that pages name, in Chinese. */
const chinese = new Map([
  ...leavesOf(zhCn, "main"),
  ...Object.entries(pages).flatMap(([file, groups]) => {
    const page = file.slice("../zh-cn-".length, -".ts".length);
    // Parts of the main dictionary are in it already.
    if (["account", "catalogue", "checkout", "distribution", "orders"].includes(page)) return [];
    return Object.entries(groups).flatMap(([name, texts]) => [...leavesOf(texts, `${page}.${name}`)]);
  }),
]);
const { refusals, ...groups } = english;
const translated = new Map(Object.entries(groups).flatMap(([name, texts]) => [...leavesOf(texts, name)]));

describe("the English dictionary", () => {
  it("has every text of the Chinese one, and no other", () => {
    expect([...chinese.keys()].filter((path) => !translated.has(path))).toEqual([]);
    expect([...translated.keys()].filter((path) => !chinese.has(path))).toEqual([]);
    expect(translated.size).toBeGreaterThan(600);
  });

  it("takes the same values at the same places", () => {
    const odd = [...chinese].filter(([path, text]) => {
      const other = translated.get(path);
      if (typeof text !== typeof other) return true;
      return typeof text === "function" && text.length !== (other as (...values: unknown[]) => string).length;
    });
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  it("is written in English, and says what it is given", () => {
    const samples = [...translated].map(([path, text]) => [
      path,
      typeof text === "function" ? String(text(...Array(text.length).fill("2"))) : String(text),
    ]);
    const strays = samples.filter(
      ([path = "", text = ""]) => HAN.test(text) && ![...QUOTED, ...EXAMPLES].includes(path),
    );
    expect(strays).toEqual([]);
    expect(samples.filter(([, text]) => text?.trim() === "")).toEqual([]);
    for (const sentence of Object.values(refusals)) expect(HAN.test(sentence)).toBe(false);
  });
});

describe("a page", () => {
  afterEach(() => speak({}));

  it("reads its texts in the language that was chosen, also one that arrives later", async () => {
    const seen: string[] = [];
    watchEffect(() => seen.push(t.cart.submit(2)));
    speak(english);
    await nextTick();
    expect(seen).toEqual(["去结算（2）", "Check out (2)"]);
    expect(t.orders.tabs.to_pay).toBe("To pay");
    expect(Object.keys(t.orders.tabs)).toEqual(Object.keys(zhCn.orders.tabs));
  });

  it("shows in Chinese what another language lacks", () => {
    const here = words("nowhere", { title: "标题", parts: ["一", "二"] });
    speak({ nowhere: { parts: ["one"] } });
    expect([here.title, here.parts[0], here.parts[1]]).toEqual(["标题", "one", "二"]);
  });
});
