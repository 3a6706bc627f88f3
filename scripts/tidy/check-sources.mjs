// Style as a test: names, sizes, left-overs and machine paths of every source file.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

const BANNED_NAMES = new Set(["utils", "util", "helpers", "helper", "manager", "common", "misc"]);
const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 90;
const CODE = /\.(ts|tsx|mts|mjs|cjs|js|vue)$/;
const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g;
/** Medusa's compiler leaves these folders out of what it builds. */
const UNBUILT = /^(plugins\/[^/]+|medusa-server)\/src\/(.*\/)?(test|unit-tests|integration-tests)\//;
const TEST = /(\.spec\.|\/integration-tests\/|^e2e\/)/;
// Written in pieces so that this file does not find itself.
const LEFT_OVERS = [
  { pattern: new RegExp(`\\b(TO${"DO"}|FIX${"ME"}|X${"XX"})\\b`), what: "a left-over note" },
  {
    pattern: new RegExp(`@ts-${"ignore"}|@ts-no${"check"}|biome-${"ignore"}(?!.*:)`),
    what: "a silenced check",
  },
  { pattern: new RegExp(`\\.(on${"ly"}|sk${"ip"})\\(`), what: "a narrowed or skipped test" },
  {
    pattern: new RegExp(`(^|[^A-Za-z0-9.])/(wo${"rk"}|ro${"ot"}|home/\\w+)/`),
    what: "a path of somebody's machine",
  },
];

/** Files git tracks or would track. */
function sourceFiles(/** @type {string} */ root) {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.split("\n").filter((file) => CODE.test(file) && existsSync(join(root, file)));
}

/**
 * What is untidy in one file.
 * @param {string} file path from the root, with forward slashes
 * @param {string} text
 * @param {(path: string) => boolean} exists whether a path from the root exists
 * @returns {string[]} a sentence for each
 */
export function untidyIn(file, text, exists) {
  const found = [];
  const bare = basename(file).replace(/\..*$/, "");
  if (BANNED_NAMES.has(bare) || file.split("/").some((part) => BANNED_NAMES.has(part))) {
    found.push(`${file}: the name says nothing; name what it does`);
  }
  if (UNBUILT.test(file)) found.push(`${file}: Medusa builds no folder of that name`);
  const lines = text.split("\n");
  if (lines.length > MAX_FILE_LINES && !TEST.test(file))
    found.push(`${file}: ${lines.length} lines, more than ${MAX_FILE_LINES}: one topic, or several?`);
  lines.forEach((line, index) => {
    for (const { pattern, what } of LEFT_OVERS)
      if (pattern.test(line)) found.push(`${file}:${index + 1}: ${what}`);
  });
  if (
    /^plugins\/[^/]+\/src\/domain\/.*\.ts$/.test(file) &&
    !/\.spec\.ts$/.test(file) &&
    !exists(file.replace(/\.ts$/, ".spec.ts"))
  ) {
    found.push(`${file}: domain without a spec beside it`);
  }
  if (!TEST.test(file)) found.push(...scriptsOf(file, text).flatMap((script) => longFunctions(file, script)));
  return found;
}

/** What of a file is code: all of it; of a component its scripts, each on the lines where it stands. */
function scriptsOf(/** @type {string} */ file, /** @type {string} */ text) {
  if (!file.endsWith(".vue")) return [text];
  return [...text.matchAll(SCRIPT)].map((found) => {
    const before = text.slice(0, found.index + found[0].indexOf(">") + 1);
    return `${before.replaceAll(/[^\n]/g, "")}${found[1]}`;
  });
}

/** `(function () { … })()` around a whole file keeps names apart: it is a module, no function to read. */
function isWrapper(/** @type {ts.Node} */ node) {
  const call = ts.isParenthesizedExpression(node.parent) ? node.parent.parent : node.parent;
  return (
    ts.isCallExpression(call) && ts.isExpressionStatement(call.parent) && ts.isSourceFile(call.parent.parent)
  );
}

/** Functions nobody reads at once. Workflow compositions and plain data count like any other function. */
function longFunctions(/** @type {string} */ file, /** @type {string} */ text) {
  const kind = /\.(tsx|js|cjs|mjs)$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, kind);
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isFunctionLike(node) && "body" in node && node.body && !isWrapper(node)) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
      if (last - first + 1 > MAX_FUNCTION_LINES)
        found.push(`${file}:${first}: a function of ${last - first + 1} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * Migrations that bear the name of another: Medusa notes what ran in one table for all modules, by name alone, so the
 * second would never run.
 * @param {string[]} files paths from the root
 * @returns {string[]} a sentence for each
 */
export function doubledMigrations(files) {
  const migrations = files.filter((file) => /\/migrations\/Migration\d+\.ts$/.test(file));
  return migrations.flatMap((file, index) => {
    const first = migrations.findIndex((other) => basename(other) === basename(file));
    return first < index ? [`${file}: named as ${migrations[first]}, so it would never run`] : [];
  });
}

/**
 * @param {string} root
 * @returns {string[]} everything untidy below it
 */
export function untidySources(root) {
  const exists = (/** @type {string} */ path) => existsSync(join(root, path));
  const files = sourceFiles(root);
  return [
    ...files.flatMap((file) => untidyIn(file, readFileSync(join(root, file), "utf8"), exists)),
    ...doubledMigrations(files),
  ];
}
