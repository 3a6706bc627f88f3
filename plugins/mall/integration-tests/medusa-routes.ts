import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/** A route as its file in Medusa says: `/store/orders/:id` with one of its methods. */
export interface MedusaRoute {
  method: string;
  path: string;
}

const API = join(dirname(createRequire(__filename).resolve("@medusajs/medusa/package.json")), "dist", "api");

/** Who logs in, and how: `/auth/:actor_type/:auth_provider` stands for each of these. */
const LOG_INS: Record<string, string[]> = {
  ":actor_type": ["customer", "user"],
  ":auth_provider": ["emailpass", "wechat"],
};

/**
 * Every route of the installed Medusa but the admin's, also those a feature flag hides: from its files, as Medusa itself
 * finds them.
 */
export function medusaRoutes(): MedusaRoute[] {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "route.js" && !file.startsWith("admin"))
    .sort();
  return files.flatMap((file) => {
    const template = `/${dirname(file).replaceAll(/\[(\w+)\]/g, ":$1")}`;
    const methods = [...readFileSync(join(API, file), "utf8").matchAll(/^exports\.([A-Z]+) = \1;$/gm)];
    if (methods.length === 0) throw new Error(`${file} exports no route in the way this test reads them`);
    return methods.flatMap(([, method = ""]) => spelledOut(template).map((path) => ({ method, path })));
  });
}

function spelledOut(template: string): string[] {
  const [parameter, values] = Object.entries(LOG_INS).find(([name]) => template.includes(name)) ?? [];
  if (!parameter || !values) return [template];
  return values.flatMap((value) => spelledOut(template.replace(parameter, value)));
}
