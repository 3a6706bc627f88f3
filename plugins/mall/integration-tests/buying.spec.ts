import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor, makePromotion } from "./goods";
import { ADDRESS, Merchant, Shopper } from "./shopper";
import { traces, usesOf } from "./traces";
import { cartAmounts, writtenOrder } from "./written-order";

let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-buying" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "买家一");
  goods = await goodsFor(shopper, 6);
});
afterAll(() => shop?.close());

const good = (index: number): Goods => {
  const found = goods[index];
  if (!found) throw new Error(`the seed has no product number ${index}`);
  return found;
};
const line = (index: number, quantity: number) => ({ variant_id: good(index).variant_id, quantity });

describe("the catalogue", () => {
  it("has a home page with banners, categories, coupons and sections of products", async () => {
    const { status, body } = await shopper.get("/store/mall/home");
    expect(status).toBe(200);
    expect(body.categories.length).toBeGreaterThanOrEqual(8);
    expect(body.sections[0].products[0]).toMatchObject({ price_fen: expect.stringMatching(/^\d+$/) });
    expect(body.coupons[0]).toMatchObject({ code: expect.any(String), title: expect.any(String) });
  });

  it("sorts by price both ways and pages without gaps", async () => {
    const prices = async (order: string) => {
      const pages = [0, 20, 40].map((offset) =>
        shopper.get(`/store/mall/products?order=${order}&limit=20&offset=${offset}`),
      );
      const bodies = (await Promise.all(pages)).map(({ body }) => body);
      return bodies.flatMap(({ products }) =>
        products.map((card: { price_fen: string }) => Number(card.price_fen)),
      );
    };
    const ascending = await prices("price_asc");
    expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
    expect(await prices("price_desc")).toEqual([...ascending].sort((a, b) => b - a));
  });

  it("finds products by category and by words, and knows what it does not sell", async () => {
    const { categories } = (await shopper.get("/store/mall/home")).body;
    const tea = await shopper.get(`/store/mall/products?category_id=${categories[0].id}&limit=50`);
    const all = await shopper.get("/store/mall/products?limit=1");
    expect(tea.body.count).toBeGreaterThan(0);
    expect(tea.body.count).toBeLessThan(all.body.count);
    expect(
      (await shopper.get(`/store/mall/products?q=${encodeURIComponent("茶")}`)).body.count,
    ).toBeGreaterThan(0);
    expect(await shopper.get("/store/mall/products/prod_none")).toMatchObject({
      status: 404,
      body: { code: "product_unknown", type: "not_found" },
    });
    expect(await shopper.get("/store/mall/products?limit=0")).toMatchObject({
      status: 400,
      body: { code: "invalid_request", field: "limit" },
    });
  });
});

describe("a quote", () => {
  it("costs what the order will cost, and leaves nothing", async () => {
    await makePromotion(merchant, { code: "ODD7", percent: 7.77 });
    const before = await traces(shop);
    const items = [line(0, 1), line(1, 2), line(2, 3)];
    const { body } = await shopper.post("/store/mall/quotes", {
      items,
      promo_codes: ["ODD7", "NO-SUCH-CODE"],
    });
    expect(await traces(shop)).toEqual(before);
    expect(body.quote.rejected_codes).toEqual([{ code: "NO-SUCH-CODE", reason: "unknown" }]);
    const { body: placed } = await shopper.post("/store/mall/orders", {
      items,
      address: ADDRESS,
      promo_codes: ["ODD7"],
      idempotency_key: randomUUID(),
      expected_total_fen: body.quote.total_fen,
    });
    const { goods_fen, discount_fen, freight_fen, total_fen } = body.quote;
    expect(placed.order).toMatchObject({ goods_fen, discount_fen, freight_fen, total_fen, state: "to_pay" });
  });

  it("shows what is short without counting it", async () => {
    const items = [line(0, 1), line(1, 999)];
    const { body } = await shopper.post("/store/mall/quotes", { items });
    expect(body.quote.items.map(({ available }: { available: boolean }) => available)).toEqual([true, false]);
    expect(body.quote.goods_fen).toBe(String(good(0).price_fen));
  });
});

describe("an order", () => {
  it("has discounts in whole fen that add up, and asks for exactly its total", async () => {
    const { body } = await shopper.order(
      [0, 1, 2, 3].map((index) => [good(index).variant_id, index + 1]),
      { promo_codes: ["ODD7"], remark: "放门口" },
    );
    const { order } = body;
    const goods_fen = [0, 1, 2, 3].reduce((sum, index) => sum + good(index).price_fen * (index + 1), 0);
    const discount_fen = Math.round((goods_fen * 777) / 10_000);
    expect(order).toMatchObject({
      goods_fen: String(goods_fen),
      discount_fen: String(discount_fen),
      remark: "放门口",
    });
    const parts = order.items.map((item: { discount_fen: string }) => Number(item.discount_fen));
    expect(parts.reduce((sum: number, part: number) => sum + part, 0)).toBe(discount_fen);
    expect(order.items.map((item: { variant_id: string }) => item.variant_id)).toEqual(
      [0, 1, 2, 3].map((index) => good(index).variant_id),
    );
    const { rows } = await shop.pool.query(
      `select s.amount from mall_order m join payment_session s on s.id = m.payment_session_id where m.order_id = $1`,
      [order.id],
    );
    expect(Math.round(Number(rows[0].amount) * 100)).toBe(Number(order.total_fen));
    expect(order.address).toMatchObject(ADDRESS);
  });

  it("of zero is paid at creation, without WeChat", async () => {
    const known = async () =>
      ((await (await fetch(`${shop.wechatOrigin}/__control/orders`)).json()) as { orders: unknown[] }).orders
        .length;
    const before = await known();
    await makePromotion(merchant, { code: "FREE-GOODS", percent: 100 });
    await makePromotion(merchant, { code: "NO-FREIGHT", percent: 100, target: "shipping_methods" });
    const placed = await shopper.order([[good(0).variant_id, 1]], {
      promo_codes: ["FREE-GOODS", "NO-FREIGHT"],
    });
    expect(placed).toMatchObject({
      status: 201,
      body: { order: { state: "to_ship", total_fen: "0", paid_fen: "0" } },
    });
    const { id, paid_at } = placed.body.order;
    expect(paid_at).toEqual(expect.any(String));
    const payment = await shopper.post(`/store/mall/orders/${id}/payment`, { channel: "jsapi" });
    expect(payment).toMatchObject({ status: 200, body: { state: "paid" } });
    expect(await known()).toBe(before);
    const { rows } = await shop.pool.query(
      `select s.id from payment_session s join order_payment_collection l using (payment_collection_id)
        where l.order_id = $1`,
      [id],
    );
    expect(rows).toEqual([]);
  });

  it("is placed once for one key, however often and however quickly it is asked for", async () => {
    const before = await traces(shop);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => shopper.order([[good(0).variant_id, 1]], { idempotency_key: key })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.order.id)).size).toBe(1);
    const after = await traces(shop);
    expect(after.order).toBe((before.order ?? 0) + 1);
    expect(after.cart).toBe((before.cart ?? 0) + 1);
    const other = await shopper.order([[good(1).variant_id, 1]], { idempotency_key: key });
    expect(other).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } });
  });

  it.each<[string, number, object, object]>([
    ["price_changed", 409, { expected_total_fen: "1" }, { field: "expected_total_fen" }],
    ["promotion_invalid", 422, { promo_codes: ["NO-SUCH-CODE"] }, { field: "promo_codes.0" }],
    ["address_invalid", 400, { address: { ...ADDRESS, phone: "123" } }, { field: "address.phone" }],
    [
      "variant_unknown",
      404,
      { items: [{ variant_id: "variant_x", quantity: 1 }] },
      { field: "items.0.variant_id" },
    ],
    ["invalid_request", 400, { idempotency_key: "x" }, { field: "idempotency_key" }],
    ["invalid_request", 400, { remark: "门口\u0000" }, { field: "remark" }],
  ])("is refused with %s and leaves nothing", async (code, status, change, more) => {
    const before = await traces(shop);
    const answer = await shopper.order([[good(0).variant_id, 1]], { ...change });
    expect(answer).toMatchObject({
      status,
      body: { code, message: expect.stringMatching(/\p{Script=Han}/u), ...more },
    });
    expect(await traces(shop)).toEqual(before);
  });

  it.each(["orders/%00", "products/%00", "products?q=%00", "orders?cursor=%00"])(
    "GET %s asks for what no database could hold and is refused, not broken",
    async (path) => {
      const { status } = await shopper.get(`/store/mall/${path}`);
      expect([400, 404]).toContain(status);
    },
  );

  it("names the line that is out of stock", async () => {
    const answer = await shopper.order([
      [good(0).variant_id, 1],
      [good(1).variant_id, 999],
    ]);
    expect(answer).toMatchObject({ status: 409, body: { code: "out_of_stock", field: "items.1.quantity" } });
  });

  it("needs a shopper", async () => {
    const answer = await fetch(`${shop.origin}/store/mall/orders`, { method: "POST" });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe("the last pieces", () => {
  it("go to as many buyers as there are pieces; the others are told which line, and leave nothing", async () => {
    await makePromotion(merchant, { code: "RUSH", percent: 3.33, uses: 1000 });
    const scarce = good(5);
    await shop.pool.query(
      `update inventory_level set stocked_quantity = reserved_quantity + 3,
         raw_stocked_quantity = jsonb_build_object('value', (reserved_quantity + 3)::text, 'precision', 20)
       where inventory_item_id in (select inventory_item_id from product_variant_inventory_item where variant_id = $1)`,
      [scarce.variant_id],
    );
    const before = await traces(shop);
    const uses = await usesOf(shop, "RUSH");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => shopper.order([[scarce.variant_id, 1]], { promo_codes: ["RUSH"] })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(answers.length - refused.length).toBe(3);
    for (const { status, body } of refused) {
      expect({ status, code: body.code, field: body.field }).toEqual({
        status: 409,
        code: "out_of_stock",
        field: "items.0.quantity",
      });
    }
    const after = await traces(shop);
    for (const table of [
      "cart",
      "order",
      "payment_collection",
      "payment_session",
      "reservation_item",
      "mall_order",
    ]) {
      expect({ table, grown: (after[table] ?? 0) - (before[table] ?? 0) }).toEqual({ table, grown: 3 });
    }
    expect(await usesOf(shop, "RUSH")).toBe(uses + 3);
  });

  it("are never sold twice by servers that share nothing but the database", async () => {
    const scarce = good(4);
    const { rows: levels } = await shop.pool.query(
      `update inventory_level set stocked_quantity = reserved_quantity + 20,
         raw_stocked_quantity = jsonb_build_object('value', (reserved_quantity + 20)::text, 'precision', 20)
       where inventory_item_id in (select inventory_item_id from product_variant_inventory_item where variant_id = $1)
       returning id, reserved_quantity`,
      [scarce.variant_id],
    );
    const { rows: channels } = await shop.pool.query(
      "select id from sales_channel where deleted_at is null limit 1",
    );
    const claim = async (index: number) => {
      const line = { line_item_id: `ordli_claim_${index}`, variant_id: scarce.variant_id, quantity: 1 };
      const claimed = shop.pool.query("select mall_claim_stock($1, $2, $3)", [
        `claim_${index}`,
        channels[0].id,
        JSON.stringify([line]),
      ]);
      return claimed.then(
        () => "held",
        (error: { code: string }) => error.code,
      );
    };
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => claim(index)));
    expect(answers.filter((answer) => answer === "held")).toHaveLength(20);
    expect(answers.filter((answer) => answer === "MS001")).toHaveLength(30);
    await Promise.all(
      answers.map((_, index) => shop.pool.query("select mall_release_stock($1)", [`claim_${index}`])),
    );
    const { rows: after } = await shop.pool.query(
      "select reserved_quantity, raw_reserved_quantity->>'value' as raw from inventory_level where id = $1",
      [levels[0].id],
    );
    expect(Number(after[0].reserved_quantity)).toBe(Number(levels[0].reserved_quantity));
    expect(Number(after[0].raw)).toBe(Number(after[0].reserved_quantity));
  });

  it("so do the last uses of a code", async () => {
    await makePromotion(merchant, { code: "ONLY2", percent: 5, uses: 2 });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shopper.order([[good(2).variant_id, 1]], { promo_codes: ["ONLY2"] })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect({ status, code: body.code }).toEqual({ status: 422, code: "promotion_invalid" });
    }
    expect(await usesOf(shop, "ONLY2")).toBe(2);
  });
});

/** Random numbers from a seed, so that a run can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("law: a quote and its order, which Medusa's cart had no part in, are to the fen what that cart comes to", () => {
  const seed = Number(process.env.QUOTES_SEED ?? Date.now() % 1_000_000);
  const CODES = ["ACROSS7", "EACH3", "FIXED", "GET1", "CARRIED"];
  let many: Goods[];

  const promotion = (code: string, change: object, method: object) =>
    merchant.send("POST", "/admin/promotions", {
      code,
      type: "standard",
      status: "active",
      is_automatic: false,
      is_tax_inclusive: true,
      application_method: { currency_code: "cny", type: "percentage", target_type: "items", ...method },
      ...change,
    });

  /** Charges tax. @returns how to charge none again */
  const tax = async (rate: number): Promise<() => Promise<unknown>> => {
    const { tax_regions } = (await merchant.send("GET", "/admin/tax-regions?country_code=cn")).body;
    const region = { country_code: "cn", provider_id: "tp_system" };
    const tax_region_id =
      tax_regions[0]?.id ?? (await merchant.send("POST", "/admin/tax-regions", region)).body.tax_region.id;
    const wanted = { tax_region_id, name: "增值税", code: "vat", rate, is_default: true };
    const made = await merchant.send("POST", "/admin/tax-rates", wanted);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    return () => merchant.send("DELETE", `/admin/tax-rates/${made.body.tax_rate.id}`);
  };

  /** The amounts of a cart that Medusa's own workflows make of these lines. */
  const cartOfMedusa = async (mark: string, items: object[], promo_codes: string[]) => {
    const one = async (sql: string) => (await shop.pool.query(sql)).rows[0].id;
    const place = {
      region_id: await one("select id from region where currency_code = 'cny' and deleted_at is null"),
      sales_channel_id: await one("select id from sales_channel where deleted_at is null"),
      ...{ currency_code: "cny", country_code: "cn", settings_version: "" },
    };
    const { full_name, district, ...rest } = ADDRESS;
    const shipping_address = { ...rest, first_name: full_name, address_2: district, country_code: "cn" };
    const customer_id = await one("select customer_id as id from mall_order order by created_at desc");
    const input = { place, customer_id, items, promo_codes, shipping_address, metadata: { mark } };
    const ran = await merchant.send("POST", "/admin/workflows-executions/assemble-mall-cart/run", { input });
    expect(ran.status, JSON.stringify(ran.body)).toBe(200);
    return cartAmounts(shop, mark);
  };

  beforeAll(async () => {
    many = await goodsFor(shopper, 14);
    const ids = many.map(({ product_id }) => product_id);
    const rule = (attribute: string, values: string[]) => ({ attribute, operator: "in", values });
    const [first, second] = [
      rule("items.product.id", ids.slice(0, 4)),
      rule("items.product.id", ids.slice(4, 9)),
    ];
    const each = { allocation: "each", value: 3.33, max_quantity: 2 };
    const fixed = { type: "fixed", allocation: "across", value: 5.55 };
    const buyget = { allocation: "each", value: 100, max_quantity: 1, apply_to_quantity: 1 };
    const freight = { target_type: "shipping_methods", allocation: "across", value: 100 };
    const made = [
      await promotion("ACROSS7", {}, { allocation: "across", value: 7.77 }),
      await promotion("EACH3", {}, { ...each, target_rules: [first] }),
      await promotion("FIXED", {}, fixed),
      await promotion(
        "GET1",
        { type: "buyget" },
        { ...buyget, buy_rules: [first], buy_rules_min_quantity: 2, target_rules: [second] },
      ),
      await promotion("CARRIED", {}, freight),
      await promotion(
        "BY-ITSELF",
        { is_automatic: true },
        { allocation: "across", value: 1.11, target_rules: [second] },
      ),
    ];
    expect(made.map(({ body }) => body.promotion?.code ?? body)).toEqual([...CODES, "BY-ITSELF"]);
    const prices = many.slice(0, 5).map(({ variant_id, price_fen }, index) => ({
      ...{ currency_code: "cny", variant_id, amount: (price_fen - 7) / 100 },
      ...(index % 2 === 0 ? { min_quantity: 2 } : {}),
    }));
    const list = { title: "满件价", description: "满件价", status: "active", type: "sale", prices };
    expect((await merchant.send("POST", "/admin/price-lists", list)).status).toBe(200);
  });

  it(`for baskets with codes of every kind, prices by number and automatic discounts (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    for (let basket = 0; basket < 16; basket++) {
      const chosen = new Set(Array.from({ length: 1 + random(3) }, () => random(many.length)));
      const items = [...chosen].map((index) => ({
        variant_id: many[index]?.variant_id ?? "",
        quantity: 1 + random(3),
      }));
      const promo_codes = CODES.filter(() => random(3) === 0);
      const asked = { items, promo_codes, address: ADDRESS };
      const { quote } = (await shopper.post("/store/mall/quotes", asked)).body;
      const usable = quote.promotions.map(({ code }: { code: string }) => code);
      const codes = promo_codes.filter((code) => usable.includes(code));
      const placed = await shopper.post("/store/mall/orders", {
        ...{ items, promo_codes: codes, address: ADDRESS },
        idempotency_key: randomUUID(),
      });
      expect(placed.status, JSON.stringify({ basket, asked, answer: placed.body })).toBe(201);
      const { goods_fen, discount_fen, freight_fen, total_fen, items: lines } = placed.body.order;
      const costs = (line: Record<string, unknown>) => [
        line.variant_id,
        line.unit_price_fen,
        line.discount_fen,
      ];
      expect(
        { goods_fen, discount_fen, freight_fen, total_fen, lines: lines.map(costs) },
        JSON.stringify({ basket, asked }),
      ).toEqual({
        ...{ goods_fen: quote.goods_fen, discount_fen: quote.discount_fen },
        ...{ freight_fen: quote.freight_fen, total_fen: quote.total_fen, lines: quote.items.map(costs) },
      });
      expect(
        { freight_fen, lines: lines.map(costs) },
        JSON.stringify({ basket, asked, compared_with: "Medusa's cart" }),
      ).toEqual(await cartOfMedusa(`${seed}/${basket}`, items, codes));
    }
  }, 300_000);

  it("what is written is what Medusa's own completion of a cart writes", async () => {
    const items = [0, 1, 2].map((index) => ({
      variant_id: many[index]?.variant_id ?? "",
      quantity: index + 1,
    }));
    const place = () =>
      shopper.post("/store/mall/orders", {
        ...{ items, promo_codes: ["ACROSS7"], address: ADDRESS, remark: "放门口" },
        idempotency_key: randomUUID(),
      });
    const ours = await place();
    // A tax of nothing changes no amount, but only a stored cart can tell that.
    const untax = await tax(0);
    const medusas = await place();
    await untax();
    expect([ours.status, medusas.status]).toEqual([201, 201]);
    const written = await writtenOrder(shop, ours.body.order.id);
    expect(written).toEqual(await writtenOrder(shop, medusas.body.order.id));
    const rows = Object.entries(written).map(([table, found]) => [table, found.length]);
    expect(Object.fromEntries(rows)).toMatchObject({
      order: 1,
      lines: 3,
      reservations: 3,
      payment: 1,
      cart: 1,
    });
  });

  it("what a merchant changes of the freight is in the next quote", async () => {
    const asked = { items: [{ variant_id: many[0]?.variant_id, quantity: 1 }], address: ADDRESS };
    const freight = async () => (await shopper.post("/store/mall/quotes", asked)).body.quote.freight_fen;
    const before = await freight();
    const { rows } = await shop.pool.query(
      "select service_zone_id, shipping_profile_id, provider_id from shipping_option where deleted_at is null limit 1",
    );
    const rule = (attribute: string, value: string) => ({ attribute, operator: "eq", value });
    const made = await merchant.send("POST", "/admin/shipping-options", {
      ...rows[0],
      ...{ name: "分文快递", price_type: "flat", type: { label: "快", description: "快", code: "quick" } },
      prices: [{ currency_code: "cny", amount: 0.01 }],
      rules: [rule("enabled_in_store", "true"), rule("is_return", "false")],
    });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(await freight()).toBe("1");
    await merchant.send("DELETE", `/admin/shipping-options/${made.body.shipping_option.id}`);
    expect(await freight()).toBe(before);
  });

  it("also where a merchant charges tax, which only a cart can tell", async () => {
    const untax = await tax(13);
    const items = [{ variant_id: many[0]?.variant_id, quantity: 2 }];
    const asked = { items, promo_codes: ["ACROSS7"], address: ADDRESS };
    const { quote } = (await shopper.post("/store/mall/quotes", asked)).body;
    const placed = await shopper.post("/store/mall/orders", { ...asked, idempotency_key: randomUUID() });
    expect(placed.body.order.total_fen).toBe(quote.total_fen);
    await untax();
  });
});
