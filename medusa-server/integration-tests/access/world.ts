import { createHmac, randomUUID } from "node:crypto";
import {
  eventually,
  merchantOf,
  newClerk,
  newPerson,
  type Person,
  ship,
} from "../../../plugins/distribution/integration-tests/people";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";

/** Who asks, with the headers they send. */
export const ROLES = [
  "nobody",
  "key",
  "shopper A",
  "shopper B",
  "distributor",
  "no customer yet",
  "owner",
  "clerk",
  "clerk of goods",
  "clerk of after-sales",
  "operator",
  "finance",
  "service",
  "API key",
  "removed user",
  "token of no algorithm",
  "forged token",
  "expired token",
] as const;
export type Role = (typeof ROLES)[number];

/** Everything somebody of the shop owns, by the name of a path's parameter or of the segment before it. */
export type Things = Record<string, string>;

export interface World {
  headers: Record<Role, Record<string, string>>;
  things: Things;
}

const CLERKS = {
  "clerk@tengman.local": [],
  "goods@tengman.local": ["manage_products"],
  "after-sales@tengman.local": ["handle_after_sales"],
};

/** The roles that the owner gives in the admin; nothing is granted to them besides. */
export const STAFF = {
  operator: "operator@tengman.local",
  finance: "finance@tengman.local",
  service: "service@tengman.local",
};

/** Who was granted what. */
export const OWNERS_AND_CLERKS = {
  "merchant@tengman.local": ["*"],
  "second-owner@tengman.local": ["*"],
  ...CLERKS,
};

/** A shop in which A has ordered, complained and saved an address, D has earned and asked for a payout. */
export async function makeWorld(shop: TestShop): Promise<World> {
  const merchant = await merchantOf(shop);
  const A = await newPerson(shop, "甲");
  const B = await newPerson(shop, "乙");
  const D = await newPerson(shop, "丁");
  await D.join();
  const share_token = await D.shareToken();
  await A.bind(share_token);
  const things = {
    ...(await thingsOfShopper(shop, A, merchant)),
    payouts: await payoutOf(shop, D, merchant),
    token: share_token,
  };
  return { headers: await headersOf(shop, { A, B, D }, merchant), things };
}

type Merchant = Awaited<ReturnType<typeof merchantOf>>;

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A paid order in dispute, one that waits for its payment, an address. */
async function thingsOfShopper(shop: TestShop, A: Person, merchant: Merchant): Promise<Things> {
  const { products } = (await A.ask("GET", "/store/mall/products?limit=1")).body;
  const { product } = (await A.ask("GET", `/store/mall/products/${products[0].id}`)).body;
  const [{ id: variant_id }] = product.variants;
  const matured = await A.buy([{ variant_id, quantity: 12 }]);
  await shipAndReceive(A, matured.id, merchant);
  const paid = await A.buy([{ variant_id, quantity: 1 }]);
  await reaches(A, paid.id, "to_ship");
  const unpaid = await A.order([{ variant_id, quantity: 1 }]);
  const photo_id = await upload(shop, A, paid.id);
  const items = paid.items.map(({ id, quantity }: { id: string; quantity: number }) => ({
    order_line_id: id,
    quantity,
  }));
  const wish = { type: "refund_only", reason: "other", items, photo_ids: [photo_id] };
  const asked = await A.ask("POST", `/store/mall/orders/${paid.id}/after-sales`, wish);
  const address = { first_name: "甲", address_1: "文三路 1 号", city: "杭州市", country_code: "cn" };
  await A.ask("POST", "/store/customers/me/addresses", address);
  const found = await shop.pool.query(
    `select o.cart_id as carts, c.payment_collection_id as "payment-collections", s.id as "payment-sessions",
            (select id from customer_address where first_name = '甲' limit 1) as address_id
       from order_cart o join order_payment_collection c on c.order_id = o.order_id
       join payment_session s on s.payment_collection_id = c.payment_collection_id where o.order_id = $1`,
    [unpaid.id],
  );
  return {
    ...found.rows[0],
    orders: paid.id,
    "after-sales": asked.body.after_sale.id,
    photo_id,
    line_id: paid.items[0].id,
    products: product.id,
  };
}

async function upload(shop: TestShop, who: Person, order_id: string): Promise<string> {
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
  const answer = await fetch(`${shop.origin}/store/mall/orders/${order_id}/after-sales/photos`, {
    method: "POST",
    headers: {
      "x-publishable-api-key": rows[0].token,
      authorization: `Bearer ${who.token}`,
      "content-type": "image/png",
    },
    body: new Uint8Array(PNG),
  });
  return ((await answer.json()) as { photo: { id: string } }).photo.id;
}

const reaches = (who: Person, order_id: string, state: string) =>
  eventually(
    async () => (await who.ask("GET", `/store/mall/orders/${order_id}`)).body.order.state,
    (seen) => seen === state,
  );

async function shipAndReceive(who: Person, order_id: string, merchant: Merchant): Promise<void> {
  await reaches(who, order_id, "to_ship");
  await ship(merchant, order_id);
  await reaches(who, order_id, "shipped");
  await who.ask("POST", `/store/mall/orders/${order_id}/receipt`);
}

/** What the first order earned is out of its holding days; D asks for a part of it. */
async function payoutOf(shop: TestShop, D: Person, merchant: Merchant): Promise<string> {
  const { rows } = await eventually(
    () => shop.pool.query("select order_line_id from distribution.accrual where matures_at is not null"),
    (seen) => seen.rows.length > 0,
    60_000,
  );
  await shop.pool.query("update distribution.accrual set matures_at = now() where order_line_id = $1", [
    rows[0].order_line_id,
  ]);
  await merchant("POST", "/admin/workflows-executions/job-distribution-mature-accruals/run", {});
  await eventually(
    async () => (await D.ask("GET", "/store/distribution/me")).body.balances.available_fen,
    (fen) => fen !== "0",
    90_000,
  );
  const identity = {
    real_name: "王小藤",
    id_number: "11010119900307803X",
    consent: true,
    notice_version: "2026-03",
  };
  await D.ask("POST", "/store/distribution/me/identity", identity);
  const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
  const wish = { amount_fen: "1000", payee, idempotency_key: randomUUID() };
  const asked = await D.ask("POST", "/store/distribution/me/payouts", wish);
  if (asked.status !== 201) throw new Error(`no payout: ${JSON.stringify(asked.body)}`);
  return asked.body.payout.id;
}

async function headersOf(
  shop: TestShop,
  { A, B, D }: Record<"A" | "B" | "D", Person>,
  merchant: Merchant,
): Promise<World["headers"]> {
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
  const key = { "x-publishable-api-key": rows[0].token };
  const bearer = (token: string) => ({ ...key, authorization: `Bearer ${token}` });
  for (const email of [...Object.keys(CLERKS), ...Object.values(STAFF), "removed@tengman.local"])
    await newClerk(shop, merchant, email);
  const staff = await staffOf(shop, merchant, bearer);
  const owner = await tokenOfUser(shop, shop.admin.email);
  const removed = await tokenOfUser(shop, "removed@tengman.local");
  const removedId = claimsOf(removed).actor_id;
  if ((await merchant("DELETE", `/admin/users/${removedId}`)).status !== 200)
    throw new Error("nobody was removed");
  const made = await merchant("POST", "/admin/api-keys", { title: "a machine", type: "secret" });
  const [header = "", payload = ""] = owner.split(".");
  const second = Math.floor(Date.now() / 1_000);
  return {
    nobody: {},
    key,
    "shopper A": bearer(A.token ?? ""),
    "shopper B": bearer(B.token ?? ""),
    distributor: bearer(D.token ?? ""),
    "no customer yet": bearer(
      signed(JWT_SECRET, { ...claimsOf(B.token ?? ""), actor_id: "", app_metadata: {}, exp: second + 3_600 }),
    ),
    owner: bearer(owner),
    clerk: bearer(await tokenOfUser(shop, "clerk@tengman.local")),
    "clerk of goods": bearer(await tokenOfUser(shop, "goods@tengman.local")),
    "clerk of after-sales": bearer(await tokenOfUser(shop, "after-sales@tengman.local")),
    ...staff,
    "API key": {
      ...key,
      authorization: `Basic ${Buffer.from(`${made.body.api_key.token}:`).toString("base64")}`,
    },
    "removed user": bearer(removed),
    "token of no algorithm": bearer(`${encoded({ alg: "none", typ: "JWT" })}.${payload}.`),
    "forged token": bearer(signed("another secret of the same length".padEnd(64, "x"), claimsOf(owner))),
    "expired token": bearer(
      signed(JWT_SECRET, { ...claimsOf(owner), iat: second - 90, exp: second - 1 }, header),
    ),
  };
}

/** The headers of those whose role the owner gives, by role; they logged in before they had it. */
async function staffOf(
  shop: TestShop,
  merchant: Merchant,
  bearer: (token: string) => Record<string, string>,
) {
  const headers = async (role: keyof typeof STAFF) => {
    const token = await tokenOfUser(shop, STAFF[role]);
    const given = await merchant("POST", `/admin/mall/roles/${claimsOf(token).actor_id}`, { role });
    if (given.status !== 200) throw new Error(`no role was given: ${JSON.stringify(given.body)}`);
    return bearer(token);
  };
  return {
    operator: await headers("operator"),
    finance: await headers("finance"),
    service: await headers("service"),
  };
}

/** What every test shop signs with. */
const JWT_SECRET = "j".repeat(64);

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

function signed(secret: string, claims: object, header = encoded({ alg: "HS256", typ: "JWT" })): string {
  const text = `${header}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

export async function tokenOfUser(
  shop: TestShop,
  email: string,
  password = shop.admin.password,
): Promise<string> {
  const answer = await fetch(`${shop.origin}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const { token } = (await answer.json()) as { token?: string };
  if (!token) throw new Error(`${email} could not log in: ${answer.status}`);
  return token;
}
