// Reads route files as Medusa would: a folder is a path, an exported GET or POST is an operation. What an operation
// takes is the zod schema that its query or body is read by, what it answers is the type of what it sends, and why it
// refuses are the codes it names.
import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import ts from "typescript";

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const DEEPEST_CALL = 4;
/**
 * Frames around a handler: which part of the request they read by their first argument, and that their last, the handler,
 * returns what it refuses. @type {Record<string, "query" | "body" | undefined>}
 */
const FRAMES = { taking: "body", asking: "query", listing: "query", answering: undefined };
/** How the frames refuse what does not fit. @type {Record<string, readonly string[]>} */
const MISFITS = {
  taking: ["invalid_request"],
  asking: ["invalid_request"],
  listing: ["invalid_request", "cursor_invalid"],
};
/** Whose requests these are; log-ins, notifications and figures are no part of the description. */
const DESCRIBED = /^\/(store|admin)\//;

/**
 * @typedef {{ file: string, name: string } | { type: ts.Type }} Schema an exported one is loaded; of any other, the type
 * @typedef {{ status: number, type: ts.Type | null, contentType: string }} RouteAnswer
 * @typedef {{ method: string, path: string, summary: string, isOwn: boolean, query: Schema | null, body: Schema | null,
 *   answers: RouteAnswer[], codes: string[], problems: string[] }} Operation
 */

/** @returns {string[]} */
function routeFiles(/** @type {string} */ folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(`${sep}route.ts`))
    .map((file) => join(folder, file))
    .sort();
}

/**
 * One program over the routes of several plugins: what they share is read once.
 * @param {string[]} pluginFolders
 * @param {string} tsconfig
 * @returns {{ operationsOf: (pluginFolder: string) => Operation[], checker: ts.TypeChecker }}
 */
export function openRoutes(pluginFolders, tsconfig) {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(tsconfig, ".."));
  const apiOf = (/** @type {string} */ folder) => join(folder, "src", "api");
  const files = pluginFolders.flatMap((folder) => routeFiles(apiOf(folder)));
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  return {
    checker,
    operationsOf: (pluginFolder) =>
      routeFiles(apiOf(pluginFolder)).flatMap((file) => {
        const source = program.getSourceFile(file);
        const path = file
          .slice(apiOf(pluginFolder).length, -`${sep}route.ts`.length)
          .replaceAll(sep, "/")
          .replaceAll(/\[(\w+)\]/g, "{$1}");
        if (!source || !DESCRIBED.test(path)) return [];
        return operationsIn(source, path, join(pluginFolder, "src"), checker);
      }),
  };
}

/** @returns {Operation[]} */
function operationsIn(
  /** @type {ts.SourceFile} */ source,
  /** @type {string} */ path,
  /** @type {string} */ ownFolder,
  /** @type {ts.TypeChecker} */ checker,
) {
  return handlersIn(source).map(({ method, declaration, handler }) => {
    const documentation = ts
      .getJSDocCommentsAndTags(declaration)
      .map(({ comment }) => (typeof comment === "string" ? comment : ""));
    const summary = documentation.join(" ").replaceAll(/\s+/g, " ").trim();
    /** @type {Operation} */
    const operation = {
      ...{ method, path, summary, query: null, body: null, answers: [], codes: [] },
      isOwn: isOwn(handler, checker),
      problems: summary ? [] : [`${method} ${path} says nothing about itself`],
    };
    /** @type {Reading} */
    const reading = {
      ...{ operation, ownFolder, checker, depth: 0 },
      ...{ given: new Map(), parts: new Set(), seen: new Set() },
    };
    readHandler(handler, reading);
    if (operation.answers.length === 0) operation.problems.push(`${method} ${path} answers nothing`);
    for (const part of reading.parts)
      if (!operation[part]) operation.problems.push(`${method} ${path} reads its ${part} by no schema`);
    return operation;
  });
}

/** @typedef {{ method: string, declaration: ts.Node, handler: ts.Node }} Handler */

/** @returns {Handler[]} `export function GET` as well as `export const GET = refusing(…)` */
function handlersIn(/** @type {ts.SourceFile} */ source) {
  return source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement))
      return named(statement.name?.text, { declaration: statement, handler: statement });
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap((declaration) =>
      declaration.initializer
        ? named(declaration.name.getText(), { declaration, handler: declaration.initializer })
        : [],
    );
  });
}

/** @returns {Handler[]} */
function named(/** @type {string | undefined} */ method, /** @type {Omit<Handler, "method">} */ handler) {
  return method && METHODS.has(method) ? [{ method, ...handler }] : [];
}

/** Whether a handler's request says who is logged in. */
function isOwn(/** @type {ts.Node} */ handler, /** @type {ts.TypeChecker} */ checker) {
  const [signature] = checker.getTypeAtLocation(handler).getCallSignatures();
  const [request] = signature?.getParameters() ?? [];
  return request !== undefined && checker.getTypeOfSymbol(request).getProperty("auth_context") !== undefined;
}

/**
 * @typedef {{ operation: Operation, ownFolder: string, checker: ts.TypeChecker, given: Map<ts.Symbol, ts.Expression>,
 *   parts: Set<"query" | "body">, depth: number, seen: Set<ts.Node> }} Reading `given`: what the parameters on the way here
 *   stand for; `parts`: of the request, those that something looks into
 */

function readHandler(/** @type {ts.Node} */ handler, /** @type {Reading} */ reading) {
  // `routes.save`: what the factory of the routes made under that name.
  if (ts.isPropertyAccessExpression(handler)) {
    const made = declarationOf(handler.name, reading.checker);
    const factory = declarationOf(handler.expression, reading.checker);
    const call = factory && ts.isVariableDeclaration(factory) ? factory.initializer : undefined;
    const [inner] = call && ts.isCallExpression(call) ? enteredBy(call, reading) : [];
    if (made && inner) walk(made, inner.reading);
    return;
  }
  walk(handler, reading);
}

function walk(/** @type {ts.Node} */ node, /** @type {Reading} */ reading) {
  if (reading.seen.has(node)) return;
  reading.seen.add(node);
  const visit = (/** @type {ts.Node} */ child) => {
    if (ts.isCallExpression(child)) readCall(child, reading);
    if (ts.isNewExpression(child)) readThrown(child, reading);
    const part = ts.isPropertyAccessExpression(child) ? partIn(child.getText()) : undefined;
    if (part) reading.parts.add(part);
    ts.forEachChild(child, visit);
  };
  visit(node);
}

function readCall(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  readInput(call, reading);
  if (name in FRAMES) readFrame(call, FRAMES[name], reading);
  if (name === "sendRefusal" || name === "answerRefusal") return addCodes(call.arguments[1], reading);
  if (ts.isPropertyAccessExpression(callee) && isAnswer(callee.expression))
    return readAnswer(call, name, reading);
  follow(call, reading);
}

/** Whether an expression is the answer of Express, with a status and headers or without. */
function isAnswer(/** @type {ts.Expression} */ expression) {
  return /^res(\s*\.(?:status|set|type)\(.*\))*$/s.test(expression.getText());
}

/** Goes into functions of the plugin's own that take the request, a part of it or the answer. */
function follow(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const concerns = call.arguments.some((argument) => {
    const text = textOf(argument, reading);
    return /^(req|res)$/.test(text) || partIn(text) !== undefined;
  });
  if (concerns) {
    for (const inner of enteredBy(call, reading)) walk(inner.declaration, inner.reading);
    return;
  }
  // `refusing(answer)`: the handler has a name.
  for (const argument of call.arguments) {
    const handler = ts.isIdentifier(argument)
      ? functionOf(declarationOf(argument, reading.checker))
      : undefined;
    if (handler?.parameters.some(({ name }) => name.getText() === "res")) walk(handler, reading);
  }
}

/** The called functions with their parameters bound; none for what is not the plugin's own. */
function enteredBy(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const { ownFolder, depth } = reading;
  return calledBy(call, reading).flatMap((declaration) => {
    const isOwn = declaration.getSourceFile().fileName.startsWith(ownFolder);
    return isOwn && depth < DEEPEST_CALL ? [{ declaration, reading: bound(declaration, call, reading) }] : [];
  });
}

/** @returns {ts.SignatureDeclaration[]} one; each of them where a table is asked for the one that is called */
function calledBy(/** @type {ts.CallExpression} */ { expression }, /** @type {Reading} */ { checker }) {
  const found = ts.isElementAccessExpression(expression)
    ? checker
        .getPropertiesOfType(checker.getTypeAtLocation(expression.expression))
        .flatMap((property) => checker.getTypeOfSymbol(property).getCallSignatures())
        .map((signature) => signature.getDeclaration())
    : [functionOf(declarationOf(expression, checker))];
  return found.filter((declaration) => declaration !== undefined);
}

/** @returns {Reading} */
function bound(
  /** @type {ts.SignatureDeclaration} */ declaration,
  /** @type {ts.CallExpression} */ call,
  /** @type {Reading} */ reading,
) {
  const given = new Map(reading.given);
  declaration.parameters.forEach((parameter, index) => {
    const argument = call.arguments[index];
    const own = reading.checker.getSymbolAtLocation(parameter.name);
    if (argument && own) given.set(own, originOf(argument, reading));
  });
  return { ...reading, given, depth: reading.depth + 1 };
}

/** @returns {ts.SignatureDeclaration | undefined} the function that a name stands for */
function functionOf(/** @type {ts.Node | undefined} */ declaration) {
  if (!declaration) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const initializer = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initializer && ts.isArrowFunction(initializer) ? initializer : undefined;
}

/** @returns {ts.Declaration | undefined} */
function declarationOf(/** @type {ts.Node} */ node, /** @type {ts.TypeChecker} */ checker) {
  return symbolOf(node, checker)?.declarations?.[0];
}

function symbolOf(/** @type {ts.Node} */ node, /** @type {ts.TypeChecker} */ checker) {
  const symbol = checker.getSymbolAtLocation(node);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * What a parameter was given by its caller, with its default or without; the expression itself where it is none.
 * @returns {ts.Expression}
 */
function originOf(/** @type {ts.Expression} */ expression, /** @type {Reading} */ { given, checker }) {
  const isDefaulted =
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  const meant = isDefaulted ? expression.left : expression;
  const symbol = ts.isIdentifier(meant) ? checker.getSymbolAtLocation(meant) : undefined;
  return (symbol && given.get(symbol)) ?? meant;
}

const textOf = (/** @type {ts.Expression} */ expression, /** @type {Reading} */ reading) =>
  originOf(expression, reading).getText();

/** @returns {"query" | "body" | undefined} which part of the request an expression is */
function partIn(/** @type {string} */ text) {
  const [, part] = /^req\.(query|body)$/.exec(text) ?? [];
  return part === "query" || part === "body" ? part : undefined;
}

function readFrame(
  /** @type {ts.CallExpression} */ call,
  /** @type {"query" | "body" | undefined} */ part,
  /** @type {Reading} */ reading,
) {
  const { checker, operation } = reading;
  const [shape] = call.arguments;
  if (part && shape) {
    operation[part] = schemaOf(originOf(shape, reading), checker) ?? null;
    operation.codes.push(...(MISFITS[call.expression.getText()] ?? []));
  }
  const handler = call.arguments.at(-1);
  const [signature] = handler ? checker.getTypeAtLocation(handler).getCallSignatures() : [];
  const returned = signature && checker.getAwaitedType(signature.getReturnType());
  if (returned) addCodesOf(returned, call, reading);
}

/** @returns {Schema | undefined} undefined for what is no schema */
function schemaOf(/** @type {ts.Expression} */ expression, /** @type {ts.TypeChecker} */ checker) {
  const type = checker.getTypeAtLocation(expression);
  const takes = type.getProperty("_zod") && type.getProperty("_input");
  return takes && (exportedSchema(expression, checker) ?? { type: checker.getTypeOfSymbol(takes) });
}

/** `readOrRefuse(shape, req.body)`, `shape.safeParse(req.body)`: whatever schema stands beside a part of the request. */
function readInput(/** @type {ts.CallExpression} */ call, /** @type {Reading} */ reading) {
  const { operation, checker } = reading;
  const part = call.arguments.map((argument) => partIn(textOf(argument, reading))).find(Boolean);
  if (!part) return;
  const callee = call.expression;
  const beside = ts.isPropertyAccessExpression(callee)
    ? [callee.expression, ...call.arguments]
    : [...call.arguments];
  for (const expression of beside) {
    const schema = schemaOf(originOf(expression, reading), checker);
    if (schema) operation[part] = schema;
  }
}

/** @returns {Schema | undefined} where a schema is exported, so that its limits are described as well */
function exportedSchema(/** @type {ts.Expression} */ expression, /** @type {ts.TypeChecker} */ checker) {
  const symbol = symbolOf(expression, checker);
  const declaration = symbol?.valueDeclaration;
  const isExported =
    declaration &&
    ts.isVariableDeclaration(declaration) &&
    ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export;
  return symbol && isExported ? { file: declaration.getSourceFile().fileName, name: symbol.name } : undefined;
}

/** `throw new RefusedError("code", …)`. */
function readThrown(/** @type {ts.NewExpression} */ thrown, /** @type {Reading} */ reading) {
  if (thrown.expression.getText() === "RefusedError") addCodes(thrown.arguments?.[0], reading);
}

/** The codes of a code, or of a refusal that has one. */
function addCodes(/** @type {ts.Expression | undefined} */ given, /** @type {Reading} */ reading) {
  if (given) addCodesOf(reading.checker.getTypeAtLocation(given), given, reading);
}

function addCodesOf(
  /** @type {ts.Type} */ type,
  /** @type {ts.Node} */ at,
  /** @type {Reading} */ { operation, checker },
) {
  for (const kind of type.isUnion() ? type.types : [type]) {
    const code = kind.getProperty("code");
    const codes = code ? checker.getTypeOfSymbolAtLocation(code, at) : kind;
    for (const one of codes.isUnion() ? codes.types : [codes])
      if (one.isStringLiteral() && !operation.codes.includes(one.value)) operation.codes.push(one.value);
  }
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
    const value = call.arguments[1]?.getText() ?? "";
    const [, contentType = "application/octet-stream"] = /^["'`]([\w/+.-]+)/.exec(value) ?? [];
    operation.answers.push({ status: 200, type: null, contentType });
  }
  if (name === "sendStatus") {
    for (const status of statusesIn(given?.getText() ?? ""))
      operation.answers.push({ status, type: null, contentType: "" });
    return;
  }
  if (name === "send" && !operation.answers.some(({ type }) => type === null))
    operation.answers.push({ status: 200, type: null, contentType: "application/octet-stream" });
  if (name !== "json" && name !== "end") return;
  if (name === "end" && operation.answers.some(({ contentType }) => contentType === "text/csv")) return;
  const type = name === "json" && given ? checker.getTypeAtLocation(given) : null;
  const contentType = name === "json" ? "application/json" : "";
  for (const status of statusesOf(callee.expression)) operation.answers.push({ status, type, contentType });
}

/** @returns {number[]} every status that `res.status(…)` may set; 200 without one */
function statusesOf(/** @type {ts.Expression} */ expression) {
  const [, given] = /\.status\((.*)\)$/s.exec(expression.getText()) ?? [];
  return statusesIn(given ?? "");
}

/** @returns {number[]} */
function statusesIn(/** @type {string} */ text) {
  const found = [...text.matchAll(/\b([1-5]\d\d)\b/g)].map(([status]) => Number(status));
  return found.length > 0 ? found : [200];
}
