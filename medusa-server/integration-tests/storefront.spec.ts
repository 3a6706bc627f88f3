import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { variantsInStock } from "./shopper";

const VERIFICATION = { name: "MP_verify_Ab12Cd34Ef56Gh78.txt", content: "Ab12Cd34Ef56Gh78" };
let shop: TestShop;

beforeAll(async () => {
  const extraEnvironment = {
    SHOP_ANSWER_CACHE_MS: "1000",
    WECHAT_OA_VERIFICATION_FILES: `${VERIFICATION.name}=${VERIFICATION.content}`,
  };
  shop = await openTestShop({ name: "storefront", extraEnvironment });
});

afterAll(() => shop?.close());

const publishableKey = (html: string) => /"publishable_key":"([^"]+)"/.exec(html)?.[1] ?? "";

const get = (path: string) => fetch(`${shop.origin}${path}`, { redirect: "manual" });

describe("the server answers the H5 storefront", () => {
  test.each(["/", "/pages/product/index?id=x", "/pages/distribution/index"])(
    "%s is the page",
    async (path) => {
      const response = await get(path);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
      expect(html).toContain('<script id="shop-config" type="application/json">{"publishable_key":"pk_');
      expect(html).not.toContain("<!--");
    },
  );

  test("a route's own scripts are hinted, and exist", async () => {
    const html = await (await get("/pages/product/index")).text();
    const hinted = [...html.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(
      ([, href]) => href ?? "",
    );
    expect(hinted.length).toBeGreaterThan(1);
    for (const href of hinted) {
      const response = await get(href);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toContain("immutable");
    }
  });

  test.each(["/assets/none.js", "/static/none.webp", "/static/..%2f..%2fsecrets.json"])(
    "%s is a 404, never the page",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain("shop-config");
    },
  );

  test("a part of a file is sent where one is named, and else the whole", async () => {
    const html = await (await get("/")).text();
    const path = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? "";
    const partOf = (range: string) => fetch(`${shop.origin}${path}`, { headers: { range } });
    const part = await partOf("bytes=5-9");
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 5]);
    for (const odd of ["bytes=9-5", "bytes=-", "bytes=x-y", "pieces=1-2"]) {
      const whole = await partOf(odd);
      expect([odd, whole.status]).toEqual([odd, 200]);
      expect((await whole.arrayBuffer()).byteLength).toBeGreaterThan(9);
    }
  });

  test("WeChat's domain check file is at the root", async () => {
    const response = await get(`/${VERIFICATION.name}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(VERIFICATION.content);
  });

  test("pictures of the shop are served", async () => {
    const [variant] = await variantsInStock(shop, 1);
    const { rows } = await shop.pool.query(
      "select p.thumbnail from product p join product_variant v on v.product_id = p.id where v.id = $1",
      [variant],
    );
    const response = await get(rows[0].thumbnail);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^image\//);
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test("texts travel compressed, the build's own files as they were compressed when built", async () => {
    const html = await (await get("/")).text();
    const script = /<script type="module" crossorigin src="([^"]+)"/.exec(html)?.[1] ?? "";
    for (const [encoding, path] of [
      ["br", script],
      ["gzip", script],
      ["gzip", "/store/mall/home"],
      ["br", "/store/mall/home"],
    ]) {
      const headers = { "accept-encoding": encoding ?? "", "x-publishable-api-key": publishableKey(html) };
      const response = await fetch(`${shop.origin}${path}`, { headers });
      expect([path, response.status, response.headers.get("content-encoding")]).toEqual([
        path,
        200,
        encoding,
      ]);
      expect(response.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
      expect((await response.text()).length).toBeGreaterThan(1_000);
    }
  });

  test("what is the same for everybody is computed once a second; a changed name is seen within it", async () => {
    const html = await (await get("/")).text();
    const headers = { "x-publishable-api-key": publishableKey(html), "accept-encoding": "br" };
    const [variant] = await variantsInStock(shop, 1);
    const { rows } = await shop.pool.query(
      "select p.id, p.title from product p join product_variant v on v.product_id = p.id where v.id = $1",
      [variant],
    );
    const title = async () => {
      const response = await fetch(`${shop.origin}/store/mall/products/${rows[0].id}`, { headers });
      expect(response.headers.get("cache-control")).toBe("public, max-age=1");
      expect(response.headers.get("content-encoding")).toBe("br");
      return (await response.json()).product.title;
    };
    expect(await title()).toBe(rows[0].title);
    await shop.pool.query("update product set title = '另一个名字' where id = $1", [rows[0].id]);
    const since = Date.now();
    while ((await title()) !== "另一个名字") expect(Date.now() - since).toBeLessThan(2_000);
    await shop.pool.query("update product set title = $2 where id = $1", [rows[0].id, rows[0].title]);
  });

  test("a page that has not changed is not sent again", async () => {
    const etag = (await get("/")).headers.get("etag") ?? "";
    // Node's fetch would add no-cache to such a question, which asks for the whole page.
    const headers = { "if-none-match": etag, "cache-control": "max-age=0" };
    const again = await fetch(`${shop.origin}/`, { headers });
    expect(again.status).toBe(304);
  });

  test("the API and the admin are not taken over", async () => {
    expect((await get("/health")).status).toBe(200);
    expect((await get("/app")).status).toBe(200);
    expect((await get("/store/mall/home")).status).toBe(400);
    expect((await get("/admin/orders")).status).toBe(401);
  });
});
