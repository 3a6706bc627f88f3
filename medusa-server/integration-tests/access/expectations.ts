import type { Route } from "./routes";
import type { Role } from "./world";

/**
 * What an answer must be like.
 * - `passes`: let in; what came of it is the route's own affair, so 401 and 403 are wrong
 * - `unkeyed`: 400, the publishable key is missing
 * - `unknown`: 401, who asks is not known
 * - `forbidden`: 403 with a code, who asks is known and may not
 * - `closed`: 404 `route_not_found`, the shop does not offer this route of Medusa's
 * - `refused`: 401, 403 or 404: a log-in that is tried without its secret
 */
export type Expectation = "passes" | "unkeyed" | "unknown" | "forbidden" | "closed" | "refused";

/** A rule for one path or, with `/*` at the end, for everything below. Routes that no rule fits fail the test. */
type Rules = readonly (readonly [pattern: string, expect: (role: Role, method: string) => Expectation])[];

const CUSTOMERS: readonly Role[] = ["shopper A", "shopper B", "distributor"];
const USERS: readonly Role[] = [
  "owner",
  "clerk",
  "clerk of goods",
  "clerk of after-sales",
  "operator",
  "finance",
  "service",
];
const isReading = (method: string): boolean => method === "GET";

const inTheShop =
  (expect: (role: Role) => Expectation) =>
  (role: Role): Expectation =>
    role === "nobody" ? "unkeyed" : expect(role);

const everybody = inTheShop(() => "passes");
const closed = inTheShop(() => "closed");
const customers = inTheShop((role) => (CUSTOMERS.includes(role) ? "passes" : "unknown"));
/** What a distributor has; writing refuses what is missing in the body first. */
const distributorsReading = (role: Role, method: string): Expectation =>
  isReading(method) && (role === "shopper A" || role === "shopper B") ? "forbidden" : customers(role);
/** Who may change how they log in: they must have logged in a moment ago, and what they name is not there. */
const freshCustomers = inTheShop((role) => (CUSTOMERS.includes(role) ? "refused" : "unknown"));
const loggedIn = inTheShop((role) =>
  CUSTOMERS.includes(role) || role === "no customer yet" ? "passes" : "unknown",
);

/** The narrow ones come first. */
const STORE: Rules = [
  ["/store/mall/home", everybody],
  ["/store/mall/disclosures", everybody],
  ["/store/mall/coupons", everybody],
  [
    "/store/mall/products/:id/questions",
    (role, method) => (isReading(method) ? everybody(role) : customers(role)),
  ],
  ["/store/mall/products/*", everybody],
  ["/store/mall/session/revoke", loggedIn],
  ["/store/mall/*", customers],
  ["/store/distribution/program", everybody],
  ["/store/distribution/openapi.json", everybody],
  ...[
    "appeals",
    "daily",
    "data",
    "entries",
    "identity",
    "invitations",
    "orders",
    "payouts",
    "ranking",
    "statements",
    "team",
  ].map((own) => [`/store/distribution/me/${own}`, distributorsReading] as const),
  ["/store/distribution/*", customers],
  ["/store/official-account/*", customers],
  ["/store/wechat/js-sdk-config", everybody],
  ["/store/wechat/customers", loggedIn],
  ["/store/wechat-pay/payment-sessions/*", customers],
  ["/store/phone-login/codes", everybody],
  ["/store/accounts/email/*", everybody],
  ["/store/accounts/password", customers],
  ["/store/accounts/identities", customers],
  ["/store/accounts/identities/:provider", freshCustomers],
  ["/store/insights/events", everybody],
  ["/store/accounts/sessions", customers],
  ["/store/accounts/sessions/:id", freshCustomers],
  ["/store/accounts/profile", customers],
  ["/store/accounts/consents", customers],
  ["/store/accounts/closure", customers],
  ["/store/accounts/export", customers],
  ["/store/products", everybody],
  ["/store/products/:id", everybody],
  ["/store/product-categories", everybody],
  ["/store/product-categories/:id", everybody],
  ["/store/customers/me", customers],
  ["/store/customers/me/addresses/*", customers],
  ["/store/orders/:id", customers],
  ["/store/*", closed],
];

const users = (role: Role): Expectation => (USERS.includes(role) ? "passes" : "unknown");
/** Where Medusa looks at the body before anybody looks for the user. */
const usersOrRemoved = (role: Role): Expectation => (role === "removed user" ? "refused" : users(role));

const AUTH: Rules = [
  ["/auth/user/providers", () => "passes"],
  ["/auth/user/emailpass", (_, method) => (isReading(method) ? "closed" : "refused")],
  ["/auth/user/emailpass/register", () => "refused"],
  ["/auth/user/emailpass/reset-password", () => "refused"],
  ["/auth/user/emailpass/update", () => "refused"],
  ["/auth/session", (role, method) => (method === "DELETE" ? "unknown" : users(role))],
  ["/auth/token/refresh", users],
  ["/auth/mfa/*", usersOrRemoved],
  ["/auth/customer/wechat", (_, method) => (isReading(method) ? "closed" : "passes")],
  ["/auth/customer/email", (_, method) => (isReading(method) ? "closed" : "refused")],
  ["/auth/customer/phone", (_, method) => (isReading(method) ? "closed" : "refused")],
  ["/auth/customer/wechat/callback", (_, method) => (isReading(method) ? "closed" : "refused")],
  ["/auth/*", () => "closed"],
];

/** Reading that shows what only some may see. */
const SENSITIVE = [
  "/admin/crm/segments/:id/export",
  "/admin/mall/to-ship/export",
  "/admin/invites",
  "/admin/invites/:id",
  "/admin/workflows-executions/*",
  "/admin/distribution/audit",
  "/admin/distribution/identity-corrections/:id",
  "/admin/distribution/payouts/batches",
  "/admin/distribution/payouts/:id",
  "/admin/distribution/tax-reports/export",
];

const below = (areas: string): string[] => areas.split(" ").map((area) => `/admin/${area}/*`);

const GOODS = below(
  "products product-categories product-options product-tags product-types product-variants collections inventory-items uploads",
);
const ORDERS = below(
  "orders draft-orders order-edits order-changes returns exchanges claims fulfillments reservations",
);
const SETTINGS = below(
  "fulfillment-sets index layouts price-preferences property-labels refund-reasons regions return-reasons sales-channels search-indexes shipping-option-types shipping-options shipping-profiles stock-locations stores tax-rates tax-regions translations views",
);
const SEEING_TO_ALERTS = ["/admin/insights/alerts/:id/acknowledge"];
const CUSTOMERS_AND_GROUPS = below("customers customer-groups");
/** Writing to an order that moves money. */
const ORDER_MONEY = ["cancel", "credit-lines", "payment-sessions"].map((act) => `/admin/orders/:id/${act}/*`);

/** What those who are no owners may write, and what of it not; what they may read of what only some may see. */
const GRANTED: Partial<
  Record<Role, { writes: readonly string[]; not?: readonly string[]; reads?: readonly string[] }>
> = {
  "clerk of goods": { writes: GOODS },
  "clerk of after-sales": { writes: ["/admin/mall/after-sales/*"] },
  operator: {
    writes: [
      ...GOODS,
      ...ORDERS,
      ...SETTINGS,
      ...CUSTOMERS_AND_GROUPS,
      ...SEEING_TO_ALERTS,
      ...below("insights/alert-settings insights/report-mails"),
      ...below("promotions campaigns price-lists"),
      ...below(
        "mall/after-sales mall/disclosures mall/home mall/questions mall/reviews crm official-account",
      ),
      ...below("mall/parcels mall/orders/:id/mark mall/logistics"),
      ...below(
        "distribution/bindings/changes distribution/costs distribution/distributors distribution/plans",
      ),
      ...below("distribution/identity-corrections distribution/invitations distribution/risk"),
    ],
    not: [...ORDER_MONEY, "/admin/distribution/bindings/changes/:id/approve"],
    reads: ["/admin/mall/to-ship/export"],
  },
  finance: {
    writes: [
      ...SEEING_TO_ALERTS,
      ...ORDER_MONEY,
      ...below("payments payment-collections wechat-pay mall/invoices distribution/payouts"),
      "/admin/distribution/bindings/changes/:id/approve",
      "/admin/distribution/ledger/verify",
      "/admin/distribution/statements/close",
    ],
    reads: SENSITIVE.filter((path) => path.startsWith("/admin/distribution/")),
  },
  service: {
    writes: [
      ...ORDERS,
      ...CUSTOMERS_AND_GROUPS,
      ...SEEING_TO_ALERTS,
      ...below("mall/after-sales mall/questions mall/reviews mall/invoices"),
      ...below("crm/customers crm/rfm crm/segments crm/tags crm/tasks"),
    ],
    not: ORDER_MONEY,
  },
};

/** Questions too long for an address. */
const READ_BY_POST = [
  "/admin/crm/outreach/preview",
  "/admin/crm/segments/count",
  "/admin/crm/segments/customers",
  "/admin/distribution/plans/simulate",
];

function merchant(role: Role, { method, path }: Route): Expectation {
  if (!USERS.includes(role) && role !== "API key") return "unknown";
  if (role === "owner") return "passes";
  const { writes = [], not = [], reads = [] } = GRANTED[role] ?? {};
  if (isReading(method)) return fitsAny(path, SENSITIVE) && !fitsAny(path, reads) ? "forbidden" : "passes";
  if (fitsAny(path, READ_BY_POST)) return "passes";
  return fitsAny(path, writes) && !fitsAny(path, not) ? "passes" : "forbidden";
}

const OPEN: Rules = [
  ["/admin/feature-flags", () => "passes"],
  // Whoever accepts an invitation has registered, and is nobody yet.
  ["/admin/invites/accept", (role) => (usersOrRemoved(role) === "unknown" ? "unknown" : "refused")],
  ["/hooks/wechat-pay/*", () => "unknown"],
  ["/hooks/official-account", () => "unknown"],
  ["/hooks/mall/:service", () => "unknown"],
  // Medusa hands the body to the payment provider, which believes no word of it.
  ["/hooks/payment/:provider", () => "passes"],
  ["/metrics/wechat-pay", () => "refused"],
  ["/cloud/auth/users", () => "closed"],
  ["/cloud/auth", () => "passes"],
];

/** What a role must be answered; undefined when nobody has thought about the route. */
export function expectationOf(route: Route, role: Role): Expectation | undefined {
  const named = [...OPEN, ...STORE, ...AUTH].find(([pattern]) => fits(route.path, pattern));
  if (named) return named[1](role, route.method);
  return route.path.startsWith("/admin/") ? merchant(role, route) : undefined;
}

/** Whether an answer is as expected. */
export function isAsExpected(expectation: Expectation, status: number, code: unknown): boolean {
  switch (expectation) {
    case "passes":
      return status !== 401 && status !== 403;
    case "unkeyed":
      return status === 400;
    case "unknown":
      return status === 401;
    case "forbidden":
      return status === 403 && typeof code === "string";
    case "closed":
      return status === 404 && code === "route_not_found";
    case "refused":
      // Too many tries of a log-in are refused, too.
      return [400, 401, 403, 404, 429].includes(status);
  }
}

const fitsAny = (path: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => fits(path, pattern));

function fits(path: string, pattern: string): boolean {
  const prefix = pattern.replace(/\/\*$/, "");
  return path === prefix || (pattern.endsWith("/*") && path.startsWith(`${prefix}/`));
}
