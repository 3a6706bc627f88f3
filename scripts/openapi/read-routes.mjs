// Reads route files as Medusa would: a folder is a path, an exported GET or POST is an operation. What an operation
// takes is the zod schema it hands to readInput, what it answers is the type of what it sends, and why it refuses are
// the codes it hands to sendRefusal.
import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import ts from "typescript";

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const DEEPEST_CALL = 3;

/**
 * @typedef {{ file: string, name: string }} SchemaPlace
 * @typedef {{ status: number, type: ts.Type | null, contentType: string }} RouteAnswer
 * @typedef {{ method: string, path: string, summary: string, query: SchemaPlace | null, body: SchemaPlace | null,
 *   answers: RouteAnswer[], codes: string[], problems: string[] }} Operation
 */

/** @returns {string[]} */
function routeFiles(/** @type {string} */ folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(`${sep}route.ts`))
    .map((file) => join(folder, file))
    .sort();
}

/**
 * @param {string} apiFolder a plugin's `src/api`
 * @param {string} tsconfig
 * @returns {{ operations: Operation[], checker: ts.TypeChecker }}
 */
export function readRoutes(apiFolder, tsconfig) {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(tsconfig, ".."));
  const files = routeFiles(apiFolder);
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const operations = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const path = file
      .slice(apiFolder.length, -`${sep}route.ts`.length)
      .replaceAll(sep, "/")
      .replaceAll(/\[(\w+)\]/g, "{$1}");
    return source ? operationsOf(source, path, apiFolder, checker) : [];
  });
  return { operations, checker };
}

/** @returns {Operation[]} */
function operationsOf(
  /** @type {ts.SourceFile} */ source,
  /** @type {string} */ path,
  /** @type {string} */ apiFolder,
  /** @type {ts.TypeChecker} */ checker,
) {
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((declaration) => {
    const method = declaration.name?.text ?? "";
    const isExported = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported || !METHODS.has(method)) return [];
    const documentation = ts
      .getJSDocCommentsAndTags(declaration)
      .map(({ comment }) => (typeof comment === "string" ? comment : ""));
    const summary = documentation.join(" ").replaceAll(/\s+/g, " ").trim();
    /** @type {Operation} */
    const operation = {
      method,
      path,
      summary,
      query: null,
      body: null,
      answers: [],
      codes: [],
      problems: summary ? [] : [`${method} ${path} says nothing about itself`],
    };
    walk(declaration, { operation, apiFolder, checker, schemas: new Map(), depth: 0, seen: new Set() });
    return [operation];
  });
}

/**
 * @typedef {{ operation: Operation, apiFolder: string, checker: ts.TypeChecker, schemas: Map<ts.Symbol, ts.Expression>,
 *   depth: number, seen: Set<ts.Node> }} Reading
 */

function walk(/** @type {ts.Node} */ node, /** @type {Reading} */ reading) {
  if (reading.seen.has(node)) return;
  reading.seen.add(node);
  const visit = (/** @type {ts.Node} */ child) => {
    if (ts.isCallExpression(child)) readCall(child, reading);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
}

function readCall(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  if (name === "readInput") return readSchema(call, reading);
  if (name === "sendRefusal") return readCodes(call, reading);
  if (ts.isPropertyAccessExpression(callee) && isAnswer(callee.expression))
    return readAnswer(call, name, reading);
  follow(call, reading);
}

/** Whether an expression is the answer of Express, with a status or without. */
function isAnswer(/** @type {ts.Expression} */ expression) {
  return /^res(\s*\.status\(.*\))?$/s.test(expression.getText());
}

/** Goes into a function of the plugin's own API that a handler shares with others. */
function follow(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const { checker, apiFolder } = reading;
  let symbol = checker.getSymbolAtLocation(call.expression);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  if (!declaration || !ts.isFunctionDeclaration(declaration) || reading.depth >= DEEPEST_CALL) return;
  const isOfApi = declaration.getSourceFile().fileName.startsWith(apiFolder);
  const takesAnswer = declaration.parameters.some((parameter) => parameter.name.getText() === "res");
  if (!isOfApi || !takesAnswer) return;
  const schemas = new Map(reading.schemas);
  declaration.parameters.forEach((parameter, index) => {
    const given = call.arguments[index];
    const own = checker.getSymbolAtLocation(parameter.name);
    if (given && own) schemas.set(own, given);
  });
  walk(declaration, { ...reading, schemas, depth: reading.depth + 1 });
}

function readSchema(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const { operation, checker, schemas } = reading;
  const [given, from] = call.arguments;
  const part = from?.getText() ?? "";
  if (!given || !/^req\.(query|body)$/.test(part)) return;
  let symbol = checker.getSymbolAtLocation(given);
  const passed = symbol && schemas.get(symbol);
  if (passed) symbol = checker.getSymbolAtLocation(passed);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  const isExported =
    declaration &&
    ts.isVariableDeclaration(declaration) &&
    ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export;
  if (!symbol || !declaration || !isExported) {
    operation.problems.push(
      `${operation.method} ${operation.path} reads ${part} by ${given.getText()}, which is no exported schema`,
    );
    return;
  }
  const place = { file: declaration.getSourceFile().fileName, name: symbol.name };
  if (part === "req.query") operation.query = place;
  else operation.body = place;
}

function readCodes(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ { operation, checker }) {
  const [, refusal] = call.arguments;
  const type = refusal && checker.getTypeAtLocation(refusal);
  const code = type?.getProperty("code");
  if (!refusal || !code) return;
  const codes = checker.getTypeOfSymbolAtLocation(code, refusal);
  const kinds = codes.isUnion() ? codes.types : [codes];
  for (const kind of kinds)
    if (kind.isStringLiteral() && !operation.codes.includes(kind.value)) operation.codes.push(kind.value);
}

function readAnswer(
  /** @type {ts.CallExpression} */ call,
  /** @type {string} */ name,
  /** @type {Reading} */ reading,
) {
  const { operation, checker } = reading;
  const callee = /** @type {ts.PropertyAccessExpression} */ (call.expression);
  const [given] = call.arguments;
  if (name === "setHeader" && given && /^"content-type"$/i.test(given.getText())) {
    const contentType = call.arguments[1]?.getText().replaceAll(/["'`]/g, "").split(";")[0] ?? "";
    operation.answers.push({ status: 200, type: null, contentType });
  }
  if (name !== "json" && name !== "end") return;
  if (name === "end" && operation.answers.some(({ contentType }) => contentType === "text/csv")) return;
  const type = name === "json" && given ? checker.getTypeAtLocation(given) : null;
  const contentType = name === "json" ? "application/json" : "";
  for (const status of statusesOf(callee.expression)) operation.answers.push({ status, type, contentType });
}

/** @returns {number[]} every status that `res.status(…)` may set; 200 without one */
function statusesOf(/** @type {ts.Expression} */ expression) {
  const [, given] = /\.status\((.*)\)$/s.exec(expression.getText()) ?? [];
  const found = [...(given ?? "").matchAll(/\b([1-5]\d\d)\b/g)].map(([status]) => Number(status));
  return found.length > 0 ? found : [200];
}
