import { createRequire } from "node:module";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { openTestShop, type TestShop } from "../scripts/local/test-shop.mjs";
import { Merchant } from "./merchant.ts";
import { keepScreens } from "./screens.ts";

// The plugins are CommonJS, whose names an import from here cannot see.
const load = createRequire(import.meta.url);
const { goodsFor } = load(
  "../plugins/mall/integration-tests/goods.ts",
) as typeof import("../plugins/mall/integration-tests/goods.ts");
const { control, outTradeNoOf, Shopper } = load(
  "../plugins/mall/integration-tests/shopper.ts",
) as typeof import("../plugins/mall/integration-tests/shopper.ts");

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";
const DAY_MS = 86_400_000;

let shop: TestShop;
let shopper: Awaited<ReturnType<typeof Shopper.logIn>>;
let variant: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  shop = await openTestShop({ name: "payments", extraEnvironment: { WECHAT_PAY_PROFIT_SHARING: "on" } });
  shopper = await Shopper.logIn(shop, "苏晴");
  variant = (await goodsFor(shopper, 1))[0]?.variant_id ?? "";
});
test.afterAll(() => shop?.close());

async function placedOrder(): Promise<string> {
  const { status, body } = await shopper.order([[variant, 1]]);
  expect(status).toBe(201);
  return body.order.id;
}

/** The shopper's browser, logged in, at the page that pays an order. */
async function payPage(browser: Browser, order: string, device: object): Promise<Page> {
  // Behind a proxy the shop learns the shopper's own address so; WeChat refuses that of this machine.
  const context = await browser.newContext({
    locale: "zh-CN",
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.7" },
    ...device,
  });
  const page = await context.newPage();
  await page.addInitScript((token) => localStorage.setItem("tengman.customer_token", token), shopper.token);
  await page.goto(`${shop.origin}/pages/pay/index?order=${order}`);
  await expect(page.getByTestId("pay-now")).toBeVisible();
  return page;
}

test("a stranger who opens somebody's order is asked to log in, and would come back to it", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  for (const own of ["order/index?id=order_1", "pay/index?order=order_1", "after-sales/detail?id=case_1"]) {
    await page.goto(`${shop.origin}/pages/${own}`);
    await page.waitForURL((url) => url.pathname.endsWith("/pages/login/index"));
    const back = new URL(page.url()).searchParams.get("back") ?? "";
    expect(decodeURIComponent(back)).toBe(`/pages/${own}`);
  }
});

const NO_STORAGE = {
  denied: () =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    }),
  full: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
  damaged: () => {
    for (const key of ["cart", "answered_share_tokens", "checkout", "log_in"]) {
      localStorage.setItem(`tengman.${key}`, "{bad");
      sessionStorage.setItem(`tengman.${key}`, "[null]");
    }
  },
};

for (const [what, spoil] of Object.entries(NO_STORAGE)) {
  test(`the shop opens in a browser whose storage is ${what}`, async ({ browser }) => {
    const page = await (await browser.newContext({ locale: "zh-CN" })).newPage();
    await page.addInitScript(spoil);
    for (const path of ["/?st=AAAAAAAAAAAAAAAA", "/pages/cart/index", "/pages/mine/index"]) {
      await page.goto(`${shop.origin}${path}`);
      await expect(page.getByTestId("tab-cart")).toBeVisible();
      await expect.poll(async () => (await page.innerText("body")).trim().length).toBeGreaterThan(20);
    }
  });
}

test("a phone's browser pays on WeChat's page and comes back to the result", async ({ browser }) => {
  const keep = keepScreens("payment-h5");
  const order = await placedOrder();
  const phone = { viewport: { width: 390, height: 844 }, userAgent: IPHONE };
  const page = await payPage(browser, order, phone);
  await keep("pay", page);
  await page.getByTestId("pay-now").click();
  await page.waitForURL(/checkmweb/);
  await keep("wechat-page", page);
  await page.getByTestId("h5-pay").click();
  await page.waitForURL(/pay-result/);
  await expect(page.getByTestId("pay-result")).toHaveAttribute("data-result", "paid");
  await keep("result", page);
  await page.context().close();
});

test("a phone's browser that comes back unpaid is told so, and may go on", async ({ browser }) => {
  const order = await placedOrder();
  const page = await payPage(browser, order, { viewport: { width: 390, height: 844 }, userAgent: IPHONE });
  await page.getByTestId("pay-now").click();
  await page.getByTestId("h5-cancel").click();
  await page.waitForURL(/pay-result/);
  await expect(page.getByTestId("pay-result")).toHaveAttribute("data-result", "unpaid", { timeout: 60_000 });
  await page.context().close();
});

test("a desktop shows a code, and the page moves on by itself once a phone has paid", async ({ browser }) => {
  const keep = keepScreens("payment-native");
  const order = await placedOrder();
  const page = await payPage(browser, order, { viewport: { width: 1280, height: 900 } });
  await page.getByTestId("pay-now").click();
  const code = page.getByTestId("pay-code");
  await expect(code).toBeVisible();
  await keep("code", page);
  const code_url = await code.getAttribute("data-code");
  await control(shop, "POST", "/scans", { code_url, openid: shopper.openid });
  await page.waitForURL(/pay-result/);
  await expect(page.getByTestId("pay-result")).toHaveAttribute("data-result", "paid");
  await page.context().close();
});

/** A paid order one of whose fen WeChat's bill of today does not list, and an abnormal refund of it. */
async function troubledOrder(): Promise<{ order: string; number: string }> {
  const order = await placedOrder();
  await shopper.pay(order);
  await shopper.orderIn(order, "to_ship");
  const number = await outTradeNoOf(shop, order);
  await control(shop, "POST", "/faults", { on: "refund", kind: "abnormal", out_trade_no: number });
  return { order, number };
}

const shanghaiDay = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10);

test("the merchant sees whether the shop can be paid, each payment's story, and what does not match", async ({
  browser,
}) => {
  const keep = keepScreens("wechat-pay-admin");
  const { order, number } = await troubledOrder();
  const today = shanghaiDay(Date.now());
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: "zh-CN" });
  const merchant = new Merchant(await context.newPage(), shop.origin, keep);
  const { page } = merchant;
  await merchant.logIn(shop.admin);

  await test.step("an abnormal refund asks for a hand and is sent on", async () => {
    const { rows } = await shop.pool.query(
      `select p.id from payment p join order_payment_collection l using (payment_collection_id) where l.order_id = $1`,
      [order],
    );
    await merchant.refund(order, rows[0].id, "1");
    await page.goto(`${shop.origin}/app/wechat-pay`);
    const sendOn = page.getByRole("button", { name: "退至商户银行卡" });
    await expect(sendOn).toBeVisible({ timeout: 60_000 });
    await sendOn.scrollIntoViewIfNeeded();
    await merchant.see("refund-needs-a-hand");
    await sendOn.click();
    await expect(sendOn).toBeHidden({ timeout: 60_000 });
  });

  await test.step("the configuration check names what is wrong and what to do", async () => {
    await page.goto(`${shop.origin}/app/wechat-pay`);
    await expect(page.getByTestId("payable")).toHaveText("演示环境：收到的不是真钱");
    await page.getByRole("button", { name: "发起 ¥0.01 测试订单" }).click();
    const finding = (id: string) => page.locator(`[data-testid="finding"][data-finding="${id}"]`);
    await expect(finding("wechat_signature")).toHaveAttribute("data-state", "ok");
    await expect(finding("notify_address")).toHaveAttribute("data-state", "failed");
    await merchant.see("configuration-check");
  });

  await test.step("a payment is found by its order and tells its story", async () => {
    await page.goto(`${shop.origin}/app/wechat-pay/payments`);
    await expect(page.getByTestId("payments").locator("tbody tr").first()).toContainText("¥");
    await merchant.see("payments");
    await page.getByRole("searchbox").fill(order);
    await expect(page.getByTestId("payments").locator("tbody tr")).toHaveCount(1);
    await page.getByRole("button", { name: "查看经过" }).click();
    const story = page.getByTestId("payment-history");
    await expect(story).toContainText(number);
    for (const words of ["向微信下单", "收到微信通知", "本店入账", "向微信申请退款", "异常退款转出"]) {
      await expect(story).toContainText(words);
    }
    await merchant.see("payment-history");
  });

  await test.step("the order's own page names WeChat's numbers", async () => {
    await page.goto(`${shop.origin}/app/orders/${order}`);
    await expect(page.getByTestId("order-wechat-pay")).toContainText(number);
    await expect(page.getByTestId("order-refund-progress")).toContainText("¥1.00");
    await page.getByTestId("order-refund-progress").scrollIntoViewIfNeeded();
    await merchant.see("order-wechat-pay");
  });

  await test.step("a day that does not match says so, and matches once the bill is right", async () => {
    await control(shop, "POST", "/settings", { today: shanghaiDay(Date.now() + DAY_MS) });
    await control(shop, "POST", "/bill-edits", { bill: "trade", date: today, action: "remove", number });
    await page.goto(`${shop.origin}/app/wechat-pay`);
    await page.evaluate(async (day) => {
      const headers = { "content-type": "application/json" };
      await fetch("/admin/wechat-pay/reconciliation", {
        method: "POST",
        headers,
        body: JSON.stringify({ day }),
      });
    }, today);
    await page.reload();
    const row = page.getByRole("row").filter({ hasText: today }).first();
    await expect(row).toContainText("有差异");
    await row.getByRole("button", { name: /查看差异/ }).click();
    await expect(page.getByText("本店已入账，账单没有")).toBeVisible();
    await page.getByText("本店已入账，账单没有").scrollIntoViewIfNeeded();
    await merchant.see("day-differs");
    await control(shop, "DELETE", "/bill-edits");
    await row.getByRole("button", { name: "重新对账" }).click();
    await expect(row).toContainText("一致");
    await merchant.see("day-matches");
  });
});

test("the merchant shares a payment with a company, takes a part back and frees what is left", async ({
  browser,
}) => {
  const keep = keepScreens("profit-sharing");
  const order = await placedOrder();
  await shopper.pay(order);
  await shopper.orderIn(order, "to_ship");
  const number = await outTradeNoOf(shop, order);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const merchant = new Merchant(await context.newPage(), shop.origin, keep);
  const { page } = merchant;
  const at = (testId: string) => page.getByTestId(testId);
  const ended = async (kind: string) => {
    await expect(async () => {
      await shop.runJob("wechat-pay-follow-shares");
      await page.reload();
      const row = page.locator(`[data-testid="share-row"][data-kind="${kind}"]`).first();
      await expect(row).toHaveAttribute("data-outcome", "succeeded", { timeout: 2_000 });
    }).toPass();
  };
  await merchant.logIn(shop.admin);

  await test.step("a company is added; one that is none is refused in words", async () => {
    await page.goto(`${shop.origin}/app/wechat-pay/profit-sharing`);
    await expect(at("sharing-standing")).toHaveText("已开启");
    await merchant.see("empty");
    await at("add-receiver").click();
    await page.getByLabel("商户号").fill("12");
    await page.getByLabel("公司全称").fill("杭州供货有限公司");
    await expect(at("sharing-submit")).toBeDisabled();
    await merchant.see("wrong-receiver");
    await page.getByLabel("商户号").fill("1900000109");
    await at("sharing-submit").click();
    await expect(at("receiver-row")).toContainText("供应商");
  });

  await test.step("a payment's story leads to its share, which may not exceed the limit", async () => {
    await page.goto(`${shop.origin}/app/wechat-pay/payments?q=${number}`);
    await page.getByRole("button", { name: "查看经过" }).click();
    await at("payment-history").getByRole("link", { name: "分账" }).click();
    await expect(page.getByLabel("商户单号", { exact: true })).toHaveValue(number);
    await at("part-receiver-0").click();
    await page.getByRole("option", { name: "杭州供货有限公司" }).click();
    await page.getByLabel("金额（元）").fill("99999");
    await page.getByLabel("说明").fill("供货款");
    await at("sharing-submit").click();
    await expect(page.getByText("超过这笔支付可分账的上限").first()).toBeVisible();
    await page.getByLabel("金额（元）").fill("1.50");
    await merchant.see("share-form");
    await at("sharing-submit").click();
    await expect(at("sharing-drawer")).toBeHidden();
    await ended("share");
  });

  await test.step("part of it comes back, and what is left is freed", async () => {
    await page.goto(`${shop.origin}/app/wechat-pay/profit-sharing`);
    await at("open-return").click();
    await page.getByLabel("金额（元）").fill("0.50");
    await page.getByLabel("说明").fill("多分的部分");
    await merchant.see("return-form");
    await at("sharing-submit").click();
    await expect(at("sharing-drawer")).toBeHidden();
    await ended("return");
    await at("open-unfreeze").click();
    await page.getByLabel("商户单号").fill(number);
    await at("sharing-submit").click();
    await expect(at("sharing-drawer")).toBeHidden();
    await ended("unfreeze");
    await merchant.see("shares");
  });

  const { shares, returns } = await control(shop, "GET", "/shares");
  const [shared] = shares.filter(({ parts }: { parts: unknown[] }) => parts.length > 0);
  expect(shared).toMatchObject({ parts: [{ amount: 150, result: "SUCCESS" }] });
  expect(returns).toMatchObject([{ amount: 50, result: "SUCCESS" }]);
  await context.close();
});

test("a shopper asks for the order's invoice, and the merchant sees what the shop lacks and issues it", async ({
  browser,
}) => {
  const keep = keepScreens("invoice");
  const order = await placedOrder();
  await shopper.pay(order);
  await shopper.orderIn(order, "to_ship");
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await phone.newPage();
  await page.addInitScript((token) => localStorage.setItem("tengman.customer_token", token), shopper.token);
  const at = (testId: string) => page.getByTestId(testId).filter({ visible: true });
  const desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const merchant = new Merchant(await desk.newPage(), shop.origin, keep);

  await test.step("the form takes no wrong number and keeps a right one", async () => {
    await page.goto(`${shop.origin}/pages/order/index?id=${order}`);
    await at("open-invoice").scrollIntoViewIfNeeded();
    await keep("order", page);
    await at("open-invoice").click();
    await at("invoice-company").click();
    await at("invoice-title").fill("杭州藤蔓商贸有限公司");
    await at("invoice-tax-number").fill("1234");
    await at("invoice-email").fill("fapiao@example.cn");
    await at("invoice-submit").click();
    await expect(at("invoice-form").getByRole("alert")).toContainText("15、17、18 或 20");
    await keep("wrong-number", page);
    await at("invoice-tax-number").fill("91330106ma2h3x8k7q");
    await at("invoice-submit").click();
    await expect(at("invoice-state")).toHaveAttribute("data-state", "requested");
    await keep("requested", page);
  });

  await test.step("the merchant issues it, and the shopper reads its number", async () => {
    await merchant.logIn(shop.admin);
    await merchant.page.goto(`${shop.origin}/app/mall/invoices`);
    const row = merchant.page
      .getByTestId("invoices")
      .getByRole("row")
      .filter({ hasText: "91330106MA2H3X8K7Q" });
    await expect(row).toBeVisible();
    await merchant.see("admin-invoices");
    await row.getByTestId("issue-invoice").click();
    await merchant.page.getByLabel("发票号码").fill("24332000000012345678");
    await merchant.see("admin-issue");
    await merchant.page.getByTestId("issue-invoice-ok").click();
    await expect(row).toBeHidden();
    await page.reload();
    await expect(at("invoice-state")).toHaveAttribute("data-state", "issued");
    await expect(at("invoice-state")).toContainText("24332000000012345678");
    await keep("issued", page);
  });

  await test.step("what the shop lacks is named, and shoppers read what the merchant writes", async () => {
    await merchant.page.goto(`${shop.origin}/app/mall`);
    const policy = merchant.page.locator('[data-finding="return_policy"]');
    await expect(policy).toHaveAttribute("data-state", "missing");
    await merchant.see("admin-publish-check");
    const words = "签收次日起七天内可无理由退货，运费由买家承担；定制商品不适用，购买时会提示。";
    await merchant.page.getByLabel("退换货规则").fill(words);
    await merchant.page.getByRole("button", { name: "保存" }).click();
    await expect(policy).toHaveAttribute("data-state", "ok");
    await expect(merchant.page.getByTestId("publish-ready")).toHaveText(/有 \d+ 项待完善/);
    await page.goto(`${shop.origin}/pages/mine/index`);
    await at("to-notices").click();
    await expect(at("return-policy")).toContainText(words);
    await keep("notices", page);
  });

  await test.step("a product's forbidden words are shown where the merchant writes them", async () => {
    const { rows } = await shop.pool.query(
      "update product set subtitle = '国家级工艺，最佳口感' where id = (select min(id) from product) returning id",
    );
    await merchant.page.goto(`${shop.origin}/app/products/${rows[0].id}`);
    const card = merchant.page.getByTestId("product-advertising-words");
    await expect(card.getByTestId("advertising-finding")).toHaveCount(2);
    await card.scrollIntoViewIfNeeded();
    await merchant.see("admin-product-words");
    await merchant.page.goto(`${shop.origin}/app/mall`);
    await expect(merchant.page.getByTestId("flagged-products")).toContainText("最佳");
  });

  await test.step("a cost stands beside the product, and a price nobody can pay is named until it is mended", async () => {
    const {
      rows: [odd],
    } = await shop.pool.query(
      `select v.product_id, p.id, p.amount, p.raw_amount from product_variant v
       join product_variant_price_set s on s.variant_id = v.id join price p on p.price_set_id = s.price_set_id
       where v.id = $1 and p.currency_code = 'cny' and p.deleted_at is null order by p.id limit 1`,
      [variant],
    );
    await merchant.page.goto(`${shop.origin}/app/products/${odd.product_id}`);
    const costs = merchant.page.getByTestId("product-costs");
    await costs.getByRole("textbox").first().fill("12.50");
    await costs.getByRole("button", { name: "保存成本价" }).click();
    await expect(merchant.page.getByText("成本价已保存").first()).toBeVisible();
    await expect(merchant.page.getByTestId("product-commission")).toBeVisible();
    await costs.scrollIntoViewIfNeeded();
    await merchant.see("admin-product-cost");
    const price = (amount: string, raw: object) =>
      shop.pool.query("update price set amount = $2, raw_amount = $3 where id = $1", [odd.id, amount, raw]);
    await price("19.999", { value: "19.999", precision: 20 });
    expect((await shopper.get(`/store/mall/products/${odd.product_id}`)).status).toBe(200);
    await merchant.page.goto(`${shop.origin}/app/mall/faults`);
    const row = merchant.page.getByTestId("faults").getByRole("row").filter({ hasText: "价格无法使用" });
    await expect(row).toBeVisible();
    await merchant.see("admin-faults");
    await row.getByRole("link").click();
    await expect(merchant.page).toHaveURL(new RegExp(`/app/products/${odd.product_id}/variants/`));
    await price(odd.amount, odd.raw_amount);
    await merchant.page.goto(`${shop.origin}/app/mall/faults`);
    await expect(merchant.page.getByTestId("faults")).toContainText("没有需要处理的内容");
  });
  await phone.close();
  await desk.close();
});
