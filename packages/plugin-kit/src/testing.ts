import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * Every method and path that the route files below a folder offer, as Medusa registers them: `POST /admin/orders/:id`.
 * Reads sources and builds.
 * @param apiFolder the folder whose paths begin with `/`
 */
export function routesBelow(apiFolder: string): string[] {
  const routeFile = /(?:^|[\\/])route\.[jt]s$/;
  const files = readdirSync(apiFolder, { recursive: true, encoding: "utf8" }).filter((file) =>
    routeFile.test(file),
  );
  return files
    .flatMap((file) => {
      const folders = file.replace(routeFile, "").replaceAll(sep, "/");
      const path = `/${folders.replaceAll(/\[(\w+)\]/g, ":$1")}`;
      return methodsOf(readFileSync(join(apiFolder, file), "utf8")).map((method) => `${method} ${path}`);
    })
    .toSorted();
}

function methodsOf(source: string): string[] {
  const offered = source.matchAll(
    /(?:export (?:async function|function|const) |exports\.)(GET|POST|PUT|PATCH|DELETE)\b/g,
  );
  return [...new Set([...offered].map(([, method]) => method as string))];
}
