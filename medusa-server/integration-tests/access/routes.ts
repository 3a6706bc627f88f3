import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { routesBelow } from "@tengman/plugin-kit/testing";

/** A route of the running shop. */
export interface Route {
  method: string;
  /** With its parameters: `/store/orders/:id`. */
  path: string;
}

const root = join(__dirname, "..", "..", "..");

/** Where route files lie that the shop may serve: Medusa's, every plugin's and the shop's own, as they were built. */
function apiFolders(): string[] {
  const medusa = join(dirname(require.resolve("@medusajs/medusa/package.json")), "dist", "api");
  const plugins = readdirSync(join(root, "plugins")).map((plugin) => join(root, "plugins", plugin));
  const built = [...plugins, join(root, "medusa-server")].map((folder) =>
    join(folder, ".medusa", "server", "src", "api"),
  );
  return [medusa, ...built.filter((folder) => existsSync(folder))];
}

/** Every route, once; the log-in routes for every kind of account and provider they can be called for. */
export function routesOfTheShop(): Route[] {
  const written = apiFolders().flatMap((folder) => routesBelow(folder).map((text) => text.split(" ")));
  const routes = written.flatMap(([method = "", path = ""]) =>
    callable(path).map((one) => ({ method, path: one })),
  );
  return [...new Map(routes.map((route) => [`${route.method} ${route.path}`, route])).values()];
}

const ACCOUNTS = ["user", "customer"];
const PROVIDERS = ["email", "emailpass", "phone", "wechat"];

function callable(path: string): string[] {
  if (!path.startsWith("/auth/")) return [path];
  const accounts = path.includes(":actor_type") ? ACCOUNTS : [""];
  const providers = path.includes(":auth_provider") ? PROVIDERS : [""];
  return accounts.flatMap((account) =>
    providers.map((provider) => path.replace(":actor_type", account).replace(":auth_provider", provider)),
  );
}
