import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedOfDay, shareOf } from "../../../scripts/local/seed-of-day.mjs";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor } from "./goods";
import { type MadeProduct, makeProduct } from "./made-product";
import { type Answer, Merchant, Shopper } from "./shopper";

let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
/** Goods of the seed: whatever happens to something else, they are shown, quoted and sold. */
let others: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "merchant-settings" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "买家");
  others = await goodsFor(shopper, 2);
});
afterAll(() => shop?.close());

const other = (index = 0): Goods => {
  const found = others[index];
  if (!found) throw new Error(`the seed has no product number ${index}`);
  return found;
};
/** `npm run test:settings` sets everything; `npm test` a third of each kind, another one every day. */
const seed = seedOfDay("MERCHANT_SETTINGS");
console.log(`A third of the settings: MERCHANT_SETTINGS=${seed}; all: npm run test:settings`);
const chosen = <Setting>(settings: [string, Setting][]): [string, Setting][] =>
  shareOf(settings, { seed, of: seed === "all" ? 1 : 3, groupOf: () => "setting", nameOf: ([name]) => name });

const lineOf = (variant_id: string) => ({ variant_id, quantity: 1 });

const PAGES = [
  "/store/mall/home",
  "/store/mall/products?limit=50&order=newest",
  "/store/mall/products?order=price_asc&limit=50",
  "/store/mall/products?order=price_desc&limit=50",
  `/store/mall/products?q=${encodeURIComponent("茶")}`,
];

/** Everything that has to go on working for goods that nothing happened to. */
async function expectOthersToSell(): Promise<void> {
  for (const page of [...PAGES, `/store/mall/products/${other().product_id}`, "/store/mall/orders"]) {
    expect({ page, status: (await shopper.get(page)).status }).toEqual({ page, status: 200 });
  }
  const quote = await shopper.post("/store/mall/quotes", { items: [lineOf(other().variant_id)] });
  expect(quote).toMatchObject({ status: 200, body: { quote: { items: [{ available: true }] } } });
  const placed = await shopper.order([[other().variant_id, 1]]);
  expect(placed).toMatchObject({ status: 201 });
  await shopper.post(`/store/mall/orders/${placed.body.order.id}/cancel`);
}

async function faultsOf(subject_id: string, state = "open"): Promise<Answer["body"][]> {
  const answer = await merchant.send("GET", `/admin/mall/faults?subject_id=${subject_id}&state=${state}`);
  expect(answer.status).toBe(200);
  return answer.body.faults;
}

describe("a price that cannot be asked of anybody", () => {
  let odd: MadeProduct;
  const write = (amount: string) =>
    shop.pool.query("update price set amount = $2, raw_amount = $3 where id = $1", [
      odd.price_id,
      amount,
      JSON.stringify({ value: amount, precision: 20 }),
    ]);

  beforeAll(async () => {
    odd = await makeProduct(merchant, { title: "价格古怪的茶", price: 19.99 });
  });
  afterAll(() => merchant.send("DELETE", `/admin/products/${odd.product_id}`));

  it.each(["19.999", "-5", "1000000000000000", "0.001", "10000000.01"])(
    "of ¥%s leaves out its variant alone, and is on the merchant's list until it is mended",
    async (amount) => {
      await write(amount);
      await expectOthersToSell();
      for (const page of PAGES.slice(1)) {
        const ids = (await shopper.get(page)).body.products.map(({ id }: { id: string }) => id);
        expect(ids).not.toContain(odd.product_id);
      }
      expect(await shopper.get(`/store/mall/products/${odd.product_id}`)).toMatchObject({
        status: 200,
        body: { product: { variants: [] } },
      });
      const items = [lineOf(odd.variant_id)];
      const refused = { status: 404, body: { code: "variant_unknown", field: "items.0.variant_id" } };
      expect(await shopper.post("/store/mall/quotes", { items })).toMatchObject(refused);
      expect(await shopper.order([[odd.variant_id, 1]])).toMatchObject(refused);
      expect(await faultsOf(odd.product_id)).toMatchObject([
        { kind: "price_invalid", subject_type: "product", part: odd.variant_id, resolved_at: null },
      ]);
      await write("19.99");
      expect((await shopper.post("/store/mall/quotes", { items })).status).toBe(200);
      expect(await faultsOf(odd.product_id)).toEqual([]);
      expect(await faultsOf(odd.product_id, "resolved")).toHaveLength(1);
    },
  );

  it("for many pieces refuses many pieces alone", async () => {
    await merchant.send("POST", `/admin/products/${odd.product_id}/variants/${odd.variant_id}`, {
      prices: [
        { id: odd.price_id, currency_code: "cny", amount: 19.99 },
        { currency_code: "cny", amount: 15, min_quantity: 5, max_quantity: 9 },
      ],
    });
    await shop.pool.query(
      `update price set amount = 14.999, raw_amount = '{"value": "14.999", "precision": 20}'
       where min_quantity = 5 and deleted_at is null`,
    );
    expect((await shopper.order([[odd.variant_id, 1]])).status).toBe(201);
    expect(await shopper.order([[odd.variant_id, 5]])).toMatchObject({
      status: 409,
      body: { code: "price_invalid", field: "items.0.variant_id" },
    });
    await shop.pool.query("delete from price where min_quantity = 5");
  });

  it("of a sale hides the price before, not the sale", async () => {
    const list = await merchant.send("POST", "/admin/price-lists", {
      title: "促销价",
      description: "促销价",
      type: "sale",
      status: "active",
      prices: [{ variant_id: odd.variant_id, currency_code: "cny", amount: 9.9 }],
    });
    expect(list.status).toBe(200);
    await write("19.999");
    const { product } = (await shopper.get(`/store/mall/products/${odd.product_id}`)).body;
    expect(product.variants).toMatchObject([{ price_fen: "990" }]);
    expect(product.variants[0]).not.toHaveProperty("original_price_fen");
    expect((await shopper.order([[odd.variant_id, 1]])).status).toBe(201);
    await merchant.send("DELETE", `/admin/price-lists/${list.body.price_list.id}`);
    await write("19.99");
  });
});

describe("Medusa's admin", () => {
  it("takes no price that is no whole fen, and no broken number of pieces", async () => {
    const { product_id, variant_id, price_id } = await makeProduct(merchant);
    const priced = (amount: number) =>
      merchant.send("POST", `/admin/products/${product_id}/variants/${variant_id}`, {
        prices: [{ id: price_id, currency_code: "cny", amount }],
      });
    for (const amount of [19.999, -5, 1e15]) {
      expect(await priced(amount)).toMatchObject({
        status: 400,
        body: { code: "amount_invalid", field: "prices.0.amount", message: expect.stringContaining("金额") },
      });
    }
    expect((await priced(19.9)).status).toBe(200);
    const placed = await shopper.order([[variant_id, 1]]);
    const order_id = placed.body.order.id;
    await merchant.send("POST", "/admin/order-edits", { order_id });
    const edit = (item: Record<string, unknown>) =>
      merchant.send("POST", `/admin/order-edits/${order_id}/items`, { items: [{ variant_id, ...item }] });
    expect(await edit({ quantity: 1.5 })).toMatchObject({ status: 400, body: { code: "quantity_invalid" } });
    expect(await edit({ quantity: 1, unit_price: 9.999 })).toMatchObject({
      status: 400,
      body: { code: "amount_invalid", field: "items.0.unit_price" },
    });
    await merchant.send("DELETE", `/admin/order-edits/${order_id}`);
    await merchant.send("DELETE", `/admin/products/${product_id}`);
  });
});

describe("a promotion", () => {
  const method = (change: Record<string, unknown> = {}) => ({
    type: "percentage",
    target_type: "items",
    allocation: "each",
    max_quantity: 9,
    value: 5,
    currency_code: "cny",
    ...change,
  });
  const rule = (attribute: string, operator: string, ...values: string[]) => [
    { attribute, operator, values },
  ];
  const campaign = (budget: Record<string, unknown>, change: Record<string, unknown> = {}) => ({
    campaign: { name: "活动", campaign_identifier: randomUUID(), budget, ...change },
  });
  const buyGet = (operator: string, product_id: string) => ({
    type: "buyget",
    application_method: method({
      value: 100,
      max_quantity: 1,
      apply_to_quantity: 1,
      buy_rules_min_quantity: 1,
      buy_rules: rule("items.product.id", operator, product_id),
      target_rules: rule("items.product.id", operator, product_id),
    }),
  });

  /** Everything a merchant may set; what applies to whom is Medusa's affair, that the shop goes on is ours. */
  const SETTINGS: [string, Record<string, unknown>][] = [
    ["limited per e-mail", campaign({ type: "use_by_attribute", attribute: "customer_email", limit: 1 })],
    ["limited per customer", campaign({ type: "use_by_attribute", attribute: "customer_id", limit: 1 })],
    ["limited by nothing known", campaign({ type: "use_by_attribute", attribute: "shoe_size", limit: 1 })],
    ["with a budget of money", campaign({ type: "spend", limit: 0.01, currency_code: "cny" })],
    ["with a budget of uses", campaign({ type: "usage", limit: 1 })],
    ["of a campaign that is over", campaign({ type: "usage", limit: 1 }, { ends_at: "2020-01-01" })],
    ["of a campaign to come", campaign({ type: "usage", limit: 1 }, { starts_at: "2099-01-01" })],
    ["with a rule on nothing", { rules: rule("nothing.at.all", "eq", "x") }],
    ["with a rule that compares nothing", { rules: rule("nothing", "gt", "5") }],
    ["with a rule that compares words", { rules: rule("items.title", "gte", "茶") }],
    ["with a rule of an empty value", { rules: rule("customer.email", "ne", "") }],
    [
      "for lines that compare nothing",
      { application_method: method({ target_rules: rule("x", "lt", "a") }) },
    ],
    ["across lines", { application_method: method({ allocation: "across", max_quantity: null }) }],
    ["once", { application_method: method({ allocation: "once", max_quantity: 1 }) }],
    ["of a fixed amount", { application_method: method({ type: "fixed", value: 0.01 }) }],
    ["of more than anything costs", { application_method: method({ type: "fixed", value: 9_999_999 }) }],
    ["of everything", { application_method: method({ value: 100 }) }],
    ["of a third", { application_method: method({ value: 33.333333 }) }],
    ["over 100 %", { application_method: method({ value: 250 }) }],
    ["below nothing", { application_method: method({ value: -10 }) }],
    ["in dollars", { application_method: method({ type: "fixed", value: 1, currency_code: "usd" }) }],
    [
      "off the order",
      { application_method: method({ target_type: "order", allocation: "across", max_quantity: null }) },
    ],
    ["off the freight", { application_method: method({ target_type: "shipping_methods", value: 33.3 }) }],
    [
      "across the freight",
      {
        application_method: method({
          target_type: "shipping_methods",
          allocation: "across",
          max_quantity: null,
          type: "fixed",
          value: 0.01,
        }),
      },
    ],
    ["buy one get one", buyGet("eq", "prod_none")],
    ["buy one get one of everything", buyGet("ne", "prod_none")],
    ["that is tax-inclusive", { is_tax_inclusive: true }],
    ["that is a draft", { status: "draft" }],
    ["with a limit of uses", { limit: 1 }],
  ];

  it.each(chosen(SETTINGS))("%s stops nobody from buying something", async (_, setting) => {
    const made = await merchant.send("POST", "/admin/promotions", {
      code: `自动 ${randomUUID()}`,
      type: "standard",
      status: "active",
      is_automatic: true,
      application_method: method(),
      ...setting,
    });
    expect(made.status).toBeLessThan(500);
    const items = [0, 1].map((index) => ({ variant_id: other(index).variant_id, quantity: 3 }));
    const quote = await shopper.post("/store/mall/quotes", { items });
    expect(quote).toMatchObject({ status: 200 });
    const lines = items.map(({ variant_id, quantity }): [string, number] => [variant_id, quantity]);
    const { total_fen } = quote.body.quote;
    const placed = await shopper.order(lines, { expected_total_fen: total_fen });
    expect(placed).toMatchObject({ status: 201, body: { order: { total_fen } } });
    expect((await shopper.post(`/store/mall/orders/${placed.body.order.id}/cancel`)).status).toBe(200);
    if (made.status === 200) await merchant.send("DELETE", `/admin/promotions/${made.body.promotion.id}`);
  });

  it("that shares a campaign of one use per customer with another does not refuse the order", async () => {
    const { campaign: shared } = (
      await merchant.send("POST", "/admin/campaigns", {
        name: "每人一次",
        campaign_identifier: randomUUID(),
        budget: { type: "use_by_attribute", attribute: "customer_id", limit: 1 },
      })
    ).body;
    const ids: string[] = [];
    for (const value of [5, 7]) {
      const made = await merchant.send("POST", "/admin/promotions", {
        code: `SHARED${value}`,
        type: "standard",
        status: "active",
        is_automatic: true,
        campaign_id: shared.id,
        application_method: method({ value }),
      });
      ids.push(made.body.promotion.id);
    }
    const once = await Shopper.logIn(shop, "一次");
    for (const discounted of [true, false]) {
      const placed = await once.order([[other().variant_id, 1]]);
      expect(placed.status).toBe(201);
      expect(placed.body.order.discount_fen !== "0").toBe(discounted);
    }
    for (const id of ids) await merchant.send("DELETE", `/admin/promotions/${id}`);
  });

  it("of a campaign with too little money left for all lines does not apply", async () => {
    const prices = [other(0).price_fen, other(1).price_fen];
    const half_fen = prices.reduce((sum, price) => sum + price, 0) / 2;
    const made = await merchant.send("POST", "/admin/promotions", {
      code: "SPENT",
      type: "standard",
      status: "active",
      is_automatic: true,
      application_method: method({ value: 50 }),
      ...campaign({ type: "spend", limit: Math.floor(half_fen - 1) / 100, currency_code: "cny" }),
    });
    expect(made.status).toBe(200);
    const lines = [0, 1].map((index): [string, number] => [other(index).variant_id, 1]);
    expect(await shopper.order(lines)).toMatchObject({ status: 201, body: { order: { discount_fen: "0" } } });
    await merchant.send("DELETE", `/admin/promotions/${made.body.promotion.id}`);
  });
});

describe("a product with odd data", () => {
  it("and whatever was deleted around it hides nothing else", async () => {
    const odd = await makeProduct(merchant, { title: "资料古怪" });
    const { id: category_id } = (
      await merchant.send("POST", "/admin/product-categories", { name: "短命分类", is_active: true })
    ).body.product_category;
    await merchant.send("POST", `/admin/products/${odd.product_id}`, {
      categories: [{ id: category_id }],
      metadata: { services: 5, freight_note: { a: [1] }, position: "x", cost: null },
      images: [],
      thumbnail: null,
      subtitle: null,
    });
    await merchant.send("DELETE", `/admin/product-categories/${category_id}`);
    await expectOthersToSell();
    expect((await shopper.get(`/store/mall/products/${odd.product_id}`)).status).toBe(200);
    expect((await shopper.get(`/store/mall/products?category_id=${category_id}`)).body).toMatchObject({
      products: [],
    });
    const placed = await shopper.order([[odd.variant_id, 1]]);
    expect(placed.status).toBe(201);
    const profile = (await merchant.send("POST", "/admin/shipping-profiles", { name: "无人配送", type: "x" }))
      .body.shipping_profile;
    await merchant.send("POST", `/admin/products/${odd.product_id}`, { shipping_profile_id: profile.id });
    expect(await shopper.order([[odd.variant_id, 1]])).toMatchObject({
      status: 422,
      body: { code: "shipping_unavailable" },
    });
    expect((await shopper.post(`/store/mall/orders/${placed.body.order.id}/cancel`)).status).toBe(200);
    const variant = `/admin/products/${odd.product_id}/variants/${odd.variant_id}`;
    expect((await merchant.send("DELETE", variant)).status).toBe(200);
    expect((await shopper.get(`/store/mall/products/${odd.product_id}`)).body.product.variants).toEqual([]);
    await merchant.send("DELETE", `/admin/products/${odd.product_id}`);
    await expectOthersToSell();
    expect((await shopper.get(`/store/mall/orders/${placed.body.order.id}`)).status).toBe(200);
  });

  it("that the home page still names is a fault of the home page", async () => {
    const { rows } = await shop.pool.query("select content from mall_home_page where id = 'home'");
    const section = { title: "已下架", source: { kind: "products", ids: ["prod_gone"] }, limit: 8 };
    const content = { ...rows[0].content, sections: [section, ...rows[0].content.sections] };
    const write = (value: unknown) =>
      shop.pool.query("update mall_home_page set content = $1 where id = 'home'", [JSON.stringify(value)]);
    await write(content);
    await expectOthersToSell();
    await shop.runJob("find-mall-faults");
    expect(await faultsOf("home")).toMatchObject([{ kind: "home_entry_missing", part: "prod_gone" }]);
    await write({ sections: "broken" });
    await expectOthersToSell();
    await write(rows[0].content);
    await shop.runJob("find-mall-faults");
    expect(await faultsOf("home")).toEqual([]);
  });

  it("that an import brings is left out alone", async () => {
    const csv = [
      "Product Handle,Product Title,Product Status,Variant Title,Variant Price CNY,Variant Option 1 Name,Variant Option 1 Value",
      "imported-odd,导入的茶,published,默认,19.999,规格,默认",
    ].join("\n");
    const form = new FormData();
    form.set("file", new Blob([csv], { type: "text/csv" }), "products.csv");
    const uploaded = await merchant.upload("/admin/products/import", form);
    expect(uploaded.status).toBe(202);
    const { transaction_id } = uploaded.body;
    expect((await merchant.send("POST", `/admin/products/import/${transaction_id}/confirm`)).status).toBe(
      202,
    );
    const imported = async () =>
      (await merchant.send("GET", "/admin/products?handle=imported-odd")).body.products[0];
    await expect.poll(imported, { timeout: 15_000 }).toBeDefined();
    await expectOthersToSell();
  });
});

describe("what goods cost the shop", () => {
  it("moves out of the metadata it was written into, and no page of the shop shows it", async () => {
    const { product_id, variant_id } = await makeProduct(merchant);
    const costs = async () =>
      (await merchant.send("GET", `/admin/distribution/costs?variant_ids=${variant_id}`)).body.costs;
    const written = await merchant.send("POST", `/admin/products/${product_id}/variants/${variant_id}`, {
      metadata: { cost_fen: "7654321", kept: "yes" },
    });
    expect(written.status).toBe(200);
    expect(await costs()).toEqual([{ variant_id, cost_fen: "7654321" }]);
    const { variant } = (
      await merchant.send("GET", `/admin/products/${product_id}/variants/${variant_id}?fields=metadata`)
    ).body;
    expect(variant.metadata).toEqual({ kept: "yes" });
    const placed = await shopper.order([[variant_id, 1]]);
    for (const page of [
      `/store/mall/products/${product_id}`,
      `/store/products/${product_id}`,
      `/store/products/${product_id}?fields=*variants,%2Bvariants.metadata`,
      `/store/orders/${placed.body.order.id}`,
    ]) {
      expect(JSON.stringify((await shopper.get(page)).body ?? "")).not.toContain("7654321");
    }
    await shop.pool.query("update product_variant set metadata = $2, updated_at = now() where id = $1", [
      variant_id,
      JSON.stringify({ cost_fen: 99 }),
    ]);
    await shop.runJob("distribution-adopt-costs");
    expect(await costs()).toEqual([{ variant_id, cost_fen: "99" }]);
    const set = (cost_fen: string | null) =>
      merchant.send("POST", "/admin/distribution/costs", { costs: [{ variant_id, cost_fen }] });
    expect((await set("1.5")).status).toBe(400);
    expect(await set(null)).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(await costs()).toEqual([]);
  });
});

describe("a setting of the shop", () => {
  const region = async (): Promise<Answer["body"]> => {
    const { regions } = (
      await merchant.send("GET", "/admin/regions?currency_code=cny&fields=*countries,*payment_providers")
    ).body;
    return regions[0];
  };
  const channel = async (): Promise<Answer["body"]> =>
    (await merchant.send("GET", "/admin/sales-channels?order=created_at")).body.sales_channels[0];
  const location = async (): Promise<Answer["body"]> =>
    (await merchant.send("GET", "/admin/stock-locations?limit=1")).body.stock_locations[0];

  /** An order of before the change: its page, list and cancellation go on whatever is changed. */
  async function whileOrdered(change: () => Promise<void>): Promise<void> {
    const placed = await shopper.order([[other().variant_id, 1]]);
    const { id } = placed.body.order;
    await change();
    expect((await shopper.get(`/store/mall/orders/${id}`)).status).toBe(200);
    expect((await shopper.get("/store/mall/orders")).status).toBe(200);
    expect((await merchant.send("GET", `/admin/orders/${id}`)).status).toBe(200);
    expect((await shopper.post(`/store/mall/orders/${id}/cancel`)).status).toBe(200);
  }

  /** Home, lists and product pages are there; buying is refused in words, with a code. */
  async function expectNoSale(status: number, code: string): Promise<void> {
    for (const page of PAGES) expect([200, 409]).toContain((await shopper.get(page)).status);
    const refused = { status, body: { code, message: expect.stringMatching(/\p{Script=Han}/u) } };
    expect(await shopper.order([[other().variant_id, 1]])).toMatchObject(refused);
  }

  const HARMLESS: [string, () => Promise<unknown>][] = [
    [
      "a second region in dollars",
      () =>
        merchant.send("POST", "/admin/regions", { name: "美国", currency_code: "usd", countries: ["us"] }),
    ],
    [
      "a second region in yuan",
      () =>
        merchant.send("POST", "/admin/regions", { name: "港澳", currency_code: "cny", countries: ["hk"] }),
    ],
    ["a second sales channel", () => merchant.send("POST", "/admin/sales-channels", { name: "门店" })],
    [
      "another name for the region",
      async () => merchant.send("POST", `/admin/regions/${(await region()).id}`, { name: "全国 " }),
    ],
    [
      "a disabled channel's name",
      async () => merchant.send("POST", `/admin/sales-channels/${(await channel()).id}`, { name: "商城 " }),
    ],
    ["a second stock location", () => merchant.send("POST", "/admin/stock-locations", { name: "空仓" })],
    [
      "a customer group and a price list of it",
      async () => {
        const { body } = await merchant.send("POST", "/admin/customer-groups", { name: "会员" });
        await merchant.send("POST", "/admin/price-lists", {
          title: "会员价",
          description: "会员价",
          status: "active",
          rules: { "customer.groups.id": [body.customer_group.id] },
          prices: [{ variant_id: other().variant_id, currency_code: "cny", amount: 0.01 }],
        });
      },
    ],
    [
      "prices without tax",
      async () => {
        const { price_preferences } = (await merchant.send("GET", "/admin/price-preferences?limit=100")).body;
        for (const { id } of price_preferences) {
          await merchant.send("POST", `/admin/price-preferences/${id}`, { is_tax_inclusive: false });
        }
      },
    ],
  ];
  /** Later tests go on with it. */
  const TAX: [string, () => Promise<unknown>] = [
    "a tax on everything",
    () =>
      merchant.send("POST", "/admin/tax-regions", {
        country_code: "cn",
        provider_id: "tp_system",
        default_tax_rate: { rate: 13, code: "VAT13", name: "增值税" },
      }),
  ];

  it.each([...chosen(HARMLESS), TAX])("%s changes nothing for shoppers", async (_, change) => {
    const quoted = async () =>
      (await shopper.post("/store/mall/quotes", { items: [lineOf(other().variant_id)] })).body.quote
        .total_fen;
    const before = await quoted();
    await whileOrdered(async () => {
      await change();
      await expectOthersToSell();
      expect(await quoted()).toBe(before);
    });
  });

  it("a tax on everything comes on top of nothing", async () => {
    const { body } = await shopper.order([[other().variant_id, 1]]);
    const { order } = (
      await merchant.send("GET", `/admin/orders/${body.order.id}?fields=%2Btotal,%2Btax_total`)
    ).body;
    expect(order).toMatchObject({ total: Number(body.order.total_fen) / 100, tax_total: 0 });
    const collection = (
      await merchant.send("GET", `/admin/orders/${body.order.id}?fields=*payment_collections`)
    ).body.order.payment_collections[0];
    expect(collection.amount).toBe(Number(body.order.total_fen) / 100);
  });

  it("a freight of a fraction is no freight, and the next one is taken", async () => {
    const { rows } = await shop.pool.query(
      `select p.id, p.amount, p.raw_amount from price p join shipping_option_price_set s on s.price_set_id = p.price_set_id
       where p.deleted_at is null and s.deleted_at is null and p.currency_code = 'cny'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    await shop.pool.query("update price set amount = amount + 0.001, raw_amount = $2 where id = any($1)", [
      rows.map(({ id }) => id),
      JSON.stringify({ value: "10.001", precision: 20 }),
    ]);
    await whileOrdered(async () => undefined).catch(() => undefined);
    await expectNoSale(422, "shipping_unavailable");
    for (const { id, amount, raw_amount } of rows) {
      await shop.pool.query("update price set amount = $2, raw_amount = $3 where id = $1", [
        id,
        amount,
        JSON.stringify(raw_amount),
      ]);
    }
    await expectOthersToSell();
  });

  it("a stock location that leaves the channel sells nothing, and everything again when it is back", async () => {
    const { id } = await location();
    const sales_channel_id = (await channel()).id;
    const channels = (change: object) =>
      merchant.send("POST", `/admin/stock-locations/${id}/sales-channels`, change);
    await whileOrdered(async () => {
      await channels({ remove: [sales_channel_id] });
      await expectNoSale(409, "out_of_stock");
      await channels({ add: [sales_channel_id] });
    });
    await expectOthersToSell();
  });

  it("a region without its way of paying refuses in words, or sells", async () => {
    const { id, payment_providers } = await region();
    await whileOrdered(async () => {
      await merchant.send("POST", `/admin/regions/${id}`, { payment_providers: [] });
      const { status } = await shopper.order([[other().variant_id, 1]]);
      expect(status).toBeLessThan(500);
      await merchant.send("POST", `/admin/regions/${id}`, {
        payment_providers: payment_providers.map((provider: { id: string }) => provider.id),
      });
    });
    await expectOthersToSell();
  });

  it("a key without its channel refuses in words, and tells the merchant", async () => {
    const { rows } = await shop.pool.query("select id from api_key where type = 'publishable' limit 1");
    const sales_channel_id = (await channel()).id;
    const channels = (change: object) =>
      merchant.send("POST", `/admin/api-keys/${rows[0].id}/sales-channels`, change);
    await whileOrdered(async () => {
      await channels({ remove: [sales_channel_id] });
      const { status } = await shopper.get("/store/mall/home");
      expect([400, 409]).toContain(status);
      await shop.runJob("find-mall-faults");
      await channels({ add: [sales_channel_id] });
    });
    await expectOthersToSell();
    expect(await faultsOf("shop")).toEqual([]);
  });

  it("no region in yuan sells nothing, in words, until there is one again", async () => {
    const { id } = await region();
    const all = (await merchant.send("GET", "/admin/regions?currency_code=cny")).body.regions;
    await whileOrdered(async () => {
      for (const one of all) await merchant.send("DELETE", `/admin/regions/${one.id}`);
      await expectNoSale(409, "shop_cannot_sell");
      expect(await faultsOf("shop")).toMatchObject([{ kind: "shop_cannot_sell", part: "region" }]);
    });
    const made = await merchant.send("POST", "/admin/regions", {
      name: "中国",
      currency_code: "cny",
      countries: ["cn"],
      payment_providers: ["pp_wechat-pay_wechat"],
    });
    expect(made.body.region.id).not.toBe(id);
    await expectOthersToSell();
    expect(await faultsOf("shop")).toEqual([]);
  });

  it("no delivery refuses in words, and tells the merchant", async () => {
    const { shipping_options } = (await merchant.send("GET", "/admin/shipping-options?limit=100")).body;
    await whileOrdered(async () => {
      for (const { id } of shipping_options) await merchant.send("DELETE", `/admin/shipping-options/${id}`);
      await expectNoSale(422, "shipping_unavailable");
      expect(await faultsOf("shop")).toMatchObject([{ kind: "shop_cannot_sell", part: "shipping" }]);
    });
  });

  it("a location and a channel that are deleted leave every order readable", async () => {
    const { orders } = (await shopper.get("/store/mall/orders")).body;
    await merchant.send("DELETE", `/admin/stock-locations/${(await location()).id}`);
    const { status } = await shopper.order([[other().variant_id, 1]]);
    expect([409, 422]).toContain(status);
    expect(
      (await merchant.send("DELETE", `/admin/sales-channels/${(await channel()).id}`)).status,
    ).toBeLessThan(500);
    for (const page of PAGES) expect((await shopper.get(page)).status).toBeLessThan(500);
    expect((await shopper.get(`/store/mall/orders/${orders[0].id}`)).status).toBe(200);
    expect((await shopper.get("/store/mall/orders")).status).toBe(200);
  });
});

describe("roles", () => {
  const userOf = async (name: string): Promise<string> => {
    const { rows } = await shop.pool.query(`insert into "user" (id, email) values ($1, $2) returning id`, [
      `user_${name}`,
      `${name}@tengman.local`,
    ]);
    return rows[0].id;
  };
  const give = (id: string, role: string | null) =>
    merchant.send("POST", `/admin/mall/roles/${id}`, { role });
  const rolesOf = async () => {
    const { body } = await merchant.send("GET", "/admin/mall/roles");
    return Object.fromEntries(
      body.staff.map((member: { id: string; role: string }) => [member.id, member.role]),
    );
  };

  it("leave everybody who was there an owner when the first is given; who comes later reads", async () => {
    const [early, other] = [await userOf("early"), await userOf("other")];
    expect(new Set(Object.values(await rolesOf()))).toEqual(new Set(["owner"]));
    expect((await give(other, "service")).status).toBe(200);
    const late = await userOf("late");
    expect(await rolesOf()).toMatchObject({ [early]: "owner", [other]: "service", [late]: null });
  });

  it("of owners who all leave at once leave one, whether they are changed or removed", async () => {
    const { body } = await merchant.send("GET", "/admin/users/me");
    const owners = await Promise.all(["one", "two", "three", "four"].map(userOf));
    for (const id of owners) expect((await give(id, "owner")).status).toBe(200);
    // The one who asks goes last, or nobody could ask for the others.
    const early = "user_early";
    const others = [early, ...owners];
    const answers = await Promise.all(
      others.map((id, index) => (index % 2 ? give(id, null) : merchant.send("DELETE", `/admin/users/${id}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual(others.map(() => 200));
    const self = await Promise.all([
      give(body.user.id, "operator"),
      merchant.send("DELETE", `/admin/users/${body.user.id}`),
    ]);
    expect(self[0]).toMatchObject({ status: 409, body: { code: "last_owner" } });
    // Medusa removes nobody who asks for it themselves; they keep their role.
    expect(self[1]?.status).toBe(400);
    expect((await rolesOf())[body.user.id]).toBe("owner");
  });
});
