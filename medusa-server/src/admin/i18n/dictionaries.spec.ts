import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { KIT_ENGLISH } from "../../../../packages/admin-kit/src/english";

const ROOT = join(__dirname, "../../../..");
const HAN = /\p{Script=Han}/u;
/** What a string may hold that has to be translated: also the punctuation between Chinese words. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

interface Dictionary {
  readonly name: string;
  readonly sources: string;
  readonly english: Readonly<Record<string, string>>;
}

const inPlugin = (plugin: string): Dictionary => {
  const sources = join(ROOT, "plugins", plugin, "src/admin");
  const english = JSON.parse(readFileSync(join(sources, "i18n/english.json"), "utf8"));
  return { name: plugin, sources, english };
};

const DICTIONARIES: Dictionary[] = [
  { name: "admin-kit", sources: join(ROOT, "packages/admin-kit/src"), english: KIT_ENGLISH },
  ...["crm", "distribution", "mall", "wechat-pay", "official-account", "insights"].map(inPlugin),
];

function* filesOf(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== "i18n") yield* filesOf(path);
    } else if (/\.tsx?$/.test(name) && !/\.spec\.|english\.ts$/.test(name)) {
      yield path;
    }
  }
}

/** Whether a text stands in a call that translates it. */
function isTranslated(node: ts.Node, source: ts.SourceFile): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isCallExpression(at) && /^(t|messages|defineRouteConfig)$/.test(at.expression.getText(source)))
      return true;
  }
  return false;
}

/** A Chinese text of the code, and whether it is one that is translated. */
interface Literal {
  readonly text: string;
  readonly place: string;
  readonly isWhole: boolean;
}

function literalsOf(path: string): Literal[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
    const isPart = ts.isJsxText(node) || ts.isTemplateExpression(node);
    const text = isText || ts.isJsxText(node) ? node.text : isPart ? node.getText(source) : "";
    const isKey =
      ts.isPropertyAssignment(node.parent ?? node) && (node.parent as ts.PropertyAssignment).name === node;
    if ((isText ? CHINESE : HAN).test(text) && !isKey && !ts.isJsxAttribute(node.parent)) {
      const isTemplate = ts.isTemplateExpression(node);
      if (
        !isTemplate ||
        HAN.test(node.head.text + node.templateSpans.map(({ literal }) => literal.text).join(""))
      ) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        found.push({
          text: isText ? text : text.trim(),
          place: `${path.slice(ROOT.length + 1)}:${line + 1}`,
          isWhole: isText && isTranslated(node, source),
        });
      }
    } else if (isText && HAN.test(text) && ts.isJsxAttribute(node.parent)) {
      found.push({ text, place: path, isWhole: false });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

const literals = new Map(
  DICTIONARIES.map(({ name, sources }) => [name, [...filesOf(sources)].flatMap(literalsOf)]),
);

/** What is no text of a page: words of a plan that a shop starts with belong to the shop. */
const DATA = new Set(["分享计划", "分销协议", "、", "："]);

test.each(DICTIONARIES)(
  "$name: every Chinese text of its pages has English, and no English lacks its text",
  ({ name, english }) => {
    const texts = new Set(
      (literals.get(name) ?? []).filter(({ isWhole }) => isWhole).map(({ text }) => text),
    );
    const known = new Set(Object.keys(english));
    expect([...texts].filter((text) => !known.has(text) && !DATA.has(text))).toEqual([]);
    expect([...known].filter((text) => !texts.has(text))).toEqual([]);
  },
);

test.each(DICTIONARIES)("$name: no Chinese stands where nothing translates it", ({ name }) => {
  const outside = (literals.get(name) ?? []).filter(({ text, isWhole }) => !isWhole && !DATA.has(text));
  expect(outside.map(({ place, text }) => `${place} ${text}`)).toEqual([]);
});

test.each(DICTIONARIES)("$name: English is English, with the placeholders of its text", ({ english }) => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
  for (const [text, translation] of Object.entries(english)) {
    expect(HAN.test(translation), text).toBe(false);
    expect(translation.trim(), text).not.toBe("");
    expect(placeholders(translation), text).toEqual(placeholders(text));
  }
});

test("one text has one translation, whichever plugin says it", () => {
  const all = new Map<string, Set<string>>();
  for (const { english } of DICTIONARIES) {
    for (const [text, translation] of Object.entries(english)) {
      all.set(text, (all.get(text) ?? new Set()).add(translation));
    }
  }
  expect([...all].filter(([, translations]) => translations.size > 1).map(([text]) => text)).toEqual([]);
});
