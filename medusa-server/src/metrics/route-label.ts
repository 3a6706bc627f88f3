import { isApi } from "../front/surfaces";

/** Folders of files, each one label: their names are without number. */
const FILES = /^\/(assets|static|app)(\/|$)/i;

/**
 * The label under which a request is counted: its route's pattern, never its address, so that there are as many as the
 * shop has routes, and none names an order or a person.
 * @param pattern of the route that answered; undefined when none did
 */
export function routeLabel(path: string, pattern: string | undefined): string {
  if (pattern !== undefined && pattern !== "/") return pattern;
  const folder = FILES.exec(path)?.[1];
  if (folder) return `/${folder.toLowerCase()}/*`;
  return isApi(path) ? "(no route)" : "(page)";
}

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** A request's method; anybody may send words of their own. */
export function methodLabel(method: string): string {
  return METHODS.has(method) ? method : "(other)";
}
