import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { type Asked, ask, matrixOf } from "./access/ask";
import { expectationOf, isAsExpected } from "./access/expectations";
import { describeRights } from "./access/rights";
import { routesOfTheShop } from "./access/routes";
import { makeWorld, OWNERS_AND_CLERKS, ROLES, type Role, STAFF, type World } from "./access/world";

let shop: TestShop;
let world: World;
const routes = routesOfTheShop();

beforeAll(async () => {
  shop = await openTestShop({
    name: "access",
    extraEnvironment: {
      DISTRIBUTION_PAYOUT_PROVIDER: "manual",
      DISTRIBUTION_IDENTITY_KEY: Buffer.alloc(32, 7).toString("base64"),
      SHOP_ADMIN_PERMISSIONS: JSON.stringify(OWNERS_AND_CLERKS),
    },
  });
  world = await makeWorld(shop);
}, 300_000);
afterAll(() => shop?.close());

/** Those who change nothing come first, the owner last. */
const order = (role: string): number => (role === "owner" ? 2 : role.startsWith("shopper A") ? 1 : 0);
const roles = ROLES.toSorted((one, other) => order(one) - order(other));

describeRights(() => ({ shop, world }));

describe("every route", () => {
  it("has an expectation for every role", () => {
    const forgotten = routes.filter((route) => ROLES.some((role) => !expectationOf(route, role)));
    expect(forgotten).toEqual([]);
    expect(routes.length).toBeGreaterThan(500);
  });

  it("answers every role as it should, nobody with 5xx, and leaves what is A's and D's as it was", async () => {
    const wrong: string[] = [];
    const before = await ownThings();
    let asked = 0;
    const admitted = new Map<string, number>();
    await matrixOf(routes, roles, async (route, role) => {
      // Whoever is let in asks for what is not there; whoever is not asks for what is A's and D's.
      const expectation = expectationOf(route, role);
      // A role opens and closes the merchant's routes alone; elsewhere its holder is a user as the owner is.
      if (role in STAFF && !route.path.startsWith("/admin/")) return;
      // A log-out would end what the others of its kind still need, and a copy of everything asks for a log-in of the last
      // minutes; front.spec.ts and privacy.spec.ts have them.
      if (expectation === "passes" && ELSEWHERE.includes(`${route.method} ${route.path}`)) return;
      const answer = await ask(shop, world, route, role, expectation === "passes" ? "missing" : "owned");
      asked++;
      const isMerchants = route.path.startsWith("/admin/") && answer.status !== 401 && answer.status !== 403;
      if (isMerchants) admitted.set(role, (admitted.get(role) ?? 0) + 1);
      if (!expectation || answer.status >= 500 || !isAsExpected(expectation, answer.status, answer.code)) {
        wrong.push(`${role}: ${route.method} ${route.path} ${expectation}, but ${short(answer)}`);
      }
    });
    console.log(`access: ${routes.length} routes × ${ROLES.length} roles, ${asked} requests`);
    const merchants = routes.filter(({ path }) => path.startsWith("/admin/")).length;
    const counts = ["owner", ...Object.keys(STAFF)].map((role) => `${role} ${admitted.get(role)}`);
    console.log(`access: of ${merchants} routes of the admin are open to ${counts.join(", ")}`);
    expect(wrong).toEqual([]);
    expect(await ownThings()).toEqual(before);
  }, 600_000);
});

const ELSEWHERE = [
  "POST /store/mall/session/revoke",
  "DELETE /store/accounts/sessions",
  "GET /store/accounts/export",
];

/** What A and D see of their own. */
async function ownThings(): Promise<Record<string, string>> {
  const own: [Role, string][] = [
    ["shopper A", "/store/mall/orders/:id"],
    ["shopper A", "/store/mall/after-sales/:id"],
    ["shopper A", "/store/orders/:id"],
    ["shopper A", "/store/customers/me/addresses/:address_id"],
    ["distributor", "/store/distribution/me/payouts/:id"],
  ];
  const seen = await Promise.all(
    own.map(async ([role, path]) => [
      path,
      (await ask(shop, world, { method: "GET", path }, role, "owned")).text,
    ]),
  );
  return Object.fromEntries(seen);
}

describe("what is somebody else's", () => {
  it("is to B and to the distributor as if it were not there", async () => {
    const wrong: string[] = [];
    const owned = routes.filter(({ path }) => path.startsWith("/store/") && path.includes(":"));
    await matrixOf(
      owned,
      ["key", "no customer yet", "clerk", "shopper B", "distributor"],
      async (route, role) => {
        if (role === "distributor" && /payouts|share-tokens/.test(route.path)) return;
        const [existing, missing] = [
          await ask(shop, world, route, role, "owned"),
          await ask(shop, world, route, role, "missing"),
        ];
        const isPublic = /\/(?:products|product-categories)\//.test(route.path);
        if (!isPublic && existing.text !== missing.text) {
          wrong.push(`${role}: ${route.method} ${route.path} ${short(existing)}, missing: ${short(missing)}`);
        }
      },
    );
    expect(wrong).toEqual([]);
  }, 120_000);

  it("is theirs to see", async () => {
    for (const [path, text] of Object.entries(await ownThings())) expect([path, text]).toEqual([path, SEEN]);
  });
});

const SEEN = expect.stringMatching(/^200 /);
const short = ({ status, text }: Asked): string => `${status} ${text.slice(0, 160)}`;
