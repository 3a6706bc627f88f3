import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { MEDUSA_ROUTES } from "../src/api/allowlist/medusa-routes";
import { allowlistOf } from "../src/domain/route-allowlist";
import { type Goods, goodsFor } from "./goods";
import { type MedusaRoute, medusaRoutes } from "./medusa-routes";
import { ADDRESS, type Answer, Merchant, publishableKeyOf, Shopper } from "./shopper";

let shop: TestShop;
let key: string;
let merchant: Merchant;
let owner: Shopper;
let stranger: Shopper;
let goods: Goods;
let paid: Sold;
let unpaid: Sold;

/** An order and the inner ids that Medusa's routes go by. */
interface Sold {
  id: string;
  line: string;
  cart: string;
  cart_line: string;
  collection: string;
  session: string;
  shipping_option: string;
}

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-allowlist" });
  key = await publishableKeyOf(shop);
  merchant = await Merchant.logIn(shop);
  owner = await Shopper.logIn(shop, "买家九");
  stranger = await Shopper.logIn(shop, "路人九");
  [goods] = (await goodsFor(owner, 1)) as [Goods];
  paid = await sold();
  await owner.pay(paid.id);
  await owner.orderIn(paid.id, "to_ship");
  unpaid = await sold();
  await owner.post(`/store/mall/orders/${unpaid.id}/payment`, { channel: "jsapi" });
});
afterAll(() => shop?.close());

async function sold(): Promise<Sold> {
  const { order } = (await owner.order([[goods.variant_id, 1]])).body;
  const { rows } = await shop.pool.query(
    `select m.order_id as id, m.cart_id as cart, m.payment_session_id as session,
       (select id from cart_line_item where cart_id = m.cart_id limit 1) as cart_line,
       (select payment_collection_id from order_payment_collection where order_id = m.order_id limit 1) as collection,
       (select id from shipping_option where deleted_at is null limit 1) as shipping_option
     from mall_order m where m.order_id = $1`,
    [order.id],
  );
  return { ...rows[0], line: order.items[0].id };
}

/** Asks as a path is written, which `fetch` would tidy up; without a token, with the publishable key alone. */
function ask(
  method: string,
  path: string,
  { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer & { text: string }> {
  const { hostname, port } = new URL(shop.origin);
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const asked = request(
      {
        hostname,
        port,
        method,
        path,
        headers: {
          "x-publishable-api-key": key,
          ...(sent === undefined
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(sent) }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString();
          resolve({
            status: answer.statusCode ?? 0,
            text,
            body: text.startsWith("{") ? JSON.parse(text) : {},
          });
        });
      },
    );
    asked.on("error", reject);
    asked.end(sent);
  });
}

const CLOSED = {
  status: 404,
  body: { type: "not_found", code: "route_not_found", message: "请求的地址不存在" },
};
const routes = medusaRoutes();
const named = (list: readonly { method?: string | undefined; path: string }[]) =>
  list.map(({ method, path }) => `${method} ${path}`);
const rowOf = ({ method, path }: MedusaRoute) =>
  MEDUSA_ROUTES.find((row) => row.method === method && row.path === path.replace(/:\w+/, ":id"));
const open = routes.filter((route) => rowOf(route));
const closed = routes.filter((route) => !rowOf(route) && !isOurs(route));

/** Official-account answers these two itself, before Medusa would. */
function isOurs({ method, path }: MedusaRoute): boolean {
  return method === "POST" && /^\/auth\/customer\/wechat(\/callback)?$/.test(path);
}

/** The path of a route with ids that exist, so that nothing but the allowlist stands in the way. */
function filled(path: string): string {
  const id = path.startsWith("/store/carts")
    ? unpaid.cart
    : path.startsWith("/store/payment-collections")
      ? unpaid.collection
      : path.startsWith("/store/products")
        ? goods.product_id
        : unpaid.id;
  return path.replace(/:\w+/, id).replace(/:\w+/g, "1");
}

describe("Medusa's own route table", () => {
  it("is known: every row of the allowlist is a route of the installed version, and lets no other through", () => {
    expect(routes.length).toBeGreaterThan(70);
    expect(named(MEDUSA_ROUTES).sort()).toEqual(named(open.map((route) => rowOf(route) ?? route)).sort());
    const allowlist = allowlistOf(MEDUSA_ROUTES);
    for (const route of closed) expect([route, allowlist(route.method, route.path)]).toEqual([route, null]);
  });

  it("answers 404 for every route that is not allowed, to everybody", async () => {
    for (const { method, path } of closed) {
      for (const token of [undefined, stranger.token, owner.token]) {
        const { status, body } = await ask(method, filled(path), { ...(token ? { token } : {}), body: {} });
        expect({ route: `${method} ${path}`, status, body }).toEqual({
          route: `${method} ${path}`,
          ...CLOSED,
        });
      }
    }
    console.info(
      `${routes.length} routes of Medusa, ${open.length} open, ${closed.length} closed, ` +
        `${routes.length - open.length - closed.length} answered by a plugin`,
    );
  });

  it("opens the others to those they are for", async () => {
    for (const route of open) {
      const access = rowOf(route)?.access;
      const path = filled(route.path);
      const [nobody, somebody] = [
        await ask(route.method, path, { body: {} }),
        await ask(route.method, path, { token: stranger.token, body: {} }),
      ];
      const seen = { route: `${route.method} ${route.path}`, statuses: [nobody.status, somebody.status] };
      expect([nobody.body.code, somebody.body.code], seen.route).not.toContain("route_not_found");
      expect(Math.max(...seen.statuses), seen.route).toBeLessThan(500);
      if (access === "customer") expect(nobody.status, seen.route).toBe(401);
      if (access === "user") expect(seen).toEqual({ ...seen, statuses: [401, 401] });
      if (access === "order_customer") expect(seen).toEqual({ ...seen, statuses: [401, 404] });
    }
  });

  it.each([
    ["GET", "/STORE/Carts/:cart"],
    ["GET", "/store/carts/:cart/"],
    ["HEAD", "/store/carts/:cart"],
    ["GET", "/store//carts/:cart"],
    ["GET", "//store/carts/:cart"],
    ["GET", "/store/./carts/:cart"],
    ["GET", "/store/mall/../carts/:cart"],
    ["GET", "/store/mall%2F..%2Fcarts/:cart"],
    ["GET", "/store/%63arts/:cart"],
    ["GET", "/%73tore/carts/:cart"],
    ["GET", "/store/carts/:cart?/store/mall/home"],
    ["GET", "/store/carts/:cart;/store/mall/home"],
    ["GET", "http://shop.cn/store/carts/:cart"],
    ["POST", "/store/mall/../returns"],
  ])("has no back door: %s %s", async (method, path) => {
    const answer = await ask(method, path.replace(":cart", unpaid.cart), { token: owner.token });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(ADDRESS.phone);
  });

  it.each(["x-http-method-override", "x-http-method", "x-method-override"])(
    "minds the method, not %s",
    async (name) => {
      const path = `/store/orders/${unpaid.id}`;
      expect(await ask("POST", path, { token: owner.token, headers: { [name]: "GET" } })).toMatchObject(
        CLOSED,
      );
      const read = await ask("GET", path, { token: owner.token, headers: { [name]: "POST" } });
      expect(read).toMatchObject({ status: 200, body: { order: { id: unpaid.id } } });
    },
  );

  it("says no more of a closed route to a browser that asks first", async () => {
    const asked = await ask("OPTIONS", `/store/carts/${unpaid.cart}`);
    expect(asked).toMatchObject(CLOSED);
  });
});

/** What must be as it was: the order as its shopper and as Medusa see it, its changes, its ways to pay. */
async function stateOf({ id, cart }: Sold) {
  const { order } = (await owner.get(`/store/mall/orders/${id}`)).body;
  const { rows } = await shop.pool.query(
    `select (select count(*) from order_change where order_id = $1) as changes,
       (select count(*) from order_shipping where order_id = $1) as shipping_methods,
       (select count(*) from "return" where order_id = $1) as returns,
       (select customer_id from "order" where id = $1) as customer,
       (select json_agg(json_build_object('id', s.id, 'status', s.status, 'data', s.data) order by s.id)
          from order_payment_collection l join payment_session s on s.payment_collection_id = l.payment_collection_id
          where l.order_id = $1 and s.deleted_at is null) as sessions,
       (select json_agg(json_build_object('id', i.id, 'quantity', i.quantity) order by i.id)
          from cart_line_item i where i.cart_id = $2 and i.deleted_at is null) as cart_lines`,
    [id, cart],
  );
  return { order, ...rows[0] };
}

describe("an order, to somebody who knows its ids", () => {
  type Attempt = (sold: Sold) => [method: string, path: string, body?: unknown];
  const attempts: [name: string, Attempt][] = [
    ...[5000, 0.001, -197, 1e15].map((price): [string, Attempt] => [
      `a return with a freight of ${price}`,
      ({ id, line, shipping_option }) => [
        "POST",
        "/store/returns",
        {
          order_id: id,
          items: [{ id: line, quantity: 1 }],
          return_shipping: { option_id: shipping_option, price },
        },
      ],
    ]),
    [
      "a transfer",
      ({ id }) => [
        "POST",
        `/store/orders/${id}/transfer/request?fields=id,*items,*shipping_address,cart.id,*payment_collections`,
        {},
      ],
    ],
    ["the end of a transfer", ({ id }) => ["POST", `/store/orders/${id}/transfer/cancel`, {}]],
    ["an order's page", ({ id }) => ["GET", `/store/orders/${id}?fields=*shipping_address`]],
    ...["pp_system_default", "pp_wechat-pay_wechat"].map((provider_id): [string, Attempt] => [
      `a new payment session of ${provider_id}`,
      ({ collection }) => [
        "POST",
        `/store/payment-collections/${collection}/payment-sessions`,
        { provider_id },
      ],
    ]),
    ["a new payment collection", ({ cart }) => ["POST", "/store/payment-collections", { cart_id: cart }]],
    [
      "another way to pay",
      ({ session }) => [
        "POST",
        `/store/wechat-pay/payment-sessions/${session}/present`,
        { channel: "native" },
      ],
    ],
    [
      "a question for its money",
      ({ session }) => ["POST", `/store/wechat-pay/payment-sessions/${session}/check`, {}],
    ],
    ["its cart", ({ cart }) => ["GET", `/store/carts/${cart}`]],
    [
      "a line of its cart",
      ({ cart, cart_line }) => ["POST", `/store/carts/${cart}/line-items/${cart_line}`, { quantity: 9 }],
    ],
    ["its cart's completion", ({ cart }) => ["POST", `/store/carts/${cart}/complete`, {}]],
  ];

  it.each(attempts)("refuses %s, and stays as it was", async (_, attempt) => {
    for (const order of [unpaid, paid]) {
      const before = await stateOf(order);
      for (const token of [undefined, stranger.token]) {
        const [method, path, body] = attempt(order);
        const answer = await ask(method, path, { ...(token ? { token } : {}), body });
        expect([401, 404]).toContain(answer.status);
        expect(answer.text).not.toContain(ADDRESS.phone);
        expect(answer.text).not.toContain(ADDRESS.address_1);
      }
      expect(await stateOf(order)).toEqual(before);
    }
  });

  it("is paid through its session by its own shopper", async () => {
    const path = `/store/wechat-pay/payment-sessions/${unpaid.session}`;
    const asOwner = { token: owner.token, body: {} };
    expect(await ask("POST", `${path}/check`, asOwner)).toMatchObject({
      status: 200,
      body: { state: "to_pay" },
    });
    const unknown = await ask("POST", "/store/wechat-pay/payment-sessions/payses_none/check", asOwner);
    const others = await ask("POST", `${path}/check`, { token: stranger.token, body: {} });
    expect([others.status, others.text]).toEqual([unknown.status, unknown.text]);
  });

  it("can still be paid and sent", async () => {
    expect((await owner.post(`/store/mall/orders/${unpaid.id}/payment`, { channel: "jsapi" })).status).toBe(
      200,
    );
    await merchant.ship(paid.id);
    await owner.orderIn(paid.id, "shipped");
  });
});

const MARK = "mark-7654";

/** Writes something recognisable into every metadata there is, as merchants and their other systems do. */
async function markEverything(): Promise<number> {
  const { rows } = await shop.pool.query(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'metadata'
       and data_type = 'jsonb'`,
  );
  for (const { table_name } of rows) {
    await shop.pool.query(
      `update "${table_name}" set metadata =
         (case when jsonb_typeof(metadata) = 'object' then metadata else '{}' end) || $1::jsonb`,
      [JSON.stringify({ cost_fen: MARK })],
    );
  }
  return rows.length;
}

const HOSTILE = [
  "*",
  "metadata",
  "+metadata",
  "id,metadata",
  "variants.metadata",
  "+variants.metadata,+options.metadata,+options.values.metadata,+collection.metadata,+type.metadata,+tags.metadata",
  "*variants",
  "variants.*",
  "*variants,*variants.options,*variants.images,*categories,*images",
  "*variants.prices,*variants.inventory_items",
  "-id",
  "-items,-variants",
  "cart.id,*cart",
  "*payment_collections,*payment_collections.payment_sessions,payment_collections.payments.data",
  "items.metadata,items.variant.metadata,items.product.metadata,items.detail.metadata,*items.variant.product.variants",
  "*items,*items.variant,*items.variant.product,*shipping_methods,*shipping_address,*fulfillments,*promotions",
  "shipping_methods.data,shipping_address.metadata,billing_address.metadata,customer.*",
  "*addresses,addresses.metadata,*orders",
  "*category_children,*parent_category,*products,products.metadata",
];

describe("what Medusa's routes show", () => {
  let paths: string[];

  beforeAll(async () => {
    await owner.post("/store/customers/me/addresses", {
      first_name: "王小藤",
      country_code: "cn",
      address_1: "文三路 1 号",
      metadata: { cost_fen: MARK },
    });
    expect(await markEverything()).toBeGreaterThan(30);
    const { addresses } = (await owner.get("/store/customers/me/addresses")).body;
    const { product_categories } = (await owner.get("/store/product-categories")).body;
    paths = [
      "/store/products",
      `/store/products/${goods.product_id}`,
      "/store/product-categories",
      `/store/product-categories/${product_categories[0].id}`,
      "/store/customers/me",
      "/store/customers/me/addresses",
      `/store/customers/me/addresses/${addresses[0].id}`,
      `/store/orders/${paid.id}`,
    ];
  });

  it("is no metadata of the merchant's, whatever is asked for, and never an error of the server", async () => {
    const asked = [undefined, ...HOSTILE].flatMap((fields) =>
      paths.map((path) => (fields === undefined ? path : `${path}?fields=${encodeURIComponent(fields)}`)),
    );
    for (const path of [...asked, ...paths.map((one) => `${one}?fields[]=id&fields[]=metadata`)]) {
      const { status, text } = await ask("GET", path, { token: owner.token });
      expect([path, status]).toEqual([path, status < 500 ? status : "below 500"]);
      expect(text, path).not.toContain(MARK);
      expect(text, path).not.toContain(unpaid.session);
      expect(text, path).not.toContain(paid.session);
      expect(text, path).not.toContain(paid.cart);
    }
    const seen = await merchant.send(
      "GET",
      `/admin/products/${goods.product_id}?fields=%2Bvariants.metadata`,
    );
    expect(JSON.stringify(seen.body)).toContain(MARK);
  });

  it("is not sorted by what it does not show", async () => {
    for (const order of ["metadata", "-metadata", "variants.metadata", "external_id"]) {
      const answer = await ask("GET", `/store/products?order=${order}`);
      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", field: "order" } });
    }
    expect((await ask("GET", "/store/products?order=-created_at&limit=1")).status).toBe(200);
  });

  it("is what the storefront asks for", async () => {
    const me = (await owner.get("/store/customers/me?fields=id,first_name,metadata")).body.customer;
    expect(me).toEqual({
      id: expect.stringMatching(/^cus_/),
      first_name: "买家九",
      metadata: { wechat: { nickname: "买家九", avatar_url: expect.any(String) } },
    });
    const { product } = (await owner.get(`/store/products/${goods.product_id}`)).body;
    expect(product.variants[0]).toMatchObject({ id: expect.any(String), sku: expect.any(String) });
    const { order } = (await owner.get(`/store/orders/${paid.id}`)).body;
    expect(order).toMatchObject({
      display_id: expect.any(Number),
      items: [{ quantity: 1, unit_price: goods.price_fen / 100, variant: { id: goods.variant_id } }],
      shipping_address: { phone: ADDRESS.phone },
      summary: { current_order_total: order.total },
    });
  });

  it("is what shoppers write, but for metadata", async () => {
    const changed = await owner.post("/store/customers/me", {
      company_name: "藤蔓",
      metadata: { wechat: { nickname: "别人" } },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { customer: { company_name: "藤蔓", metadata: { wechat: { nickname: "买家九" } } } },
    });
    const { addresses } = (await owner.get("/store/customers/me/addresses")).body;
    const gone = await ask("DELETE", `/store/customers/me/addresses/${addresses[0].id}`, {
      token: owner.token,
    });
    expect(gone).toMatchObject({ status: 200, body: { deleted: true, parent: { addresses: [] } } });
  });
});

describe("what the plugins' routes show", () => {
  it("is no metadata of the merchant's", async () => {
    const paths = [
      "/store/mall/home",
      "/store/mall/products?limit=40",
      `/store/mall/products/${goods.product_id}`,
      "/store/mall/orders",
      `/store/mall/orders/${paid.id}`,
      `/store/mall/orders/${paid.id}/after-sales`,
      `/store/mall/orders/${paid.id}/invoice`,
      "/store/mall/after-sales",
      "/store/mall/disclosures",
      "/store/distribution/program",
      "/store/distribution/me",
    ];
    for (const path of paths) {
      const { status, text } = await ask("GET", path, { token: owner.token });
      expect([path, status]).toEqual([path, 200]);
      expect(text, path).not.toContain(MARK);
    }
    const quote = await owner.post("/store/mall/quotes", {
      items: [{ variant_id: goods.variant_id, quantity: 1 }],
      address: ADDRESS,
    });
    expect(quote.status).toBe(200);
    const claimed = await owner.post("/store/wechat/customers");
    expect(claimed.body.customer.metadata).toEqual({ wechat: expect.any(Object) });
    expect(JSON.stringify([quote.body, claimed.body])).not.toContain(MARK);
  });
});
