// The description of the shop's routes by OpenAPI 3.1, made of their sources.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";
import { openRoutes } from "./read-routes.mjs";
import { createTypeSchemas } from "./type-schema.mjs";

/** @typedef {import("./read-routes.mjs").Operation} Operation */
/** @typedef {Record<string, unknown>} Schema */
/**
 * @typedef {{ openapi: string, info: object, paths: Record<string, Record<string, unknown>>,
 *   components: { securitySchemes: object, schemas: Record<string, unknown> } }} Description
 */

/** @returns {Promise<Record<string, unknown>>} */
const load = (/** @type {string} */ file) => tsImport(file, import.meta.url);

/**
 * Describes every store and admin route of several plugins.
 * @param {{ name: string, folder: string }[]} plugins
 * @param {string} tsconfig under which all of them are read
 * @returns {Promise<{ descriptions: Map<string, Description>, problems: string[] }>} by plugin, and what keeps them from
 * being whole
 */
export async function describePlugins(plugins, tsconfig) {
  const { operationsOf, checker } = openRoutes(
    plugins.map(({ folder }) => folder),
    tsconfig,
  );
  /** @type {Map<string, Description>} */
  const descriptions = new Map();
  /** @type {string[]} */
  const problems = [];
  for (const { name, folder } of plugins) {
    const operations = operationsOf(folder);
    problems.push(...operations.flatMap((operation) => operation.problems));
    descriptions.set(name, await describePlugin({ name, folder }, operations, checker));
  }
  return { descriptions, problems };
}

/**
 * @param {{ name: string, folder: string }} plugin
 * @param {Operation[]} operations
 * @param {import("typescript").TypeChecker} checker
 * @returns {Promise<Description>}
 */
async function describePlugin({ name, folder }, operations, checker) {
  const api = join(folder, "src", "api");
  const types = createTypeSchemas(checker, (file) => file.startsWith(join(folder, "src")));
  const statusOf = await statusReader(join(api, "refusals.ts"));
  const permissions = await permissionsOf(join(api, "admin-rules.ts"));
  /** @type {Description["paths"]} */
  const paths = {};
  for (const operation of operations) {
    const described = await describe(operation, types.schemaOf, statusOf, permissions);
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: described };
  }
  return documentOf(`Tengman ${name}`, paths, Object.fromEntries([...types.named].sort()));
}

/** The descriptions of several plugins as one; a schema's name says whose it is. @returns {Description} */
export function joined(/** @type {Map<string, Description>} */ descriptions) {
  /** @type {Description["paths"]} */
  const paths = {};
  /** @type {Schema} */
  const schemas = {};
  for (const [plugin, description] of descriptions) {
    const place = "#/components/schemas/";
    const renamed = JSON.parse(
      JSON.stringify(description).replaceAll(new RegExp(`"${place}(?!Refusal")`, "g"), `"${place}${plugin}.`),
    );
    for (const [path, operations] of Object.entries(renamed.paths))
      paths[path] = { ...paths[path], .../** @type {object} */ (operations) };
    for (const [name, schema] of Object.entries(renamed.components.schemas))
      if (name !== "Refusal") schemas[`${plugin}.${name}`] = schema;
  }
  return documentOf("Tengman", Object.fromEntries(Object.entries(paths).sort()), schemas);
}

/** @returns {Description} */
function documentOf(
  /** @type {string} */ title,
  /** @type {Description["paths"]} */ paths,
  /** @type {Schema} */ schemas,
) {
  return {
    openapi: "3.1.0",
    info: {
      title,
      version: "1",
      description:
        "Amounts are decimal strings of fen (*_fen), rates integer basis points (*_bps), times ISO 8601 in UTC; months and days are those of Asia/Shanghai. Lists are walked by next_cursor.",
    },
    paths,
    components: {
      securitySchemes: {
        customer: { type: "http", scheme: "bearer" },
        publishable_key: { type: "apiKey", in: "header", name: "x-publishable-api-key" },
        admin: { type: "http", scheme: "bearer" },
      },
      schemas: { Refusal: REFUSAL, ...schemas },
    },
  };
}

const REFUSAL = {
  type: "object",
  properties: {
    type: { type: "string" },
    code: { type: "string", description: "stable" },
    message: { type: "string", description: "for people, in Chinese" },
    field: { type: "string", description: "the path of the offending input" },
  },
  required: ["type", "code", "message"],
};

/**
 * Asks the one place where codes become statuses, in plugins where a code alone says its status.
 * @returns {Promise<((code: string) => number) | undefined>}
 */
async function statusReader(/** @type {string} */ file) {
  const sendRefusal = existsSync(file)
    ? /** @type {((res: unknown, refusal: unknown) => void) | undefined} */ ((await load(file)).sendRefusal)
    : undefined;
  if (!sendRefusal) return undefined;
  return (/** @type {string} */ code) => {
    let status = 0;
    const res = {
      status(/** @type {number} */ given) {
        status = given;
        return res;
      },
      json() {
        return res;
      },
      setHeader() {
        return res;
      },
    };
    sendRefusal(res, { kind: "refused", code });
    return status;
  };
}

/** @returns {Promise<Map<string, string>>} what each route of the merchant's asks for */
async function permissionsOf(/** @type {string} */ file) {
  const rules = /** @type {{ method: string, path: string, permission: string }[]} */ (
    existsSync(file) ? ((await load(file)).ADMIN_RULES ?? []) : []
  );
  return new Map(
    rules.map(({ method, path, permission }) => [
      `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
      permission,
    ]),
  );
}

/**
 * @param {import("./read-routes.mjs").Schema} schema
 * @param {(type: import("typescript").Type) => Schema} schemaOf
 * @returns {Promise<Schema>}
 */
async function inputSchema(schema, schemaOf) {
  if ("type" in schema) return schemaOf(schema.type);
  const { z } = await import("zod");
  const shape = /** @type {import("zod").ZodType} */ ((await load(schema.file))[schema.name]);
  const { $schema, ...described } = z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });
  return described;
}

/**
 * @param {Operation} operation
 * @param {(type: import("typescript").Type) => Schema} schemaOf
 * @param {((code: string) => number) | undefined} statusOf
 * @param {Map<string, string>} permissions
 */
async function describe(operation, schemaOf, statusOf, permissions) {
  const { method, path, summary, query, body } = operation;
  const permission = permissions.get(`${method} ${path}`);
  const content = body && { "application/json": { schema: await inputSchema(body, schemaOf) } };
  return {
    summary,
    security: securityOf(operation),
    ...(permission ? { "x-permission": permission } : {}),
    parameters: [
      ...pathParameters(path),
      ...(query ? queryParameters(await inputSchema(query, schemaOf)) : []),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: { ...answersOf(operation, schemaOf), ...refusalsOf(operation, statusOf) },
  };
}

function securityOf(/** @type {Operation} */ { path, isOwn }) {
  if (path.startsWith("/admin")) return [{ admin: [] }];
  return [{ publishable_key: [], ...(isOwn ? { customer: [] } : {}) }];
}

function pathParameters(/** @type {string} */ path) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(/** @type {Record<string, unknown>} */ schema) {
  const properties = /** @type {Record<string, unknown>} */ (schema.properties ?? {});
  const required = /** @type {string[]} */ (schema.required ?? []);
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: described,
  }));
}

/**
 * @param {Operation} operation
 * @param {(type: import("typescript").Type) => Schema} schemaOf
 */
function answersOf({ answers }, schemaOf) {
  /** @type {Record<string, { description: string, content?: Record<string, unknown> }>} */
  const described = {};
  for (const { status, type, contentType } of answers) {
    const known = described[status] ?? { description: status === 201 ? "Made" : "Answered" };
    const content = contentType && { [contentType]: { schema: type ? schemaOf(type) : { type: "string" } } };
    described[status] = { ...known, ...(content ? { content: { ...known.content, ...content } } : {}) };
  }
  return described;
}

/**
 * @param {Operation} operation
 * @param {((code: string) => number) | undefined} statusOf
 */
function refusalsOf({ codes }, statusOf) {
  /** @type {Map<string, string[]>} */
  const byStatus = new Map();
  for (const code of codes.toSorted()) {
    const status = statusOf ? String(statusOf(code)) : "4XX";
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  if (!statusOf && byStatus.size === 0) return { "4XX": ANY_REFUSAL };
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [status, refusalOf(found, statusOf === undefined)]),
  );
}

const REFUSAL_SCHEMA = { $ref: "#/components/schemas/Refusal" };
const ANY_REFUSAL = { description: "Refused", content: { "application/json": { schema: REFUSAL_SCHEMA } } };

/** @param {string[]} codes @param {boolean} areSome whether deeper rules may refuse by further codes */
function refusalOf(codes, areSome) {
  const schema = areSome
    ? REFUSAL_SCHEMA
    : { allOf: [REFUSAL_SCHEMA, { properties: { code: { enum: codes } } }] };
  return { description: codes.join(", "), content: { "application/json": { schema } } };
}
