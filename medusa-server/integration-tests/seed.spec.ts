import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seed } from "../../scripts/local/shop.mjs";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { must, publishableKeyOf } from "./shopper";

let shop: TestShop;
let headers: Record<string, string>;

beforeAll(async () => {
  shop = await openTestShop({ name: "seed" });
  headers = { "x-publishable-api-key": await publishableKeyOf(shop) };
});
afterAll(() => shop?.close());

const get = <Body>(path: string) => must<Body>(`${shop.origin}${path}`, { headers });

interface Card {
  id: string;
  title: string;
  subtitle: string;
  thumbnail: string;
  price_fen: string;
}

interface Home {
  banners: { image_url: string }[];
  categories: { name: string; icon_url: string }[];
  coupons: { code: string }[];
  sections: { products: Card[] }[];
}

/** Fetches pictures as a page does and answers what is no picture. */
async function missingPictures(addresses: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const address of addresses) {
    const response = await fetch(new URL(address, shop.webViewOrigins[0]));
    if (response.status !== 200 || response.headers.get("content-type") !== "image/webp")
      missing.push(address);
    await response.arrayBuffer();
  }
  return missing;
}

describe("the seeded shop", () => {
  it("has a home page with banners, eight categories, codes and full sections", async () => {
    const home = await get<Home>("/store/mall/home");
    expect(home.categories).toHaveLength(8);
    expect(home.banners).toHaveLength(3);
    expect(home.coupons.map(({ code }) => code)).toEqual(["VINE10", "NEW5"]);
    for (const section of home.sections) expect(section.products.length).toBeGreaterThanOrEqual(6);
    const pictures = [
      ...home.banners.map(({ image_url }) => image_url),
      ...home.categories.map(({ icon_url }) => icon_url),
    ];
    expect(await missingPictures(pictures)).toEqual([]);
  });

  it("sells at least 40 products, each with a price and pictures that a phone's own origin answers", async () => {
    const { products } = await get<{ products: Card[] }>("/store/mall/products?limit=50");
    expect(products.length).toBeGreaterThanOrEqual(40);
    for (const product of products) {
      expect(Number(product.price_fen)).toBeGreaterThan(0);
      expect(product.thumbnail).toMatch(/^\/static\/[\w-]+\.webp$/);
    }
    expect(await missingPictures(products.map(({ thumbnail }) => thumbnail))).toEqual([]);
  });

  it("computes no tax lines", async () => {
    const { rows } = await shop.pool.query(
      `select (select count(*)::int from tax_rate) as rates,
              (select bool_or(automatic_taxes) from region) as automatic,
              (select bool_and(is_tax_inclusive) from price_preference where value = 'cny') as inclusive`,
    );
    expect(rows[0]).toEqual({ rates: 0, automatic: false, inclusive: true });
  });

  it("has two distributors in a chain, and the acknowledged plan", async () => {
    const { rows } = await shop.pool.query(
      `select inviter.display_name as inviter, invited.display_name as invited
         from distribution.binding
         join distribution.distributor inviter on inviter.id = binding.distributor_id
         join distribution.distributor invited on invited.customer_id = binding.customer_id`,
    );
    expect(rows).toEqual([{ inviter: "周婷", invited: "林晓雨" }]);
    const { program } = await get<{ program: { tiers: object[] } }>("/store/distribution/program");
    expect(program.tiers).toEqual([
      { tier: 1, rate_bps: 1000 },
      { tier: 2, rate_bps: 300 },
    ]);
  });
});

/** Rows of everything the seed makes. */
async function contents(): Promise<Record<string, number>> {
  const tables = [
    "product",
    "product_variant",
    "product_category",
    "product_collection",
    "image",
    "price",
    "inventory_level",
    "promotion",
    "promotion_campaign",
    "region",
    "stock_location",
    "shipping_option",
    "refund_reason",
    "customer",
    "auth_identity",
    "wechat_identity",
    "distribution.distributor",
    "distribution.binding",
    '"user"',
  ];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await shop.pool.query(`select count(*)::int as n from ${table}`);
    counts[table] = rows[0].n;
  }
  return counts;
}

describe("seeding again", () => {
  const folder = mkdtempSync(join(tmpdir(), "seed-again-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const again = () =>
    seed({
      shopPort: Number(new URL(shop.origin).port),
      wechatPort: Number(new URL(shop.wechatOrigin).port),
      webViewPorts: [1, 2],
      wechatFolder: shop.wechatFolder,
      logFolder: folder,
      mediaFolder: join(folder, "media"),
      databaseUrl: shop.databaseUrl,
      secrets: {
        jwt: "j".repeat(64),
        cookie: "c".repeat(64),
        identity: Buffer.alloc(32, 7).toString("base64"),
      },
      admin: shop.admin,
    });

  it("leaves what the merchant changed", async () => {
    await shop.pool.query("update store set name = '换了名字'");
    await again();
    const { rows } = await shop.pool.query("select name from store");
    expect(rows).toEqual([{ name: "换了名字" }]);
  });

  it("goes on where it was interrupted, and makes nothing twice", async () => {
    const before = await contents();
    await shop.pool.query("update store set metadata = null");
    await again();
    expect(await contents()).toEqual(before);
    const { rows } = await shop.pool.query("select metadata ? 'seeded_at' as done from store");
    expect(rows).toEqual([{ done: true }]);
  });
});
