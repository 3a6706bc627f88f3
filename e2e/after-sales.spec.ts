import { createRequire } from "node:module";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { openTestShop, type TestShop } from "../scripts/local/test-shop.mjs";
import { Merchant } from "./merchant.ts";
import { keepScreens } from "./screens.ts";

// The plugins are CommonJS, whose names an import from here cannot see.
const load = createRequire(import.meta.url);
const { goodsFor } = load(
  "../plugins/mall/integration-tests/goods.ts",
) as typeof import("../plugins/mall/integration-tests/goods.ts");
const {
  control,
  Merchant: MerchantByApi,
  outTradeNoOf,
  Shopper,
} = load(
  "../plugins/mall/integration-tests/shopper.ts",
) as typeof import("../plugins/mall/integration-tests/shopper.ts");

let shop: TestShop;
let shopper: Awaited<ReturnType<typeof Shopper.logIn>>;
const keep = keepScreens("after-sales");

test.beforeAll(async () => {
  test.setTimeout(300_000);
  shop = await openTestShop({ name: "after-sales" });
  shopper = await Shopper.logIn(shop, "苏晴");
});
test.afterAll(() => shop?.close());

/** An order of two goods that has arrived. */
async function receivedOrder(): Promise<string> {
  const [first, second] = await goodsFor(shopper, 2);
  const placed = await shopper.order([
    [first?.variant_id ?? "", 2],
    [second?.variant_id ?? "", 1],
  ]);
  const { id } = placed.body.order;
  await shopper.pay(id);
  await shopper.orderIn(id, "to_ship");
  await (await MerchantByApi.logIn(shop)).ship(id);
  await shopper.orderIn(id, "shipped");
  await shopper.post(`/store/mall/orders/${id}/receipt`);
  return id;
}

async function phonePage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript((token) => localStorage.setItem("tengman.customer_token", token), shopper.token);
  return page;
}

/** What the shop keeps of a larger photograph. */
const SEEN_WIDTH = 1_600;

/** Chooses a photograph as its owner would; the page makes it smaller before it leaves the phone. */
async function choosePhoto(page: Page): Promise<void> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2_000, 1_500];
    const pen = canvas.getContext("2d");
    if (pen) [pen.fillStyle, pen.font] = ["#c98b5a", "200px sans-serif"];
    pen?.fillRect(0, 0, canvas.width, canvas.height);
    if (pen) pen.fillStyle = "#fff";
    pen?.fillText("破损处", 600, 800);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  const opened = page.waitForEvent("filechooser");
  await seen(page, "add-photo").first().click();
  const file = { name: "破损.png", mimeType: "image/png", buffer: Buffer.from(drawn, "base64") };
  await (await opened).setFiles(file);
  await expect(seen(page, "photo")).toHaveCount(1);
}

/** Something of the page that can be seen: hidden pages stay in uni-app's DOM. */
const seen = (page: Page, id: string): Locator => page.getByTestId(id).filter({ visible: true });

test("a shopper sends goods back, the merchant agrees and receives them, and WeChat has given the money back", async ({
  browser,
}) => {
  const order = await receivedOrder();
  const phone = await phonePage(browser);
  const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const merchant = new Merchant(await desk.newPage(), shop.origin, keep);
  const { page } = merchant;

  await test.step("the shopper asks for a return of one of the goods", async () => {
    await phone.goto(`${shop.origin}/pages/after-sales/index`);
    await expect(phone.getByText("还没有售后记录")).toBeVisible();
    await keep("none-yet", phone);
    await phone.goto(`${shop.origin}/pages/order/index?id=${order}`);
    await seen(phone, "order-apply").scrollIntoViewIfNeeded();
    await keep("order", phone);
    await seen(phone, "order-apply").click();
    await seen(phone, "type-return_and_refund").click();
    await seen(phone, "apply-choose").last().click();
    await seen(phone, "reason-no_reason").click();
    await expect(seen(phone, "apply-most")).toBeVisible();
    await keep("apply", phone);
    await seen(phone, "apply-description").fill("尺寸不合适");
    await choosePhoto(phone);
    await seen(phone, "apply-submit").scrollIntoViewIfNeeded();
    await keep("apply-end", phone);
    await seen(phone, "apply-submit").click();
    await expect(seen(phone, "after-sale-state")).toHaveText("待商家处理");
    await expect(seen(phone, "answer-by")).toHaveText(/^商家须在 4 天 23 小时内处理/);
    await expect(seen(phone, "case-photo")).toBeVisible();
    await keep("requested", phone);
  });

  await test.step("the merchant finds it and agrees", async () => {
    await merchant.logIn(shop.admin);
    await page.goto(`${shop.origin}/app/after-sales`);
    const row = page.getByTestId("after-sales").locator("tbody tr");
    await expect(row).toContainText(["剩 4 天"]);
    await merchant.see("admin-list");
    await row.getByText("剩 4 天").click();
    const photo = page.getByTestId("case-photo");
    await expect(photo).toBeVisible();
    expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(SEEN_WIDTH);
    await page.getByLabel("退货地址").fill("浙江省杭州市西湖区文三路 1 号 藤蔓仓 13800138000");
    await merchant.see("admin-case");
    await page.getByRole("button", { name: "同意退货" }).click();
    await expect(page.getByTestId("decision")).toContainText("收到退货后再退款");
    await merchant.see("admin-decision");
    await page.getByRole("button", { name: "确认同意退货" }).click();
    await expect(page.getByTestId("after-sale-drawer").getByText("待寄回")).toBeVisible();
  });

  await test.step("the shopper sends the goods back", async () => {
    await phone.reload();
    await expect(seen(phone, "return-to")).toContainText("文三路 1 号");
    await keep("awaiting-return", phone);
    await seen(phone, "send-back-submit").click();
    await expect(phone.getByText("请填写快递公司")).toBeVisible();
    await seen(phone, "send-back-carrier").fill("顺丰速运");
    await seen(phone, "send-back-tracking").fill("SF2000300040");
    await seen(phone, "send-back-submit").click();
    await expect(seen(phone, "after-sale-state")).toHaveText("退货运输中");
    await keep("returning", phone);
  });

  await test.step("the merchant receives them from the order's card, and the money goes back", async () => {
    await page.goto(`${shop.origin}/app/orders/${order}`);
    const card = page.getByTestId("order-after-sales");
    await card.scrollIntoViewIfNeeded();
    await merchant.see("admin-order");
    await card.getByRole("button", { name: "查看" }).click();
    await page.getByRole("button", { name: "收到退货并退款", exact: true }).click();
    await page.getByRole("button", { name: "确认收到退货并退款" }).click();
    await expect(page.getByTestId("after-sale-drawer").getByText(/退款中|已退款/)).toBeVisible();
    await merchant.see("admin-refunding");
  });

  await test.step("the shopper sees it arrive, in WeChat's books too", async () => {
    await expect(async () => {
      await shop.runJob("follow-mall-after-sales");
      await phone.reload();
      await expect(seen(phone, "after-sale-state")).toHaveText("已退款", { timeout: 2_000 });
    }).toPass();
    await keep("refunded", phone);
    const { after_sales } = (await shopper.get("/store/mall/after-sales")).body;
    const { refunds } = await control(shop, "GET", `/orders/${await outTradeNoOf(shop, order)}`);
    expect(refunds).toMatchObject([{ status: "SUCCESS", refund: Number(after_sales[0].asked_fen) }]);
    await phone.goto(`${shop.origin}/pages/mine/index`);
    await keep("mine", phone);
    await seen(phone, "open-after-sales").click();
    await expect(seen(phone, "after-sale-card")).toHaveCount(1);
    await keep("list", phone);
  });
  await desk.close();
  await phone.context().close();
});

test("a buyer reviews what arrived with a picture, and everybody who looks at the goods sees it", async ({
  browser,
}) => {
  const order = await receivedOrder();
  const page = await phonePage(browser);
  const at = (testId: string): Locator => seen(page, testId);

  await page.goto(`${shop.origin}/pages/order/index?id=${order}`);
  await at("order-review").click();
  const line = at("review-line").first();
  await expect(line).toBeVisible();
  await keep("review-form", page);
  await line.getByTestId("review-submit").click();
  await expect(line.getByTestId("review")).toHaveCount(0);
  await line.getByTestId("stars-4").click();
  await line.getByTestId("review-text").fill("面料柔软，尺码也合适，会回购");
  await choosePhoto(page);
  await keep("review-filled", page);
  await line.getByTestId("review-submit").click();
  await expect(line.getByTestId("review")).toContainText("面料柔软");
  await line.getByTestId("addition-open").click();
  await line.getByTestId("addition-text").fill("洗过几次没有变形");
  await line.getByTestId("addition-submit").click();
  await expect(line.getByTestId("review")).toContainText("洗过几次没有变形");
  await keep("review-written", page);

  const [goods] = await goodsFor(shopper, 1);
  await page.goto(`${shop.origin}/pages/product/index?id=${goods?.product_id}`);
  await at("product-reviews").scrollIntoViewIfNeeded();
  await expect(at("product-reviews")).toContainText("苏**晴");
  await keep("product-with-reviews", page);
  await at("open-reviews").click();
  await at("reviews-pictures").click();
  await expect(at("review")).toHaveCount(1);
  await expect(at("review").locator("img")).toHaveCount(1);
  await keep("all-reviews", page);
  await page.context().close();
});

test("a shopper finds goods while typing, narrows the list down, and takes a coupon", async ({ browser }) => {
  const page = await phonePage(browser);
  const at = (testId: string): Locator => seen(page, testId);

  await page.goto(`${shop.origin}/pages/product-list/index?search=1`);
  await at("search-input").fill("long");
  await expect(at("suggestion").first()).toBeVisible();
  await keep("suggestions", page);
  await at("suggestion").first().click();
  await expect(at("product-card").first()).toBeVisible();
  await expect(at("suggestion")).toHaveCount(0);
  await page.goto(`${shop.origin}/pages/product-list/index?search=1`);
  await expect(at("history-term")).toHaveCount(1);
  const all = await at("product-card").count();
  await at("open-filter").click();
  await at("filter-least").fill("20");
  await at("filter-most").fill("x");
  await expect(at("filter-apply")).toBeDisabled();
  await at("filter-most").fill("40");
  await keep("filters", page);
  await at("filter-apply").click();
  await expect(at("open-filter")).toContainText("1");
  await expect.poll(() => at("product-card").count()).toBeLessThan(all);
  await keep("narrowed", page);

  await page.goto(`${shop.origin}/pages/coupons/index`);
  await keep("coupons", page);
  const offered = await at("coupon-take").count();
  await at("coupon-take").first().click();
  await expect(at("coupon-take")).toHaveCount(offered - 1);
  await at("coupons-usable").click();
  await expect(at("coupon")).toHaveCount(1);
  await keep("own-coupons", page);
  await page.context().close();
});
