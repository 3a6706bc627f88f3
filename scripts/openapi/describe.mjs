// The description of a plugin's routes by OpenAPI 3.1, made of their sources.
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";
import { readRoutes } from "./read-routes.mjs";
import { createTypeSchemas } from "./type-schema.mjs";

/** @typedef {import("./read-routes.mjs").Operation} Operation */

/** @returns {Promise<Record<string, unknown>>} */
const load = (/** @type {string} */ file) => tsImport(file, import.meta.url);

/**
 * @param {string} pluginFolder
 * @returns {Promise<{ text: string, problems: string[] }>} the description, and what keeps it from being whole
 */
export async function describePlugin(pluginFolder) {
  const api = join(pluginFolder, "src", "api");
  const { operations, checker } = readRoutes(api, join(pluginFolder, "tsconfig.json"));
  const types = createTypeSchemas(checker, (file) => file.startsWith(join(pluginFolder, "src")));
  const statusOf = await statusReader(join(api, "refusals.ts"));
  const permissions = await permissionsOf(join(api, "admin-rules.ts"));
  /** @type {Record<string, Record<string, unknown>>} */
  const paths = {};
  for (const operation of operations) {
    const described = await describe(operation, types.schemaOf, statusOf, permissions);
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: described };
  }
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Tengman distribution",
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
      schemas: { Refusal: REFUSAL, ...Object.fromEntries([...types.named].sort()) },
    },
  };
  const problems = operations.flatMap((operation) => operation.problems);
  return { text: `${JSON.stringify(document, null, 1)}\n`, problems };
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

/** Asks the one place where codes become statuses. */
async function statusReader(/** @type {string} */ file) {
  const sendRefusal = /** @type {(res: unknown, refusal: unknown) => void} */ (
    (await load(file)).sendRefusal
  );
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
    (await load(file)).ADMIN_RULES
  );
  return new Map(
    rules.map(({ method, path, permission }) => [
      `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
      permission,
    ]),
  );
}

/** @returns {Promise<Record<string, unknown>>} */
async function zodSchema(/** @type {{ file: string, name: string }} */ { file, name }) {
  const { z } = await import("zod");
  const schema = /** @type {import("zod").ZodType} */ ((await load(file))[name]);
  const { $schema, ...described } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return described;
}

/**
 * @param {Operation} operation
 * @param {(type: import("typescript").Type) => unknown} schemaOf
 * @param {(code: string) => number} statusOf
 * @param {Map<string, string>} permissions
 */
async function describe(operation, schemaOf, statusOf, permissions) {
  const { method, path, summary, query, body } = operation;
  const permission = permissions.get(`${method} ${path}`);
  return {
    summary,
    security: securityOf(path),
    ...(permission ? { "x-permission": permission } : {}),
    parameters: [...pathParameters(path), ...(query ? queryParameters(await zodSchema(query)) : [])],
    ...(body
      ? {
          requestBody: { required: true, content: { "application/json": { schema: await zodSchema(body) } } },
        }
      : {}),
    responses: { ...answersOf(operation, schemaOf), ...refusalsOf(operation, statusOf) },
  };
}

function securityOf(/** @type {string} */ path) {
  if (path.startsWith("/admin")) return [{ admin: [] }];
  const isOwn = /^\/store\/distribution\/(me|share-tokens|bindings)\b/.test(path);
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
 * @param {(type: import("typescript").Type) => unknown} schemaOf
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
 * @param {(code: string) => number} statusOf
 */
function refusalsOf({ codes }, statusOf) {
  /** @type {Map<number, string[]>} */
  const byStatus = new Map();
  for (const code of codes.toSorted()) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const refusal = (/** @type {string[]} */ found) => ({
    description: found.join(", "),
    content: {
      "application/json": {
        schema: {
          allOf: [{ $ref: "#/components/schemas/Refusal" }, { properties: { code: { enum: found } } }],
        },
      },
    },
  });
  return Object.fromEntries([...byStatus].map(([status, found]) => [status, refusal(found)]));
}
