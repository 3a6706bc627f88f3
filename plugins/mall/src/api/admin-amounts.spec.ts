import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GUARDED_PARTS, meaningOf } from "../domain/admin-amounts";

const require = createRequire(__filename);
const modules = join(__dirname, "..", "..", "..", "..", "node_modules", "@medusajs");

interface Schema {
  _def?: Definition;
  def?: Definition;
}

interface Definition {
  type?: string | Schema;
  typeName?: string;
  shape?: Record<string, Schema> | (() => Record<string, Schema>);
  element?: Schema;
  valueType?: Schema;
  options?: Schema[];
  [part: string]: unknown;
}

/** Numbers that carry neither money nor pieces. */
const OTHER_NUMBERS = new Set([
  "revoke_in",
  "weight",
  "length",
  "height",
  "width",
  "rank",
  "ranks",
  "variant_rank",
  "size",
  "rate",
  "precision",
]);

/** Every path of a validator at which a number may stand, as the fields that lead to it. */
function numbersIn(schema: Schema | (() => Schema) | undefined, path: string[] = []): string[][] {
  // A validator with additional data is a function that answers the schema.
  if (typeof schema === "function") return numbersIn((schema as () => Schema)(), path);
  const definition = schema?._def ?? schema?.def;
  if (!definition || path.length > 12) return [];
  const { type, typeName } = definition;
  if (typeName === "ZodNumber" || type === "number") return [path];
  const shape = typeof definition.shape === "function" ? definition.shape() : definition.shape;
  if (shape) return Object.entries(shape).flatMap(([field, inner]) => numbersIn(inner, [...path, field]));
  const wrapped = ["innerType", "schema", "in", "out", "left", "right", "element", "valueType", "type"];
  const inner = wrapped.flatMap((part) => {
    const candidate = definition[part];
    return typeof candidate === "object" && candidate !== null ? [candidate as Schema] : [];
  });
  return [...inner, ...(definition.options ?? [])].flatMap((one) => numbersIn(one, path));
}

interface AdminRoute {
  matcher: string;
  method?: string | string[];
  methods?: string | string[];
  middlewares?: { schema?: Schema }[];
}

/** The body validators of Medusa's installed version, by its own tables of admin routes. */
function validatedRoutes(): { route: string; method: string; numbers: string[][] }[] {
  const validation = require(join(modules, "framework", "dist", "http", "utils", "validate-body.js"));
  const original = validation.validateAndTransformBody;
  validation.validateAndTransformBody = (schema: Schema) => Object.assign(() => undefined, { schema });
  const api = join(modules, "medusa", "dist", "api", "admin");
  try {
    const tables = readdirSync(api)
      .map((part) => join(api, part, "middlewares.js"))
      .filter((file) => existsSync(file))
      .flatMap((file) => Object.values(require(file)) as AdminRoute[][]);
    return tables
      .flat()
      .flatMap(({ matcher, method, methods, middlewares }) =>
        (middlewares ?? []).flatMap(({ schema }) =>
          schema ? [{ route: matcher, method: String(methods ?? method), numbers: numbersIn(schema) }] : [],
        ),
      );
  } finally {
    validation.validateAndTransformBody = original;
  }
}

describe("Medusa's admin routes", () => {
  const routes = validatedRoutes();
  const checked = routes.flatMap(({ route, method, numbers }) =>
    numbers
      .filter((path) => meaningOf(path) !== "other")
      .map((path) => ({ route, method, field: path.join(".") })),
  );

  it("have no number of which nobody said whether it is money or pieces", () => {
    expect(routes.length).toBeGreaterThan(150);
    const unknown = routes.flatMap(({ route, numbers }) =>
      numbers
        .filter((path) => meaningOf(path) === "other" && !path.some((field) => OTHER_NUMBERS.has(field)))
        .map((path) => `${route} ${path.join(".")}`),
    );
    expect(unknown.filter((one) => !/shipping-options.* prices\.rules\.value$/.test(one))).toEqual([]);
  });

  it("that carry money or pieces are all behind the door", () => {
    expect(checked.length).toBeGreaterThan(100);
    const open = checked.filter(
      ({ route, method }) =>
        method !== "POST" || !GUARDED_PARTS.some((part) => `${route}/`.startsWith(`/admin/${part}/`)),
    );
    expect(open).toEqual([]);
  });

  it("are those that the door was made for", () => {
    const parts = new Set(checked.map(({ route }) => route.split("/")[2]));
    expect([...parts].sort()).toEqual([...GUARDED_PARTS].sort());
  });
});
