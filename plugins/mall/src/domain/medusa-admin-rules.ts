/**
 * What somebody at the merchant's may be allowed in the mall's own pages and in Medusa's. `read` is everybody's who may
 * log in; `manage_access` makes owners: whoever may invite people may invite themselves under another name.
 */
export const PERMISSIONS = [
  "read",
  "handle_after_sales",
  "issue_invoices",
  "answer_reviews",
  "ship_orders",
  "edit_shop",
  "manage_orders",
  "move_money",
  "manage_products",
  "manage_customers",
  "manage_promotions",
  "manage_settings",
  "manage_access",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What a request below /admin asks for. */
export interface Demand {
  permission: Permission | "*";
  /** Never open to an API key, whatever it was granted: a key that leaked must not make people or keys. */
  people_only: boolean;
}

const READ: Demand = { permission: "read", people_only: false };
/** Nobody decided who may use this route: a release of Medusa's may bring one. */
const UNLISTED: Demand = { permission: "*", people_only: false };
const ACCESS: Demand = { permission: "manage_access", people_only: true };

/**
 * Below which of Medusa's paths writing asks for what. The first that fits decides, so the narrow ones come first;
 * `:id` stands for one segment.
 */
const WRITING: readonly (readonly [Permission, readonly string[]])[] = [
  ["manage_access", ["users", "invites", "api-keys", "rbac", "workflows-executions"]],
  [
    "move_money",
    [
      "payments",
      "payment-collections",
      "orders/:id/cancel",
      "orders/:id/credit-lines",
      "orders/:id/payment-sessions",
    ],
  ],
  ["manage_customers", ["customers", "customer-groups", "orders/:id/transfer"]],
  [
    "manage_orders",
    [
      "orders",
      "draft-orders",
      "order-edits",
      "order-changes",
      "returns",
      "exchanges",
      "claims",
      "fulfillments",
      "reservations",
    ],
  ],
  [
    "manage_products",
    [
      "products",
      "product-categories",
      "product-options",
      "product-tags",
      "product-types",
      "product-variants",
      "collections",
      "inventory-items",
      "uploads",
    ],
  ],
  ["manage_promotions", ["promotions", "campaigns", "price-lists"]],
  [
    "manage_settings",
    [
      "fulfillment-sets",
      "index",
      "layouts",
      "price-preferences",
      "property-labels",
      "refund-reasons",
      "regions",
      "return-reasons",
      "sales-channels",
      "search-indexes",
      "shipping-option-types",
      "shipping-options",
      "shipping-profiles",
      "stock-locations",
      "stores",
      "tax-rates",
      "tax-regions",
      "translations",
      "views",
    ],
  ],
];

/** An invitation's answer holds the token that accepts it; a run of a workflow holds whatever it was given. */
const READING_IS_ACCESS = ["invites", "workflows-executions"];

/**
 * What one of Medusa's own routes asks for.
 * @param path as it was sent, from `/admin` on; Express takes any case and a slash at the end, and so does this
 */
export function demandOf(method: string, path: string): Demand {
  const segments = segmentsOf(path);
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") {
    return READING_IS_ACCESS.some((prefix) => isBelow(segments, prefix)) ? ACCESS : READ;
  }
  const found = WRITING.find(([, prefixes]) => prefixes.some((prefix) => isBelow(segments, prefix)));
  if (!found) return UNLISTED;
  return found[0] === "manage_access" ? ACCESS : { permission: found[0], people_only: false };
}

/** Medusa's routes of features that a shop may have switched off; without them they answer 500, or never. */
const FEATURES: readonly (readonly [feature: string, readonly string[]])[] = [
  ["rbac", ["rbac", "users/:id/roles"]],
  ["index_engine", ["index"]],
];

/** The feature flag a path belongs to; null for what is always there. */
export function featureOf(path: string): string | null {
  const segments = segmentsOf(path);
  const found = FEATURES.find(([, prefixes]) => prefixes.some((prefix) => isBelow(segments, prefix)));
  return found?.[0] ?? null;
}

/** Whether a path lies below one of these, such as `/admin/wechat-pay`. */
export function isBelowAny(path: string, prefixes: readonly string[]): boolean {
  const segments = segmentsOf(path);
  return prefixes.some((prefix) => isBelow(segments, prefix.replace(/^\/admin\//, "")));
}

/** Whose own profile, or whose password, a request is about. */
export function userAskedAbout(
  method: string,
  path: string,
): { id: string; what: "profile" | "password" } | null {
  if (method !== "POST") return null;
  const [area, id, what, ...more] = path.split("/").filter(Boolean).slice(1);
  if (area?.toLowerCase() !== "users" || id === undefined || more.length > 0) return null;
  if (what === undefined) return { id, what: "profile" };
  return what.toLowerCase() === "reset-password" ? { id, what: "password" } : null;
}

const segmentsOf = (path: string): string[] => path.toLowerCase().split("/").filter(Boolean).slice(1);

function isBelow(segments: readonly string[], prefix: string): boolean {
  return prefix.split("/").every((part, index) => {
    const segment = segments[index];
    return segment !== undefined && (part.startsWith(":") || part === segment);
  });
}
