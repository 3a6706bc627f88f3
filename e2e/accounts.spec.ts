import { expect, type Page, test } from "@playwright/test";
import { openTestShop, type TestShop } from "../scripts/local/test-shop.mjs";
import { keepScreens } from "./screens.ts";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";
const PHONE = "13812345678";

let shop: TestShop;
const keep = keepScreens("accounts");

test.beforeAll(async () => {
  test.setTimeout(300_000);
  shop = await openTestShop({ name: "accounts-journey" });
});
test.afterAll(() => shop?.close());

/** Something of the page that can be seen: hidden pages stay in uni-app's DOM. */
const seen = (page: Page, id: string) => page.getByTestId(id).filter({ visible: true });

/** The code in the newest short message to the number, as its owner reads it. */
async function readCode(): Promise<string> {
  const answer = await fetch(`${shop.wechatOrigin}/__control/short-messages?phone=${PHONE}`);
  const { short_messages } = (await answer.json()) as { short_messages: { text: string }[] };
  return /\d{6}/.exec(short_messages[0]?.text ?? "")?.[0] ?? "";
}

async function fillAddress(page: Page): Promise<void> {
  await seen(page, "address-add").click();
  await seen(page, "address-name").fill("方小舟");
  await seen(page, "address-phone").fill(PHONE);
  await seen(page, "address-province").selectOption("浙江省");
  await seen(page, "address-city").selectOption("杭州市");
  await seen(page, "address-district").selectOption("西湖区");
  await seen(page, "address-street").fill("文三路 100 号");
  await seen(page, "address-save").click();
}

test("outside WeChat somebody logs in by phone, buys, and sees the order", async ({ browser }) => {
  const context = await browser.newContext({
    locale: "zh-CN",
    viewport: { width: 375, height: 812 },
    userAgent: IPHONE,
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.9" },
  });
  const page = await context.newPage();

  await test.step("the log-in page asks for a number and a code, and says what is wrong", async () => {
    await page.goto(`${shop.origin}/pages/login/index?back=${encodeURIComponent("/pages/mine/index")}`);
    await expect(seen(page, "log-in-phone")).toBeVisible();
    await keep("log-in", page);
    await seen(page, "log-in-phone").fill("123");
    await seen(page, "get-code").click();
    await expect(page.getByText("请输入正确的手机号")).toBeVisible();
    await seen(page, "log-in-phone").fill(PHONE);
    await context.setOffline(true);
    await seen(page, "get-code").click();
    await expect(seen(page, "code-problem")).toHaveText("网络不太顺畅，请检查后重试");
    await keep("offline", page);
    await context.setOffline(false);
    await seen(page, "get-code").click();
    await expect(seen(page, "get-code")).toHaveText(/秒后重发/);
    await expect(page.getByText(`验证码已发送至 ${PHONE}`)).toBeVisible();
    await keep("code-sent", page);
    const code = await readCode();
    await seen(page, "log-in-code").fill(code === "000000" ? "000001" : "000000");
    await seen(page, "log-in-submit").click();
    await expect(page.getByText("验证码不正确")).toBeVisible();
    await keep("wrong-code", page);
    await seen(page, "log-in-code").fill(code);
    await seen(page, "log-in-submit").click();
    await page.waitForURL(/pages\/mine\/index/);
    await expect(seen(page, "nickname")).toHaveText("用户5678");
    await keep("mine", page);
  });

  await test.step("they buy, and pay on WeChat's page", async () => {
    await page.goto(`${shop.origin}/`);
    await seen(page, "product-card").first().click();
    await seen(page, "buy-now").click();
    await seen(page, "sku-value").first().click();
    await seen(page, "sku-confirm").click();
    await fillAddress(page);
    await expect(seen(page, "checkout-total")).toBeVisible();
    await keep("checkout", page);
    await seen(page, "submit-order").click();
    await seen(page, "pay-now").click();
    await page.waitForURL(/checkmweb/);
    await page.getByTestId("h5-pay").click();
    await page.waitForURL(/pay-result/);
    await expect(page.getByTestId("pay-result")).toHaveAttribute("data-result", "paid");
  });

  await test.step("the order is theirs, also after the next log-in in another browser", async () => {
    await page.goto(`${shop.origin}/pages/orders/index`);
    await expect(seen(page, "order-card")).toHaveCount(1);
    await keep("orders", page);
    const mine = await seen(page, "order-card").getAttribute("data-order-id");
    // The vendor lets a minute pass between two messages to a number, and so does the shop.
    await fetch(`${shop.wechatOrigin}/__control/settings`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ sms_limits: false }),
    });
    await shop.pool.query("update phone_code_sent set sent_at = sent_at - interval '2 minutes'");
    const other = await (await browser.newContext({ locale: "zh-CN", userAgent: IPHONE })).newPage();
    await other.goto(`${shop.origin}/pages/login/index?back=${encodeURIComponent("/pages/orders/index")}`);
    await seen(other, "log-in-phone").fill(PHONE);
    await seen(other, "get-code").click();
    await expect(seen(other, "get-code")).toHaveText(/秒后重发/);
    await seen(other, "log-in-code").fill(await readCode());
    await seen(other, "log-in-submit").click();
    await expect(seen(other, "order-card")).toHaveAttribute("data-order-id", mine ?? "");
  });
});
