import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type MadeProduct, makeProduct } from "./made-product";
import { type Answer, Merchant, Shopper } from "./shopper";

let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let region_id: string;
let made: MadeProduct[];

beforeAll(async () => {
  shop = await openTestShop({ name: "catalogue" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "买家");
  region_id = (await merchant.send("GET", "/admin/regions?limit=1")).body.regions[0].id;
  made = [];
  for (const index of [1, 2, 3]) {
    made.push(await makeProduct(merchant, { title: `目录商品 ${index}`, price: 10 + index, stock: 50 }));
  }
});
afterAll(() => shop?.close());

/** Random numbers from a seed, so that a run can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const MOST_YUAN = 10_000_000;

/** Whole fen of a price as Medusa answers it; null for what cannot be asked of anybody. */
function fenOf(yuan: number | null | undefined): number | null {
  if (yuan === null || yuan === undefined || yuan < 0 || yuan > MOST_YUAN) return null;
  const fen = Math.round(yuan * 100);
  return Math.abs(fen - yuan * 100) > 1e-6 ? null : fen;
}

/** What Medusa's own store route says of everything that is sold, in the words of ours. */
async function ofMedusa(): Promise<Map<string, Answer["body"]>> {
  const fields =
    "id,title,subtitle,handle,thumbnail,description,*images,*options,*options.values,*categories,*variants,*variants.options,*variants.calculated_price,%2Bvariants.inventory_quantity";
  const answer = await shopper.get(`/store/products?limit=100&region_id=${region_id}&fields=${fields}`);
  expect(answer.status).toBe(200);
  return new Map(answer.body.products.map((product: Answer["body"]) => [product.id, expectedOf(product)]));
}

function expectedOf(product: Answer["body"]) {
  const variants = product.variants
    .map((variant: Answer["body"]) => {
      const price = fenOf(variant.calculated_price?.calculated_amount);
      const original = fenOf(variant.calculated_price?.original_amount);
      const isUncounted = !variant.manage_inventory || variant.allow_backorder;
      return {
        id: variant.id,
        title: variant.title,
        sku: variant.sku,
        price_fen: price === null ? null : String(price),
        original_price_fen:
          price !== null && original !== null && original > price ? String(original) : undefined,
        stock: isUncounted ? 99_999 : Math.max(0, variant.inventory_quantity ?? 0),
        values: variant.options.map(({ value }: { value: string }) => value).sort(),
      };
    })
    .filter(({ price_fen }: { price_fen: string | null }) => price_fen !== null);
  return {
    id: product.id,
    title: product.title,
    subtitle: product.subtitle ?? "",
    handle: product.handle,
    thumbnail: product.thumbnail,
    description: product.description ?? "",
    images: product.images.map(({ url }: { url: string }) => url).sort(),
    variants: byId(variants),
  };
}

const byId = <Row extends { id: string }>(rows: Row[]) => [...rows].sort((a, b) => a.id.localeCompare(b.id));

/** A product's page of ours, in the same words. */
async function ofPage(id: string) {
  const answer = await shopper.get(`/store/mall/products/${id}`);
  expect(answer).toMatchObject({ status: 200 });
  const { title, subtitle, handle, thumbnail, description, images, variants } = answer.body.product;
  return {
    id,
    title,
    subtitle,
    handle,
    thumbnail,
    description,
    images: [...images].sort(),
    variants: byId(
      variants.map(({ options, image_url, ...variant }: Answer["body"]) => ({
        ...variant,
        values: Object.values(options).sort(),
      })),
    ),
  };
}

/** Compares the lists with what Medusa says, and the pages of some products. */
async function expectEqual(pages: readonly string[]): Promise<void> {
  const medusa = await ofMedusa();
  const { products, count } = (await shopper.get("/store/mall/products?limit=50&offset=0")).body;
  const more = (await shopper.get("/store/mall/products?limit=50&offset=50")).body.products;
  const lowest = (variants: { price_fen: string }[]) =>
    variants.length === 0 ? null : Math.min(...variants.map(({ price_fen }) => Number(price_fen)));
  const expected = [...medusa.values()]
    .map(({ id, title, variants }) => ({ id, title, price_fen: lowest(variants) }))
    .filter(({ price_fen }) => price_fen !== null);
  const shown = [...products, ...more].map(({ id, title, price_fen }: Answer["body"]) => ({
    id,
    title,
    price_fen: Number(price_fen),
  }));
  expect(byId(shown)).toEqual(byId(expected));
  expect(count).toBe(expected.length);
  for (const id of pages) {
    const wanted = medusa.get(id);
    if (wanted) expect(await ofPage(id)).toEqual(wanted);
    else expect((await shopper.get(`/store/mall/products/${id}`)).status).toBe(404);
  }
}

describe("the catalogue's read model", () => {
  it("says of every seeded product what Medusa says", async () => {
    await expectEqual([...(await ofMedusa()).keys()]);
  });
});

/** What a merchant, or whoever reaches the database, may do to the made products. */
class Edits {
  readonly touched = new Set<string>();
  #priceLists: string[] = [];
  #channel = "";
  #category = "";

  constructor(private readonly below: (below: number) => number) {}

  async one(): Promise<void> {
    const product = made[this.below(made.length)] as MadeProduct;
    this.touched.add(product.product_id);
    const edits = [
      () => this.#price(product),
      () => this.#odd(product),
      () => this.#sell(product, { title: `改名 ${this.below(1_000)}`, subtitle: `${this.below(9)} 折` }),
      () => this.#sell(product, { status: this.below(3) === 0 ? "draft" : "published" }),
      () => this.#sell(product, { metadata: { services: [`承诺 ${this.below(9)}`] } }),
      () => this.#variant(product),
      () => this.#stock(product),
      () => this.#channels(product),
      () => this.#categories(product),
      () => this.#priceList(product),
      () => this.#endPriceList(),
      () => this.#hideCategory(),
    ];
    await edits[this.below(edits.length)]?.();
  }

  async #ok(answer: Promise<Answer>): Promise<Answer["body"]> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`an edit was refused: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  #sell({ product_id }: MadeProduct, change: Record<string, unknown>) {
    return this.#ok(merchant.send("POST", `/admin/products/${product_id}`, change));
  }

  #price({ product_id, variant_id, price_id }: MadeProduct) {
    const amount = (1_000 + this.below(5_000)) / 100;
    return this.#ok(
      merchant.send("POST", `/admin/products/${product_id}/variants/${variant_id}`, {
        prices: [{ id: price_id, currency_code: "cny", amount }],
      }),
    );
  }

  /** A price as an import may leave it, past the admin and past every event. */
  #odd({ price_id }: MadeProduct) {
    const amount = ["19.999", "-5", "1000000000000000", "23.50", "0"][this.below(5)];
    return shop.pool.query("update price set amount = $2, raw_amount = $3 where id = $1", [
      price_id,
      amount,
      JSON.stringify({ value: amount, precision: 20 }),
    ]);
  }

  #variant({ product_id, variant_id }: MadeProduct) {
    return this.#ok(
      merchant.send("POST", `/admin/products/${product_id}/variants/${variant_id}`, {
        title: `规格 ${this.below(1_000)}`,
        allow_backorder: this.below(3) === 0,
      }),
    );
  }

  async #stock({ variant_id }: MadeProduct) {
    await shop.pool.query(
      `update inventory_level l set stocked_quantity = $2::int, raw_stocked_quantity = jsonb_build_object('value', ($2::int)::text)
       from product_variant_inventory_item i where i.inventory_item_id = l.inventory_item_id and i.variant_id = $1`,
      [variant_id, this.below(3) * 7],
    );
  }

  async #channels({ product_id }: MadeProduct) {
    if (!this.#channel) {
      const body = await this.#ok(merchant.send("POST", "/admin/sales-channels", { name: "另一渠道" }));
      this.#channel = body.sales_channel.id;
    }
    const sold = (await this.#ok(merchant.send("GET", "/admin/sales-channels?limit=10"))).sales_channels;
    const own = sold.filter(({ id }: { id: string }) => id !== this.#channel || this.below(2) === 0);
    const channels =
      this.below(3) === 0 ? [{ id: this.#channel }] : own.map(({ id }: { id: string }) => ({ id }));
    await this.#sell({ product_id } as MadeProduct, { sales_channels: channels });
  }

  async #categories(product: MadeProduct) {
    await this.#ownCategory();
    await this.#sell(product, { categories: this.below(2) === 0 ? [] : [{ id: this.#category }] });
  }

  async #ownCategory() {
    if (this.#category) return;
    const wanted = { name: "目录分类", handle: "catalogue-edits", is_active: true };
    this.#category = (
      await this.#ok(merchant.send("POST", "/admin/product-categories", wanted))
    ).product_category.id;
  }

  async #hideCategory() {
    await this.#ownCategory();
    const change = { is_active: this.below(2) === 0, name: `目录分类 ${this.below(100)}` };
    await this.#ok(merchant.send("POST", `/admin/product-categories/${this.#category}`, change));
  }

  async #priceList({ variant_id }: MadeProduct) {
    const moments = [{}, { starts_at: "2020-01-01" }, { starts_at: "2099-01-01" }, { ends_at: "2020-01-01" }];
    const body = await this.#ok(
      merchant.send("POST", "/admin/price-lists", {
        title: `活动 ${this.below(1_000)}`,
        description: "活动",
        type: this.below(2) === 0 ? "sale" : "override",
        status: this.below(4) === 0 ? "draft" : "active",
        prices: [{ variant_id, currency_code: "cny", amount: (500 + this.below(2_000)) / 100 }],
        ...moments[this.below(moments.length)],
      }),
    );
    this.#priceLists.push(body.price_list.id);
  }

  async #endPriceList() {
    const id = this.#priceLists.pop();
    if (!id) return;
    const path = `/admin/price-lists/${id}`;
    if (this.below(2) === 0) await this.#ok(merchant.send("POST", path, { status: "draft" }));
    else await this.#ok(merchant.send("DELETE", path));
  }
}

/** The model as it stands, without when and in which order it was written. */
async function model(): Promise<unknown> {
  const { rows } = await shop.pool.query(
    `select (to_jsonb(p) - 'refresh_no' - 'refreshed_at') as row from mall_catalogue_product p order by product_id`,
  );
  return rows;
}

const SEED = 20_261_129;

describe("after many edits", () => {
  const edits = new Edits(randomFrom(SEED));

  it.each([1, 2])("lists and pages say what Medusa says (part %i)", async () => {
    for (let edit = 0; edit < 30; edit++) await edits.one();
    await expectEqual([...edits.touched]);
  });

  it("making the model anew changes nothing", async () => {
    const followed = await model();
    await shop.pool.query(`insert into mall_catalogue_change (kind, ref) values ('all', 'catalogue')`);
    await shop.runJob("refresh-mall-catalogue");
    expect(await model()).toEqual(followed);
  });

  it("a price list that begins by itself is seen, and seen no more when it ends", async () => {
    const [{ product_id, variant_id }] = made as [MadeProduct];
    await merchant.send("POST", `/admin/products/${product_id}/variants/${variant_id}`, {
      prices: [{ currency_code: "cny", amount: 30 }],
    });
    const channels = (await merchant.send("GET", "/admin/sales-channels?limit=10")).body.sales_channels;
    await merchant.send("POST", `/admin/products/${product_id}`, {
      status: "published",
      sales_channels: channels.map(({ id }: { id: string }) => ({ id })),
    });
    const inMoments = (ms: number) => new Date(Date.now() + ms).toISOString();
    const { price_list } = (
      await merchant.send("POST", "/admin/price-lists", {
        title: "限时",
        description: "限时",
        type: "override",
        status: "active",
        starts_at: inMoments(4_000),
        prices: [{ variant_id, currency_code: "cny", amount: 0.01 }],
      })
    ).body;
    const priceIs = async (fen: string) =>
      (await shopper.get(`/store/mall/products/${product_id}`)).body.product.variants[0]?.price_fen === fen;
    await expect.poll(() => priceIs("1"), { timeout: 30_000, interval: 500 }).toBe(true);
    await merchant.send("POST", `/admin/price-lists/${price_list.id}`, { ends_at: inMoments(2_000) });
    await expect.poll(() => priceIs("1"), { timeout: 30_000, interval: 500 }).toBe(false);
    await expectEqual([product_id]);
  });
});

describe("a list", () => {
  it.each(["default", "newest", "price_asc", "price_desc", "sales"])(
    "in the order %s goes on behind a cursor",
    async (order) => {
      const whole = (await shopper.get(`/store/mall/products?order=${order}&limit=50`)).body;
      const ids: string[] = [];
      let cursor = "";
      do {
        const page = (await shopper.get(`/store/mall/products?order=${order}&limit=7${cursor}`)).body;
        ids.push(...page.products.map(({ id }: { id: string }) => id));
        cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : "";
      } while (cursor);
      expect(ids.slice(0, 50)).toEqual(whole.products.map(({ id }: { id: string }) => id));
      expect(new Set(ids).size).toBe(whole.count);
    },
  );

  it("takes no cursor that it did not give", async () => {
    expect(await shopper.get("/store/mall/products?cursor=nonsense")).toMatchObject({
      status: 400,
      body: { code: "invalid_request", field: "cursor" },
    });
  });
});

describe("a search", () => {
  const found = async (q: string, more = "") =>
    (await shopper.get(`/store/mall/products?q=${encodeURIComponent(q)}&limit=50${more}`)).body;
  const titles = ({ products }: Answer["body"]): string[] =>
    products.map(({ title }: { title: string }) => title);

  it.each([
    ["T恤", "T 恤"],
    ["Ｔ 恤", "T 恤"],
    ["龙井茶", "龙井绿茶"],
    ["绿茶龙井", "龙井绿茶"],
    ["longjing", "龙井绿茶"],
    ["lj", "龙井绿茶"],
    ["龙景", "龙井绿茶"],
    ["lonjing", "龙井绿茶"],
  ])("for %s finds %s first", async (q, title) => {
    expect(titles(await found(q))[0]).toContain(title);
  });

  it("offers what sells where nothing fits, and takes % and _ as letters", async () => {
    for (const q of ["_", "%_%", "量子火箭", "，。"]) {
      const answer = await found(q);
      expect({ q, products: answer.products, count: answer.count }).toEqual({ q, products: [], count: 0 });
      expect(answer.alternatives.length).toBeGreaterThan(0);
    }
    const { products } = await found("%");
    for (const { id } of products) {
      expect(JSON.stringify((await shopper.get(`/store/mall/products/${id}`)).body)).toMatch(/[%％]/);
    }
    expect(products.length).toBeLessThan(10);
  });

  it("shows what has it in the title before what has it elsewhere", async () => {
    const all = titles(await found("茶"));
    const last = all.findLastIndex((title) => title.includes("茶"));
    expect(last).toBeGreaterThan(0);
    expect(all.slice(0, last + 1).every((title) => title.includes("茶"))).toBe(true);
  });

  it("says how many each filter leaves, and leaves as many", async () => {
    const { filters, count } = await found("茶", "&filters=true");
    expect(filters.in_stock).toBeLessThanOrEqual(count);
    for (const { id, count } of filters.categories)
      expect((await found("茶", `&category_id=${id}`)).count).toBe(count);
    for (const { name, value, count } of filters.attributes.slice(0, 5)) {
      const attribute = encodeURIComponent(`${name}=${value}`);
      expect((await found("茶", `&attributes=${attribute}`)).count).toBe(count);
    }
    const cheap = await found("茶", `&max_price_fen=${filters.price.min_fen}`);
    expect(cheap.count).toBeGreaterThan(0);
    expect(cheap.products.every((card: Answer["body"]) => card.price_fen === filters.price.min_fen)).toBe(
      true,
    );
    expect((await found("茶", "&in_stock=true")).count).toBe(filters.in_stock);
  });
});

describe("what no change told of", () => {
  it("is found by the reconciliation: rows that are missing, too many or wrong", async () => {
    const right = await model();
    const { rows } = await shop.pool.query("select product_id from mall_catalogue_product limit 3");
    const [gone, wrong, copied] = rows.map(({ product_id }: { product_id: string }) => product_id);
    await shop.pool.query("delete from mall_catalogue_product where product_id = $1", [gone]);
    await shop.pool.query(
      "update mall_catalogue_product set title = '错', price_fen = 1 where product_id = $1",
      [wrong],
    );
    await shop.pool.query(
      `insert into mall_catalogue_product select (jsonb_populate_record(p, '{"product_id": "prod_nowhere"}')).*
       from mall_catalogue_product p where product_id = $1`,
      [copied],
    );
    await shop.runJob("reconcile-mall-catalogue");
    expect(await model()).toEqual(right);
  });

  it("is what was sold: paid orders count, by the piece", async () => {
    const { product_id, variant_id } = await makeProduct(merchant, { title: "卖得好的茶", stock: 9 });
    const placed = await shopper.order([[variant_id, 3]]);
    expect(placed.status).toBe(201);
    const unpaid = await shopper.order([[variant_id, 1]]);
    expect(unpaid.status).toBe(201);
    await shopper.pay(placed.body.order.id);
    await shopper.orderIn(placed.body.order.id, "to_ship");
    await shop.runJob("reconcile-mall-catalogue");
    const { products } = (await shopper.get("/store/mall/products?order=sales&limit=1")).body;
    expect(products[0].id).toBe(product_id);
    const { rows } = await shop.pool.query("select sales from mall_catalogue_product where product_id = $1", [
      product_id,
    ]);
    expect(Number(rows[0].sales)).toBe(3);
  });
});
