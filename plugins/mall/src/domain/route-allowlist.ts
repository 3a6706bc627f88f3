import type { Fields } from "./answer-fields";

/** Who may call a route. The routes of plugins that are `public` here keep their own rules. */
export const ACCESSES = ["public", "customer", "order_customer", "payment_customer", "user"] as const;

/**
 * - `public`: whoever holds the publishable key
 * - `customer`: a shopper who is logged in
 * - `order_customer`: the shopper whose order the path's `:id` is
 * - `payment_customer`: the shopper whose order is paid through the payment session that the path's `:id` is
 * - `user`: somebody of the merchant's who is logged in to the admin
 */
export type Access = (typeof ACCESSES)[number];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** A route that may be called. */
export interface AllowedRoute {
  /** Undefined: every method. */
  method?: Method;
  /** As Express writes paths: `:id` is one segment; `/*` at the end is everything below. */
  path: string;
  access: Access;
  /** What a successful answer may show; undefined where the route's own plugin decides. */
  answer?: Answer;
}

/** The fields that an answer of Medusa's may show. */
export interface Answer {
  /** Of the whole body. */
  body: Fields;
  /** Of the entity which the query's `fields` and `order` speak of. */
  entity: Fields;
}

/** A request that has been let through: the route's row, and the path's `:id` as it was sent. */
export interface Allowed {
  route: AllowedRoute;
  id: string;
}

/** Finds the row for a request: `method` in capitals, `path` as it was sent, before anything is decoded. */
export type Allowlist = (method: string, path: string) => Allowed | null;

/**
 * Compares paths as Express does: in any case, with a slash more at the end, and without decoding, so that what is
 * let through is what Express will call.
 */
export function allowlistOf(routes: readonly AllowedRoute[]): Allowlist {
  const rows = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return (method, path) => {
    // Express answers HEAD with the route of GET.
    const called = method === "HEAD" ? "GET" : method;
    for (const { route, pattern } of rows) {
      if (route.method !== undefined && route.method !== called) continue;
      const match = pattern.exec(path);
      if (match) return { route, id: match.groups?.id ?? "" };
    }
    return null;
  };
}

function patternOf(path: string): RegExp {
  const below = path.endsWith("/*");
  const segments = (below ? path.slice(0, -2) : path).split("/").slice(1);
  const pattern = segments.map((segment) => `/${segment === ":id" ? "(?<id>[^/]+)" : literal(segment)}`);
  return new RegExp(`^${pattern.join("")}${below ? "(?:/.*)?" : "/?"}$`, "i");
}

const literal = (segment: string): string => segment.replaceAll(/[^\w-]/g, "\\$&");

const ROUTE = /^(?:([A-Z]+) )?(\/(?:store|auth|cloud|hooks\/payment)(?:\/[\w:-]+)+(?:\/\*)?)$/;

/**
 * Reads a route of a plugin as the configuration writes it: `POST /auth/customer/wechat`, or `/store/distribution/*` for
 * every method and everything below.
 * @returns null when it is not written like that.
 */
export function readRoute(written: string, access: Access): AllowedRoute | null {
  const [, method, path] = ROUTE.exec(written) ?? [];
  if (path === undefined || (method === undefined) !== path.endsWith("/*")) return null;
  const parameters = path.split("/").filter((segment) => segment.includes(":"));
  if (parameters.length > 1 || parameters.some((segment) => segment !== ":id")) return null;
  if (method === undefined) return { path, access };
  const known = METHODS.find((one) => one === method);
  return known ? { method: known, path, access } : null;
}
