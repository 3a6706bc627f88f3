import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor } from "./goods";
import { makeProduct } from "./made-product";
import { type Answer, Merchant, Shopper } from "./shopper";
import { until } from "./traces";

// What shoppers do beside buying: saving products, tidying their orders, reviewing.
let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let stranger: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-after-buying" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "林晓雨");
  stranger = await Shopper.logIn(shop, "路人");
  goods = await goodsFor(shopper, 2);
});
afterAll(() => shop?.close());

type Order = Answer["body"];
const refused = (status: number, code: string, field?: string) => ({
  status,
  body: field === undefined ? { code } : { code, field },
});

const product = (index: 0 | 1) => goods[index]?.product_id ?? "";

async function bought(): Promise<Order> {
  const { order } = (await shopper.order(goods.map(({ variant_id }) => [variant_id, 1]))).body;
  await shopper.pay(order.id);
  return await shopper.orderIn(order.id, "to_ship");
}

async function received(): Promise<Order> {
  const { id } = await bought();
  await merchant.ship(id);
  await shopper.orderIn(id, "shipped");
  return (await shopper.post(`/store/mall/orders/${id}/receipt`)).body.order;
}

const lineOf = (order: Order, index: 0 | 1): string =>
  order.items.find(({ product_id }: Order) => product_id === product(index)).id;

describe("saved products", () => {
  const favourites = "/store/mall/favourites";

  it("are each shopper's own, the latest first, each once", async () => {
    await shopper.post(`${favourites}/${product(0)}`);
    await shopper.post(`${favourites}/${product(1)}`);
    expect((await shopper.post(`${favourites}/${product(0)}`)).body).toEqual({ is_saved: true });
    const { products, count } = (await shopper.get(favourites)).body;
    expect(products.map(({ id }: Order) => id)).toEqual([product(0), product(1)]);
    expect(count).toBe(2);
    expect((await stranger.get(favourites)).body).toMatchObject({ products: [], count: 0 });
    expect((await shopper.get(`${favourites}/${product(1)}`)).body).toEqual({ is_saved: true });
    expect((await stranger.get(`${favourites}/${product(1)}`)).body).toEqual({ is_saved: false });
  });

  it("hold what the shop sells, and pages end", async () => {
    expect(await shopper.post(`${favourites}/prod_unknown`)).toMatchObject(refused(404, "product_unknown"));
    expect(await shopper.get(`${favourites}?limit=0`)).toMatchObject(
      refused(400, "invalid_request", "limit"),
    );
    const second = (await shopper.get(`${favourites}?limit=1&offset=1`)).body;
    expect(second.products.map(({ id }: Order) => id)).toEqual([product(1)]);
    expect((await shopper.get(`${favourites}?offset=2`)).body.products).toEqual([]);
  });

  it("saved by eight at once stand in the list once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => shopper.post(`/store/mall/footprints/${product(0)}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await shopper.get("/store/mall/footprints")).body.count).toBe(1);
  });
});

describe("a cart on the server", () => {
  const cart = "/store/mall/cart";
  const variant = (index: 0 | 1) => goods[index]?.variant_id ?? "";
  const cartOf = async (who: Shopper) => (await who.get(cart)).body.cart;
  const merge = (who: Shopper, items: object[], idempotency_key: string = randomUUID()) =>
    who.post(`${cart}/merge`, { idempotency_key, items });
  const empty = async (who: Shopper) => {
    const ids = (await cartOf(who)).items.map(({ variant_id }: Order) => variant_id);
    if (ids.length > 0) await who.post(`${cart}/removal`, { variant_ids: ids });
  };
  beforeEach(async () => {
    for (const who of [shopper, stranger]) await empty(who);
  });

  it("is its owner's, with today's price and what is missing to free freight", async () => {
    await merge(shopper, [{ variant_id: variant(0), quantity: 2 }]);
    await merge(shopper, [{ variant_id: variant(1), quantity: 1, is_selected: false }]);
    const shown = await cartOf(shopper);
    expect(shown.items.map(({ variant_id }: Order) => variant_id)).toEqual([variant(1), variant(0)]);
    const goods_fen = 2 * (goods[0]?.price_fen ?? 0);
    expect(shown).toMatchObject({
      goods_fen: String(goods_fen),
      free_freight: { from_fen: "9900", missing_fen: String(Math.max(0, 9_900 - goods_fen)) },
      limits: { pieces: 99, lines: 100 },
    });
    expect(shown.items[1]).toMatchObject({
      product_id: product(0),
      unit_price_fen: String(goods[0]?.price_fen),
      quantity: 2,
      is_selected: true,
      problem: null,
    });
    expect((await cartOf(stranger)).items).toEqual([]);
    expect(await stranger.post(`${cart}/items/${variant(0)}`, { quantity: 3 })).toMatchObject(
      refused(404, "cart_line_unknown"),
    );
    const selected = (await shopper.post(`${cart}/selection`, { is_selected: false })).body.cart;
    expect(selected.goods_fen).toBe("0");
    const other = { variant_ids: [variant(1)], is_selected: true };
    expect((await shopper.post(`${cart}/selection`, other)).body.cart.goods_fen).toBe(
      String(goods[1]?.price_fen),
    );
  });

  it("keeps what cannot be bought apart, under the name it had", async () => {
    const { product_id, variant_id } = await makeProduct(merchant, { title: "会下架的茶", stock: 1 });
    await merge(shopper, [{ variant_id, quantity: 1 }]);
    await merchant.send("POST", `/admin/products/${product_id}`, { status: "draft" });
    expect((await cartOf(shopper)).items).toMatchObject([
      { variant_id, title: "会下架的茶", unit_price_fen: null, is_selected: false, problem: "gone" },
    ]);
    await merchant.send("POST", `/admin/products/${product_id}`, { status: "published" });
    expect((await cartOf(shopper)).items).toMatchObject([{ variant_id, stock: 1, problem: null }]);
  });

  it("refuses what nobody makes and what is too much, and then has changed nothing", async () => {
    const item = { variant_id: variant(0), quantity: 1 };
    expect(await merge(shopper, [{ ...item, variant_id: "variant_x" }])).toMatchObject(
      refused(404, "variant_unknown", "items"),
    );
    expect(await merge(shopper, [{ ...item, quantity: 100 }])).toMatchObject(
      refused(400, "invalid_request", "items.0.quantity"),
    );
    expect(await merge(shopper, [item], "short")).toMatchObject(
      refused(400, "invalid_request", "idempotency_key"),
    );
    expect((await cartOf(shopper)).items).toEqual([]);
    await merge(shopper, [{ ...item, quantity: 98 }]);
    await merge(shopper, [{ ...item, quantity: 5 }]);
    expect((await cartOf(shopper)).items).toMatchObject([{ quantity: 99 }]);
    const customer_id = (await shopper.get("/store/customers/me")).body.customer.id;
    await shop.pool.query(
      `insert into mall_cart_line select $1, 'full_' || n, 'p', 't', 'v', null, 1, false, now()
       from generate_series(1, 99) n`,
      [customer_id],
    );
    const key = randomUUID();
    const another = [{ variant_id: variant(1), quantity: 1 }];
    expect(await merge(shopper, another, key)).toMatchObject(refused(409, "cart_full", "items"));
    expect((await merge(shopper, [item, ...another])).body.left_out).toEqual([variant(1)]);
    await shop.pool.query(`delete from mall_cart_line where variant_id like 'full_%'`);
    expect((await merge(shopper, another, key)).body).toMatchObject({ left_out: [] });
  });

  it("takes the same cart of a phone once, however often it is sent", async () => {
    const key = randomUUID();
    const items = [
      { variant_id: variant(0), quantity: 2 },
      { variant_id: variant(1), quantity: 1, is_selected: false },
    ];
    const answers = await Promise.all(Array.from({ length: 8 }, () => merge(shopper, items, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    // Somebody else's key is another one.
    await merge(stranger, items, key);
    for (const who of [shopper, stranger]) {
      const { items: lines } = await cartOf(who);
      expect(lines.map(({ quantity }: Order) => quantity).sort()).toEqual([1, 2]);
    }
  });

  it("loses and doubles nothing when eight phones change it at once", async () => {
    const { variant_id: other } = await makeProduct(merchant, { title: "抢着加的茶", stock: 50 });
    await merge(shopper, [{ variant_id: variant(1), quantity: 1 }]);
    const changes = Array.from({ length: 8 }, (_, phone) => [
      merge(shopper, [{ variant_id: variant(0), quantity: 1 }]),
      merge(shopper, [{ variant_id: other, quantity: 2 }]),
      shopper.post(`${cart}/items/${variant(1)}`, { quantity: phone + 1 }),
      shopper.post(`${cart}/selection`, { variant_ids: [variant(1)], is_selected: phone % 2 === 0 }),
    ]).flat();
    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual(Array(32).fill(200));
    const quantities = new Map(
      (await cartOf(shopper)).items.map(({ variant_id, quantity }: Order) => [variant_id, quantity]),
    );
    expect([quantities.get(variant(0)), quantities.get(other), quantities.size]).toEqual([8, 16, 3]);
    expect(quantities.get(variant(1))).toBeGreaterThanOrEqual(1);
    expect(quantities.get(variant(1))).toBeLessThanOrEqual(8);
    const removals = Array.from({ length: 8 }, () =>
      shopper.post(`${cart}/removal`, { variant_ids: [variant(0), other] }),
    );
    await Promise.all(removals);
    expect((await cartOf(shopper)).items.map(({ variant_id }: Order) => variant_id)).toEqual([variant(1)]);
  });
});

describe("an order that is over", () => {
  it("leaves its shopper's list and stays with the merchant", async () => {
    const open = await bought();
    const remove = (order: Order, who: Shopper) => who.remove(`/store/mall/orders/${order.id}`);
    expect(await remove(open, shopper)).toMatchObject(refused(409, "order_not_finished"));
    const { order } = (await shopper.order([[goods[0]?.variant_id ?? "", 1]])).body;
    await shopper.post(`/store/mall/orders/${order.id}/cancel`);
    await shopper.orderIn(order.id, "canceled");
    expect(await remove(order, stranger)).toMatchObject(refused(404, "order_not_found"));
    expect((await remove(order, shopper)).status).toBe(204);
    expect((await remove(order, shopper)).status).toBe(204);
    const { orders } = (await shopper.get("/store/mall/orders?limit=50")).body;
    expect(orders.map(({ id }: Order) => id)).not.toContain(order.id);
    expect(orders.map(({ id }: Order) => id)).toContain(open.id);
    expect((await shopper.get(`/store/mall/orders/${order.id}`)).status).toBe(200);
    expect((await merchant.send("GET", `/admin/orders/${order.id}`)).status).toBe(200);
  });
});

describe("reviews", () => {
  const write = (order: Order, change: object = {}, who = shopper) =>
    who.post(`/store/mall/orders/${order.id}/reviews`, {
      order_line_id: lineOf(order, 0),
      stars: 5,
      text: "很好",
      ...change,
    });
  const ofProduct = async (index: 0 | 1, query = "") =>
    (await shopper.get(`/store/mall/products/${product(index)}/reviews${query}`)).body;
  const picture = (order: Order, content: Buffer, who = shopper) =>
    who.send(`/store/mall/orders/${order.id}/reviews/photos`, content);
  /** A photograph as a phone takes it: lying on its side, and saying where. */
  const photograph = () =>
    sharp({ create: { width: 2400, height: 1200, channels: 3, background: "#3a7" } })
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { ImageDescription: "taken at home" } })
      .jpeg()
      .toBuffer();

  let order: Order;
  beforeAll(async () => {
    order = await received();
  });

  it("come from buyers who received the goods, once for each line", async () => {
    const waiting = await bought();
    expect(await write(waiting)).toMatchObject(refused(409, "review_unavailable"));
    expect(await write(order, {}, stranger)).toMatchObject(refused(404, "order_not_found"));
    expect(await write(order, { order_line_id: "ordli_unknown" })).toMatchObject(
      refused(404, "review_line_unknown", "order_line_id"),
    );
    for (const [field, value] of Object.entries({
      stars: 0,
      text: "好".repeat(501),
      picture_ids: ["x", "x"],
    }))
      expect(await write(order, { [field]: value })).toMatchObject(refused(400, "invalid_request", field));
    expect((await ofProduct(0)).rating).toEqual({ count: 0, stars_tenths: null, good_percent: null });
    const answers = await Promise.all(Array.from({ length: 8 }, () => write(order)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "review_exists")).toHaveLength(7);
    const shown = await ofProduct(0);
    expect(shown).toMatchObject({
      rating: { count: 1, stars_tenths: 50, good_percent: 100 },
      kinds: { good: 1 },
    });
    expect(shown.reviews[0]).toMatchObject({ author: "林**雨", stars: 5, text: "很好", pictures: [] });
    const { lines } = (await shopper.get(`/store/mall/orders/${order.id}/reviews`)).body;
    expect(lines.map(({ is_open }: Order) => is_open).sort()).toEqual([false, true]);
  });

  it("show pictures drawn anew, upright and without what the camera wrote", async () => {
    const content = await photograph();
    const [first, second] = [await picture(order, content), await picture(order, content)];
    expect(first.status).toBe(201);
    const said = { order_line_id: lineOf(order, 1), stars: 2, text: "", is_anonymous: true };
    const foreign = { ...said, picture_ids: [first.body.photo.id, "revp_unknown"] };
    expect(await write(order, foreign)).toMatchObject(refused(404, "photo_unknown", "picture_ids"));
    const picture_ids = [second.body.photo.id, first.body.photo.id];
    expect((await write(order, { ...said, picture_ids })).status).toBe(201);
    const { reviews, kinds } = await ofProduct(1, "?kind=pictures");
    expect(kinds).toMatchObject({ all: 1, pictures: 1, bad: 1, good: 0 });
    expect(reviews[0]).toMatchObject({ author: "匿名用户", text: "此用户没有填写评价" });
    expect(reviews[0].pictures).toEqual([second.body.photo.url, first.body.photo.url]);
    const sent = Buffer.from(await (await fetch(reviews[0].pictures[0])).arrayBuffer());
    expect(await sharp(sent).metadata()).toMatchObject({ format: "webp", width: 800, height: 1600 });
    expect(sent.includes("taken at home")).toBe(false);
    expect((await ofProduct(1, "?kind=good")).reviews).toEqual([]);
  });

  it("take pictures alone, of this order's buyer, and forget what no review took up", async () => {
    expect(await picture(order, Buffer.from("<svg/>"))).toMatchObject(refused(422, "photo_invalid"));
    const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(100)]);
    expect(await picture(order, broken)).toMatchObject(refused(422, "photo_invalid"));
    expect(await picture(order, await photograph(), stranger)).toMatchObject(refused(404, "order_not_found"));
    const { photo } = (await picture(order, await photograph())).body;
    await shop.pool.query(
      `update mall_review_picture set created_at = now() - interval '25 hours' where id = $1`,
      [photo.id],
    );
    await shop.runJob("forget-waiting-after-sale-photos");
    expect((await fetch(photo.url)).status).toBe(404);
  });

  it("can be added to once, by their author", async () => {
    const [{ id }] = (await ofProduct(0)).reviews;
    const add = (who: Shopper) =>
      who.post(`/store/mall/reviews/${id}/addition`, { text: "用了一个月，还是好" });
    expect(await add(stranger)).toMatchObject(refused(404, "review_not_found"));
    const answers = await Promise.all([add(shopper), add(shopper), add(shopper)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect((await ofProduct(0, "?kind=added")).reviews[0].addition.text).toBe("用了一个月，还是好");
  });

  it("stand on cards as a rating", async () => {
    await until("the card carries the rating", async () => {
      const { products } = (await shopper.get("/store/mall/products?order=price_asc&limit=40")).body;
      const card = products.find(({ id }: Order) => id === product(0));
      return card.rating?.count === 1 && card.rating.stars_tenths === 50;
    });
  });

  it("are answered by the merchant, and hidden for the law's reasons alone", async () => {
    const list = async (query = "") =>
      (await merchant.send("GET", `/admin/mall/reviews${query}`)).body.reviews;
    const review = (await list("?stars=2"))[0];
    expect(review).toMatchObject({ product_id: product(1), order_id: order.id });
    const act = (action: string, body: object = {}) =>
      merchant.send("POST", `/admin/mall/reviews/${review.id}/${action}`, body);
    expect(await act("answer", { text: " " })).toMatchObject(refused(400, "invalid_request", "text"));
    expect((await act("answer", { text: "抱歉，已为您补发" })).status).toBe(204);
    expect((await ofProduct(1)).reviews[0].answer.text).toBe("抱歉，已为您补发");
    expect(await act("hide", { reason: "bad_stars" })).toMatchObject(
      refused(400, "invalid_request", "reason"),
    );
    expect((await act("hide", { reason: "insult" })).status).toBe(204);
    expect(await ofProduct(1)).toMatchObject({ reviews: [], rating: { count: 0 } });
    expect(await list("?state=hidden")).toHaveLength(1);
    const own = (await shopper.get(`/store/mall/orders/${order.id}/reviews`)).body.lines;
    expect(own.find(({ review }: Order) => review?.is_hidden)).toBeDefined();
    expect((await act("show")).status).toBe(204);
    expect((await ofProduct(1)).rating.count).toBe(1);
    expect(await merchant.send("POST", "/admin/mall/reviews/rev_unknown/show", {})).toMatchObject(
      refused(404, "review_not_found"),
    );
  });

  it("are read a page at a time", async () => {
    const more = await received();
    for (const index of [0, 1] as const) await write(more, { order_line_id: lineOf(more, index), stars: 4 });
    const first = await ofProduct(0, "?limit=1");
    expect(first.reviews).toHaveLength(1);
    const second = await ofProduct(0, `?limit=1&cursor=${first.next_cursor}`);
    expect(second.reviews).toHaveLength(1);
    expect(second.reviews[0].id).not.toBe(first.reviews[0].id);
    expect(second).not.toHaveProperty("next_cursor");
  });
});

describe("coupons", () => {
  const CODE = "NEW5";
  const take = (code: string, who = shopper) => who.post(`/store/mall/coupons/${code}/take`);
  const mine = async (state: string): Promise<string[]> =>
    (await shopper.get(`/store/mall/coupons/mine?state=${state}`)).body.coupons.map(
      ({ code }: Order) => code,
    );
  const quote = async (change: object) =>
    (
      await shopper.post("/store/mall/quotes", {
        items: [{ variant_id: goods[0]?.variant_id, quantity: 2 }],
        ...change,
      })
    ).body.quote;

  it("are offered on the home page and taken once, also by eight taps at once", async () => {
    const { coupons } = (await shopper.get("/store/mall/coupons")).body;
    expect(coupons.find(({ code }: Order) => code === CODE)).toMatchObject({
      state: "usable",
      is_taken: false,
    });
    expect(await take("NOT-OFFERED")).toMatchObject(refused(404, "coupon_unknown"));
    const answers = await Promise.all(Array.from({ length: 8 }, () => take(CODE)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await mine("usable")).toEqual([CODE]);
    expect((await stranger.get("/store/mall/coupons/mine")).body.coupons).toEqual([]);
    expect(await shopper.get("/store/mall/coupons/mine?state=all")).toMatchObject(
      refused(400, "invalid_request", "state"),
    );
  });

  it("choose themselves, the one that takes most off; an order holds it, and a closed order gives it back", async () => {
    await take("VINE10");
    const [five, tenth] = [await quote({ promo_codes: [CODE] }), await quote({ promo_codes: ["VINE10"] })];
    const best = await quote({ best_coupon: true });
    const lowest = Math.min(Number(five.total_fen), Number(tenth.total_fen));
    expect(Number(best.total_fen)).toBe(lowest);
    expect(best.promotions).toHaveLength(1);
    const [{ code }] = best.promotions;
    const { order } = (await shopper.order([[goods[0]?.variant_id ?? "", 2]], { promo_codes: [code] })).body;
    expect(order.total_fen).toBe(best.total_fen);
    expect(await mine("used")).toEqual([code]);
    expect(await mine("usable")).not.toContain(code);
    await shopper.post(`/store/mall/orders/${order.id}/cancel`);
    await shopper.orderIn(order.id, "canceled");
    await until("the coupon came back", async () => (await mine("usable")).includes(code));
    expect(await mine("used")).toEqual([]);
  });
});

describe("questions about a product", () => {
  const path = () => `/store/mall/products/${product(0)}/questions`;
  const admin = "/admin/mall/questions";
  const ask = (who: Shopper, text: string, more: object = {}) => who.post(path(), { text, ...more });
  const shown = async (query = "") => (await stranger.get(`${path()}${query}`)).body;

  it("are shown once they are answered, without the asker's whole name", async () => {
    const asked = await ask(shopper, "可以用洗碗机洗吗？");
    expect(asked.status).toBe(201);
    const { id } = asked.body.question;
    expect(await shown()).toEqual({ questions: [] });
    expect(await ask(shopper, "问")).toMatchObject(refused(400, "invalid_request", "text"));
    expect(await shopper.post("/store/mall/products/prod_x/questions", { text: "有货吗" })).toMatchObject(
      refused(404, "product_unknown"),
    );
    const act = (action: string, body: object = {}) =>
      merchant.send("POST", `${admin}/${id}/${action}`, body);
    const [waiting] = (await merchant.send("GET", `${admin}?state=unanswered`)).body.questions;
    expect(waiting).toMatchObject({
      id,
      text: "可以用洗碗机洗吗？",
      product_id: product(0),
      is_hidden: false,
    });
    expect(await act("answer", { text: " " })).toMatchObject(refused(400, "invalid_request", "text"));
    expect((await act("answer", { text: "可以，低温档即可" })).status).toBe(204);
    await expect
      .poll(shown, { timeout: 10_000 })
      .toMatchObject({ questions: [{ author: "林**雨", answer: { text: "可以，低温档即可" } }] });
    expect((await act("hide")).status).toBe(204);
    await expect.poll(shown, { timeout: 10_000 }).toEqual({ questions: [] });
    expect((await act("show")).status).toBe(204);
    await expect.poll(async () => (await shown()).questions.length, { timeout: 10_000 }).toBe(1);
    expect(await merchant.send("POST", `${admin}/ques_x/answer`, { text: "好" })).toMatchObject(
      refused(404, "question_not_found"),
    );
  });

  it("wait five a person, also when eight are asked at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => ask(stranger, `第 ${n} 个问题`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === "questions_too_many")).toHaveLength(3);
  });
});

describe("the home page that a merchant composes", () => {
  const path = "/admin/mall/home";
  const rail = (...ids: string[]) => ({
    id: "rail",
    kind: "products",
    title: "掌柜推荐",
    layout: "list",
    source: { kind: "products", ids },
  });
  const notice = (text: string) => ({ id: "notice", kind: "notice", text, link: "/pages/cart/index" });
  const composition = async () => (await merchant.send("GET", path)).body;
  const save = async (blocks: object[], revision?: number) =>
    merchant.send("POST", `${path}/draft`, {
      blocks,
      revision: revision ?? (await composition()).draft.revision,
    });
  const publish = async (more: object = {}) =>
    merchant.send("POST", `${path}/publish`, { revision: (await composition()).draft.revision, ...more });
  const kindsOf = async () =>
    (await shopper.get("/store/mall/home")).body.blocks.map(({ kind }: Order) => kind);
  const noticeOf = async () =>
    (await shopper.get("/store/mall/home")).body.blocks.find(({ kind }: Order) => kind === "notice")?.text;

  it("begins with what the shop showed before, and a draft changes nothing for shoppers", async () => {
    const { draft, versions } = await composition();
    expect(versions).toEqual([]);
    expect(draft).toMatchObject({ revision: 0, updated_by: null });
    const before = await kindsOf();
    expect(draft.blocks.map(({ kind }: Order) => kind)).toEqual(before);
    expect(before).toEqual(["banner", "icons", "coupons", ...Array(4).fill("products")]);
    const saved = await save([notice("草稿")]);
    expect(saved).toMatchObject({
      status: 200,
      body: { draft: { revision: 1, blocks: [{ text: "草稿" }] } },
    });
    expect(await kindsOf()).toEqual(before);
    const preview = await merchant.send("POST", `${path}/preview`, { blocks: [rail(product(0))] });
    expect(preview.body.blocks).toMatchObject([{ kind: "products", products: [{ id: product(0) }] }]);
  });

  it("is shown once it is published, without what cannot be shown", async () => {
    const over = { title: "过期", image_url: "/static/x.webp", ends_at: "2020-01-01T00:00:00Z" };
    await save([
      { id: "over", kind: "banner", items: [over] },
      notice("国庆照常发货"),
      rail(product(1), "prod_gone", product(0)),
      { id: "tickets", kind: "coupons", items: [{ code: "VINE10", title: "九折券" }] },
    ]);
    const published = await publish({ note: "国庆" });
    expect(published).toMatchObject({ status: 200, body: { versions: [{ note: "国庆", state: "live" }] } });
    expect(published.body.versions[0].published_by).toMatch(/^user_/);
    await expect.poll(kindsOf, { timeout: 10_000 }).toEqual(["notice", "products", "coupons"]);
    const home = (await shopper.get("/store/mall/home")).body;
    expect(home.blocks[1].products.map(({ id }: Order) => id)).toEqual([product(1), product(0)]);
    expect(home).toMatchObject({
      banners: [],
      coupons: [{ code: "VINE10" }],
      sections: [{ title: "掌柜推荐" }],
    });
    const put = (status: string) =>
      Promise.all(
        [0, 1].map((index) =>
          merchant.send("POST", `/admin/products/${product(index as 0 | 1)}`, { status }),
        ),
      );
    await put("draft");
    await expect.poll(kindsOf, { timeout: 10_000 }).toEqual(["notice", "coupons"]);
    await put("published");
  });

  it("refuses links that leave the shop, and a draft that somebody else changed", async () => {
    const { revision } = (await composition()).draft;
    expect(await save([{ ...notice("去别处"), link: "//elsewhere.example" }])).toMatchObject(
      refused(400, "invalid_request", "blocks.0.link"),
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, editor) => save([notice(`编辑 ${editor}`)], revision)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "home_changed")).toHaveLength(7);
    expect(await merchant.send("POST", `${path}/publish`, { revision })).toMatchObject(
      refused(409, "home_changed", "revision"),
    );
    expect((await composition()).draft.revision).toBe(revision + 1);
  });

  it("waits for its time, can be taken back before, and rolled back after", async () => {
    const [first] = (await composition()).versions;
    await save([notice("双十二")]);
    const live_from = new Date(Date.now() + 3_600_000).toISOString();
    const [planned] = (await publish({ live_from })).body.versions;
    expect(planned).toMatchObject({ state: "planned", live_from });
    expect(await noticeOf()).toBe("国庆照常发货");
    await shop.pool.query("update mall_home_version set live_from = now() where id = $1", [planned.id]);
    await expect.poll(noticeOf, { timeout: 10_000 }).toBe("双十二");
    const act = (id: string, action: string) => merchant.send("POST", `${path}/versions/${id}/${action}`);
    expect(await act(planned.id, "withdraw")).toMatchObject(refused(404, "home_version_unknown"));
    const [restored] = (await act(first.id, "restore")).body.versions;
    expect(restored).toMatchObject({ state: "live", restored_from: first.id, note: "国庆" });
    await expect.poll(noticeOf, { timeout: 10_000 }).toBe("国庆照常发货");
    const [again] = (await publish({ live_from })).body.versions;
    expect((await act(again.id, "withdraw")).body.versions.map(({ id }: Order) => id)).not.toContain(
      again.id,
    );
    expect(await act("homev_unknown", "restore")).toMatchObject(refused(404, "home_version_unknown"));
  });
});
