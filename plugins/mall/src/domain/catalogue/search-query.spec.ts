import { describe, expect, it } from "vitest";
import { searchQuery, type Way } from "./search-query";
import { type SearchKeys, searchKeys } from "./search-text";

const SOUNDS: Record<string, string> = {
  龙: "long",
  井: "jing",
  景: "jing",
  绿: "lv",
  茶: "cha",
  重: "zhong",
  磅: "bang",
  圆: "yuan",
  领: "ling",
  恤: "xu",
  棉: "mian",
};
const syllables = (han: string) => [...han].map((letter) => SOUNDS[letter] ?? `y${letter.codePointAt(0)}`);

const tea = searchKeys(
  { title: "龙井绿茶 一芽一叶", attributes: ["50g 便携罐"], description: "冲泡后回甘" },
  syllables,
);
const shirt = searchKeys(
  { title: "重磅纯棉圆领 T 恤", attributes: ["XL", "100%棉"], description: "" },
  syllables,
);

/** Whether SQL's LIKE holds. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern.replaceAll(/\\(.)|[%_]|[^\\%_]+/gs, (part, literal) =>
    literal ? `\\u{${literal.codePointAt(0).toString(16)}}` : part === "%" ? ".*" : part === "_" ? "." : part,
  );
  return new RegExp(`^${source}$`, "su").test(text);
}
const fitsWay = ({ grams, letters }: SearchKeys, way: Way) =>
  way.grams.every((gram) => grams.includes(gram)) &&
  (way.patterns.length === 0 || way.patterns.some((pattern) => isLike(letters, pattern)));

function fit(keys: SearchKeys, typed: string): "fits" | "forgiven" | "no" {
  const query = searchQuery(typed, syllables);
  if (!query) return "no";
  if (query.requirements.every((ways) => ways.some((way) => fitsWay(keys, way)))) return "fits";
  return query.forgiving.some((way) => fitsWay(keys, way)) ? "forgiven" : "no";
}

describe("a search", () => {
  it.each([
    "龙井",
    "龙井茶",
    "绿茶龙井",
    "茶",
    "longjing",
    "LongJing",
    "lj",
    "ljlc",
    "cha",
    "longj",
    "便携",
    "回甘",
    "50g",
  ])("for %s finds the tea", (typed) => {
    expect(fit(tea, typed)).toBe("fits");
  });

  it.each(["T恤", "t恤", "Ｔ 恤", "圆领T恤", "圆领 t恤", "txu", "xl", "%", "100%", "100%棉"])(
    "for %s finds the shirt",
    (typed) => {
      expect(fit(shirt, typed)).toBe("fits");
    },
  );

  it.each(["龙景", "龙井绿查", "lonjing", "longging", "longjjing", "lognjing"])(
    "for %s is forgiven its mistake",
    (typed) => {
      expect(fit(tea, typed)).toBe("forgiven");
    },
  );

  it.each(["T恤", "羽绒服", "%", "_", "xl", "咖啡", "longshan", "qq", "回龙"])(
    "for %s does not find the tea",
    (typed) => {
      expect(fit(tea, typed)).toBe("no");
    },
  );

  it.each(["", "   ", "，。", "—"])("for «%s» says nothing", (typed) => {
    expect(searchQuery(typed, syllables)).toBeNull();
  });
});
