import { type Browser, expect, type Page, test } from "@playwright/test";
import { openTestShop, type TestShop } from "../scripts/local/test-shop.mjs";
import { Merchant } from "./merchant.ts";
import { Phone } from "./phone.ts";
import { keepScreens } from "./screens.ts";

/**
 * The order of the story, in fen: two products over several lines with 12 % off (「八八折」).
 *
 * | line                     | goods       | discount | base  | tier 1 (10 %) | tier 2 (3 %) |
 * |--------------------------|-------------|----------|-------|---------------|--------------|
 * | 龙井绿茶 50g 便携罐 × 1  | 4800        | 576      | 4224  | 422 (422.4)   | 126 (126.72) |
 * | 茉莉花茶 茉莉绿茶 × 2    | 2 × 3990    | 958      | 7022  | 702 (702.2)   | 210 (210.66) |
 * | sum                      | 12780       | 1534     | 11246 | 1124          | 336          |
 *
 * 12 % of 12780 is 1533.6, rounded half up to 1534; 576.0 + 957.6 leaves one fen to the larger remainder. Freight is
 * free from 99 yuan. A refund of 30.00 yuan is spread by what is left of each base: 1126.8 and 1873.2 fen, that is
 * 1127 and 1873 by largest remainder.
 *
 * | line     | refunded goods | clawed, tier 1                 | clawed, tier 2              |
 * |----------|----------------|--------------------------------|-----------------------------|
 * | 龙井绿茶 | 1127           | ⌊422 × 1127 ÷ 4224⌋ = 112      | ⌊126 × 1127 ÷ 4224⌋ = 33    |
 * | 茉莉花茶 | 1873           | ⌊702 × 1873 ÷ 7022⌋ = 187      | ⌊210 × 1873 ÷ 7022⌋ = 56    |
 */
const EXPECTED = {
  total_fen: 11_246,
  accruals: [
    { base_fen: 4224, tier: 1, amount_fen: 422, clawed_fen: 112 },
    { base_fen: 4224, tier: 2, amount_fen: 126, clawed_fen: 33 },
    { base_fen: 7022, tier: 1, amount_fen: 702, clawed_fen: 187 },
    { base_fen: 7022, tier: 2, amount_fen: 210, clawed_fen: 56 },
  ],
};
const COUPON = "BABA88";
const REFUND_YUAN = "30";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  shop = await openTestShop({ name: "story" });
});
test.afterAll(() => shop?.close());

/** A phone in a window of its own: pages behind others are drawn slowly. */
async function phoneOf(
  browser: Browser,
  nickname: string,
  keep: ReturnType<typeof keepScreens>,
): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const phone = new Phone(await context.newPage(), (name, page) => keep(`${nickname}-${name}`, page));
  await phone.open(shop.wechatOrigin, nickname);
  return phone;
}

/** The desk with both phones and the tour beside them. */
async function deskWithTour(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1500, height: 1000 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(`${shop.wechatOrigin}/`);
  await page.getByTestId("tour-start").click();
  return page;
}

/** One of the phones on the desk. */
function phoneOn(page: Page, nickname: string, keep: ReturnType<typeof keepScreens>): Phone {
  const root = page.locator(`[data-testid="phone"][data-person="${nickname}"]`);
  return new Phone(page, (name) => keep(`${nickname}-${name}`, page), root);
}

/** The merchant's percentage coupon, as the admin's form would make it. */
async function makeCoupon(): Promise<void> {
  const send = async (path: string, body: unknown, token?: string) => {
    const headers = {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const response = await fetch(`${shop.origin}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return response.json();
  };
  const { token } = await send("/auth/user/emailpass", shop.admin);
  const application_method = {
    type: "percentage",
    target_type: "items",
    allocation: "across",
    value: 12,
    currency_code: "cny",
  };
  await send(
    "/admin/promotions",
    { code: COUPON, type: "standard", status: "active", is_tax_inclusive: true, application_method },
    token,
  );
}

/** Accruals of an order by base and tier, as the ledger has them. */
async function accrualsOf(orderId: string) {
  const { rows } = await shop.pool.query(
    `select a.tier, a.amount_fen, a.clawed_fen, f.base_fen
       from distribution.accrual a
       join distribution.attribution f on f.order_line_id = a.order_line_id and f.tier = a.tier
      where a.order_id = $1 order by f.base_fen, a.tier`,
    [orderId],
  );
  return rows.map((row) => ({
    base_fen: Number(row.base_fen),
    tier: row.tier,
    amount_fen: Number(row.amount_fen),
    clawed_fen: Number(row.clawed_fen),
  }));
}

const freshly = EXPECTED.accruals.map((accrual) => ({ ...accrual, clawed_fen: 0 }));

/** Searches a product from the home page and opens it. */
async function openProduct(phone: Phone, words: string): Promise<void> {
  await phone.at("home-search").click();
  await phone.at("search-input").last().fill(words);
  await phone.at("search-submit").click();
  await phone.at("product-card").filter({ hasText: words }).first().click();
  await expect(phone.at("product-detail")).toBeVisible();
}

/** Puts a choice of the product that is shown into the cart, `quantity` times. */
async function addToCart(phone: Phone, choice: string, quantity: number, screen?: string): Promise<void> {
  await phone.at("add-to-cart").click();
  await phone.at("sku-value").filter({ hasText: choice }).click();
  for (let more = 1; more < quantity; more += 1) await phone.at("stepper-more").click();
  if (screen) await phone.see(screen);
  await phone.at("sku-confirm").click();
  await expect(phone.at("sku-sheet")).toBeHidden();
}

/** Fills the first address of a shopper from the checkout page. */
async function giveAddress(phone: Phone): Promise<void> {
  await phone.at("address-add").click();
  await phone.at("address-name").fill("陈默");
  await phone.at("address-phone").fill("13800138000");
  await phone.at("address-province").selectOption({ label: "浙江省" });
  await phone.at("address-city").selectOption({ label: "杭州市" });
  await phone.at("address-district").selectOption({ label: "西湖区" });
  await phone.at("address-street").fill("文三路 100 号 3 幢 201");
  await phone.see("address");
  await phone.at("address-save").click();
}

test("A shares, B agrees and buys, both tiers earn, a refund claws back, to the fen", async ({ browser }) => {
  const keep = keepScreens("story");
  await makeCoupon();
  const desk = await deskWithTour(browser);
  const a = phoneOn(desk, "林晓雨", keep);
  const b = phoneOn(desk, "陈默", keep);
  const tourIsAt = (step: string) =>
    expect(desk.locator('[data-testid="tour-step"][aria-current="step"]')).toHaveAttribute("data-step", step);
  let orderId = "";

  await test.step("A, a distributor, shares a product card with B", async () => {
    await a.see("chats");
    await a.enterShop();
    await a.see("home");
    await a.at("tab-category").click();
    await expect(a.at("category-entry").first()).toBeVisible();
    await a.see("category");
    await a.at("tab-mine").click();
    await a.see("mine-logged-out");
    await tourIsAt("share");
    await desk.getByTestId("tour-log-in").getByRole("button").click();
    await expect(a.at("log-in-wechat")).toBeVisible();
    await a.see("log-in");
    await a.logIn();
    await expect(a.at("product-card").first()).toBeVisible();
    await expect(desk.getByTestId("tour-logged-in")).toBeVisible();
    await a.leaveShop();
    await a.enterShop();
    await a.at("tab-mine").click();
    await expect(a.at("nickname")).toHaveText("林晓雨");
    await a.see("mine");
    await a.at("open-distribution").click();
    await expect(a.at("distributor-dashboard")).toBeVisible();
    await a.see("distribution");
    await a.back();
    await a.at("tab-home").click();
    await openProduct(a, "龙井绿茶");
    await expect(a.at("product-share")).toContainText("4.80");
    await a.see("product-with-commission");
    await a.at("product-share").click();
    await expect(a.at("share-link")).toHaveAttribute("data-link", /[?&]st=/);
    await a.see("share-sheet");
    await a.shareWith("陈默");
    await tourIsAt("open");
  });

  await test.step("B opens the card logged out, logs in, and a sheet names A", async () => {
    await desk.getByRole("button", { name: "打开陈默与林晓雨的聊天" }).click();
    await expect(b.in("share-card")).toBeVisible();
    await b.see("chat-with-card");
    await b.in("share-card").last().click();
    await expect(b.at("product-detail")).toBeVisible();
    await expect(b.at("product-share")).toHaveCount(0);
    await b.see("product-logged-out");
    await addToCart(b, "50g 便携罐", 1, "sku-sheet");
    await b.at("referral-log-in").click();
    await b.logIn();
    await expect(b.at("bind-inviter")).toContainText("林晓雨");
    await b.see("binding-sheet");
    await b.at("bind-accept").click();
    await expect(b.at("bind-sheet")).toBeHidden();
    await tourIsAt("buy");
  });

  await test.step("B buys two products with a percentage coupon and pays", async () => {
    await b.shop.getByRole("link", { name: "首页" }).filter({ visible: true }).first().click();
    await openProduct(b, "茉莉花茶");
    await addToCart(b, "茉莉绿茶", 2);
    await b.at("open-cart").click();
    await expect(b.at("cart-line")).toHaveCount(2);
    await b.see("cart");
    await b.at("cart-submit").click();
    await giveAddress(b);
    await b.at("coupon-input").fill(COUPON);
    await b.at("coupon-apply").click();
    await expect(b.at("coupon-applied")).toBeVisible();
    await expect(b.at("amount-discount")).toContainText("15.34");
    await expect(b.at("checkout-total")).toContainText("112.46");
    await b.see("checkout");
    await b.at("submit-order").click();
    await expect(b.at("pay-amount")).toContainText("112.46");
    await b.see("pay");
    await b.at("pay-now").click();
    await expect(b.in("pay-amount")).toContainText("112.46");
    await b.see("pay-sheet");
    await b.in("pay-confirm").click();
    await b.in("pay-done").click();
    await expect(b.at("pay-result")).toHaveAttribute("data-result", "paid");
    await b.see("pay-result");
    await b.at("result-order").click();
    await expect(b.at("order-detail")).toHaveAttribute("data-state", "to_ship");
    await b.see("order-to-ship");
  });

  await test.step("the accruals are those of the table", async () => {
    const { rows } = await shop.pool.query(
      "select order_id from mall_order order by created_at desc limit 1",
    );
    orderId = rows[0].order_id;
    await expect.poll(() => accrualsOf(orderId)).toEqual(freshly);
    const { rows: people } = await shop.pool.query(
      `select distinct a.tier, d.display_name from distribution.accrual a
         join distribution.distributor d on d.account_no = a.distributor_no order by a.tier`,
    );
    expect(people.map(({ display_name }) => display_name)).toEqual(["林晓雨", "周婷"]);
    await a.leaveShop();
    await a.enterShop();
    await a.at("tab-mine").click();
    await a.at("open-distribution").click();
    await expect(a.at("balance-pending")).toContainText("11.24");
    await a.see("distribution-with-commission");
    await a.at("open-commissions").click();
    await expect(a.at("commission-row").first()).toContainText("陈*");
    await tourIsAt("refund");
    await a.see("commissions");
  });

  const office = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: "zh-CN" });
  const merchant = new Merchant(await office.newPage(), shop.origin, keep);

  await test.step("the merchant sees who earns what, and ships", async () => {
    await merchant.logIn(shop.admin);
    await merchant.openOrder(orderId);
    const widget = merchant.page.getByTestId("order-distribution");
    await expect(widget).toContainText("林晓雨");
    for (const amount of ["4.22", "1.26", "7.02", "2.10"]) await expect(widget).toContainText(amount);
    await widget.scrollIntoViewIfNeeded();
    await merchant.see("admin-order");
    await merchant.ship(orderId);
    await merchant.see("admin-shipped");
  });

  await test.step("B confirms receipt", async () => {
    await b.in("webview-menu").click();
    await b.in("refresh-page").click();
    await expect(b.at("order-detail")).toHaveAttribute("data-state", "shipped");
    await b.see("order-shipped");
    await b.at("confirm-receipt").click();
    await b.at("confirm-receipt-ok").click();
    await expect(b.at("order-detail")).toHaveAttribute("data-state", "received");
    await b.see("order-received");
    await b.back();
    await b.see("after-receipt");
  });

  await test.step("a partial refund in the admin claws back the right fen", async () => {
    const payments = await shop.pool.query("select id from payment order by created_at desc limit 1");
    await merchant.refund(orderId, payments.rows[0].id, REFUND_YUAN);
    await expect.poll(() => accrualsOf(orderId), { timeout: 45_000 }).toEqual(EXPECTED.accruals);
    await merchant.openOrder(orderId);
    await expect(merchant.page.getByTestId("order-distribution")).toContainText("1.87");
    await merchant.see("admin-after-refund");
    await merchant.page.goto(`${shop.origin}/app/distribution/distributors`);
    await expect(merchant.page.getByText("林晓雨").first()).toBeVisible();
    await expect(merchant.page.getByText("8.25").first()).toBeVisible();
    await merchant.see("admin-distributors");
    const { rows } = await shop.pool.query("select * from distribution.drift");
    expect(rows).toEqual([]);
  });

  await test.step("the tour has come to the withdrawal, is resumed there and skipped", async () => {
    await tourIsAt("withdraw");
    await desk.reload();
    await tourIsAt("withdraw");
    await expect(desk.getByText("实付 ¥112.46")).toBeVisible();
    await expect(desk.getByText("已退款 ¥30.00")).toBeVisible();
    await keep("tour", desk);
    await desk.getByTestId("tour-skip").click();
    await expect(desk.getByTestId("tour-over")).toBeVisible();
  });
});

test("declining the sheet still buys, and accrues nothing", async ({ browser }) => {
  const keep = keepScreens("declining");
  const a = await phoneOf(browser, "林晓雨", keep);
  const b = await phoneOf(browser, "赵磊", keep);
  await a.enterShop();
  await a.at("tab-mine").click();
  await a.at("log-in").click();
  await a.logIn();
  await expect(a.at("nickname")).toHaveText("林晓雨");
  await a.at("tab-home").click();
  await openProduct(a, "龙井绿茶");
  await expect(a.at("product-share")).toBeVisible();
  await a.shareWith("赵磊");

  await b.openChat("林晓雨");
  await b.in("share-card").last().click();
  await b.at("buy-now").click();
  await b.at("sku-value").first().click();
  await b.at("sku-confirm").click();
  await b.logIn();
  await b.at("bind-decline").click();
  await expect(b.at("bind-sheet")).toBeHidden();
  await b.see("after-declining");
  if (await b.at("buy-now").isVisible()) {
    await b.at("buy-now").click();
    await b.at("sku-value").first().click();
    await b.at("sku-confirm").click();
  }
  await giveAddress(b);
  await b.at("submit-order").click();
  await b.at("pay-now").click();
  await b.in("pay-confirm").click();
  await b.in("pay-done").click();
  await expect(b.at("pay-result")).toHaveAttribute("data-result", "paid");
  await b.see("paid-without-inviter");

  const { rows } = await shop.pool.query("select order_id from mall_order order by created_at desc limit 1");
  const orderId = rows[0].order_id;
  const outcome = async () => {
    const found = await shop.pool.query("select outcome from distribution.processed where order_id = $1", [
      orderId,
    ]);
    return found.rows[0]?.outcome;
  };
  await expect.poll(outcome, { timeout: 45_000 }).toBe("recorded");
  expect(await accrualsOf(orderId)).toEqual([]);
});
