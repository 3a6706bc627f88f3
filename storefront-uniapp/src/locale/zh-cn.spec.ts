import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { zhCn } from "./zh-cn";

const pageWords = import.meta.glob<Record<string, object>>(
  "./zh-cn-{after-sales,payouts,earnings,standing,security,team,invoice,photos,reviews,coupons,search,questions,poster,saved,pay}.ts",
  { eager: true },
);

const SOURCES = resolve(import.meta.dirname, "..");
const HAN = /\p{Script=Han}/u;

interface Source {
  path: string;
  text: string;
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|vue)$/.test(path) && !path.endsWith(".spec.ts"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

function leavesOf(node: object, prefix: string): { path: string; value: unknown }[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const path = `${prefix}.${key}`;
    return typeof value === "object" && value !== null ? leavesOf(value, path) : [{ path, value }];
  });
}

const sources = sourcesIn(SOURCES).filter((source) => !source.path.startsWith("locale/"));
const leaves = [
  ...leavesOf(zhCn, "t"),
  ...Object.values(pageWords).flatMap((words) =>
    Object.entries(words).flatMap(([name, node]) => leavesOf(node, name)),
  ),
];

describe("the dictionary", () => {
  it("has a text at every key", () => {
    const empty = leaves.filter(({ value }) => typeof value === "string" && value.trim() === "");
    expect(empty).toEqual([]);
    expect(leaves.length).toBeGreaterThan(200);
  });

  it("is the only place with texts: no Chinese anywhere else but the names of administrative divisions", () => {
    const strays = sources
      .filter((source) => source.path !== "addresses/address-check.ts")
      .filter((source) => HAN.test(source.text))
      .map((source) => source.path);
    expect(strays).toEqual([]);
  });

  it("carries no text that nothing shows", () => {
    const everything = sources.map((source) => source.text).join("\n");
    const unused = leaves.filter(({ path }) => {
      const group = path.slice(0, path.lastIndexOf("."));
      return (
        !new RegExp(`\\b${path.replaceAll(".", "\\.")}\\b`).test(everything) &&
        !everything.includes(`${group}[`)
      );
    });
    expect(unused.map(({ path }) => path)).toEqual([]);
  });
});
