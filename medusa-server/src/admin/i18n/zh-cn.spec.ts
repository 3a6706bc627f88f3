import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ZH_CN } from "./zh-cn";

type Texts = { readonly [name: string]: string | Texts };

const dashboard = dirname(require.resolve("@medusajs/dashboard/package.json"));
const medusas = JSON.parse(readFileSync(join(dashboard, "src/i18n/translations/zhCN.json"), "utf8")) as Texts;

/** Every text with its path. */
function flat(texts: Texts, path = ""): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[path + name, value]] : [...flat(value, `${path}${name}.`)],
  );
  return new Map(entries);
}

const placeholders = (text: string): string[] => (text.match(/\{\{.*?\}\}|<\d\/>/g) ?? []).sort();

test("each text replaces one of Medusa's, with the same placeholders", () => {
  const known = flat(medusas);
  for (const [path, text] of flat(ZH_CN)) {
    expect(known.has(path), path).toBe(true);
    expect(placeholders(text), path).toEqual(placeholders(known.get(path) ?? ""));
  }
});

test("no page of orders or products speaks of 履行, 履约 or 变体 any more", () => {
  const shown = new Map([...flat(medusas), ...flat(ZH_CN)]);
  const left = [...shown].filter(
    ([path, text]) => /^(orders|products|fields|stockLocations)\./.test(path) && /履行|履约|变体/.test(text),
  );
  expect(left.map(([path]) => path)).toEqual([]);
});
