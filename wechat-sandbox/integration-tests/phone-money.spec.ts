import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, type LocalWeChat, Merchant, openLocalWeChat } from "./local-wechat.js";
import { SmallShop } from "./small-shop.js";

const SCREENSHOTS = process.env.WECHAT_SCREENSHOTS;

let shop: SmallShop;
let wechat: LocalWeChat;
let merchant: Merchant;
let browser: Browser;
let context: BrowserContext;
let openid: string;

beforeAll(async () => {
  shop = await new SmallShop().open();
  wechat = await openLocalWeChat(shop.origin);
  merchant = new Merchant(wechat);
  shop.wechat = wechat;
  await wechat.control("POST", "/settings", { transfer_settle_ms: 0 });
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
});
afterAll(async () => {
  await browser.close();
  await wechat.dispose();
  await shop.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
});
afterEach(() => context.close());

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}

async function openPhone(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${wechat.origin}/phones/linxiaoyu_92`);
  return page;
}

/** 林晓雨's phone in the shop, logged in. */
async function inShop(): Promise<{ page: Page; view: FrameLocator }> {
  const page = await openPhone();
  await page.getByTestId("open-official-account").click();
  await page.getByTestId("open-shop").click();
  const view = page.frameLocator('[data-testid="webview"]');
  await view.locator("#login").click();
  await view.getByTestId("oauth-allow").click();
  await view.locator("#who", { hasText: /^o/ }).waitFor();
  await view.locator("#sdk", { hasText: "ready" }).waitFor();
  return { page, view };
}

const wallet = async (page: Page) => {
  await page.getByTestId("tab-me").click();
  return page.getByTestId("wallet-balance").textContent();
};

describe("a transfer on the phone", () => {
  it("is accepted on WeChat's own page and lands in the wallet", async () => {
    const { page, view } = await inShop();
    await view.locator("#receive").click();
    await page.getByTestId("transfer-amount").getByText("88.00").waitFor();
    await picture(page, "transfer");
    await page.getByTestId("transfer-cancel").click();
    await view.locator("#pay", { hasText: "requestMerchantTransfer:cancel" }).waitFor();
    await view.locator("#receive").click();
    await page.getByTestId("transfer-confirm").click();
    await picture(page, "transfer-done");
    await page.getByTestId("transfer-done").click();
    await view.locator("#pay", { hasText: "requestMerchantTransfer:ok" }).waitFor();
    await page.getByTestId("webview-close").click();
    await page.getByTestId("nav-back").click();
    await page.getByTestId("open-payments").click();
    await page.getByTestId("payment-message").getByText("转账到账通知").waitFor();
    await picture(page, "transfer-message");
    await page.getByTestId("nav-back").click();
    expect(await wallet(page)).toBe("¥100088.00");
  });

  it("is denied to a page that has not asked for it in wx.config", async () => {
    const { page, view } = await inShop();
    const frame = await (await page.getByTestId("webview").elementHandle())?.contentFrame();
    await frame?.evaluate("location.href = '/?wrong=1'");
    await view.locator("#sdk", { hasText: "error" }).waitFor();
    const answer = await frame?.evaluate(
      "new Promise((done) => WeixinJSBridge.invoke('requestMerchantTransfer', {}, done))",
    );
    expect(answer).toEqual({ err_msg: "requestMerchantTransfer:access_denied" });
  });
});

describe("a QR code", () => {
  it("is scanned from the first page and paid", async () => {
    const { payer, ...order } = merchant.order("phone-native-1", openid);
    const placed = await merchant.call("POST", "/v3/pay/transactions/native", order);
    const page = await openPhone();
    const before = await wallet(page);
    const scan = async (text: string) => {
      await page.getByTestId("me-scan").click();
      await page.getByTestId("scan-input").fill(text);
      await page.getByTestId("scan-submit").click();
    };
    await picture(page, "me");
    await scan("weixin://wxpay/bizpayurl?pr=nothing");
    await page.getByText("支付参数无效").waitFor();
    await scan(String(placed.json.code_url));
    await page.getByTestId("pay-amount").first().getByText("19.90").waitFor();
    await page.getByTestId("pay-confirm").click();
    await page.getByTestId("pay-done").click();
    await eventually(
      async () => String((await merchant.query("phone-native-1")).json.trade_state) === "SUCCESS",
    );
    expect(before).toMatch(/^¥/);
    await page
      .getByTestId("wallet-balance")
      .getByText(before ?? "")
      .waitFor({ state: "detached" });
  });
});

describe("an H5 order in a browser outside WeChat", () => {
  it("goes to WeChat's page and back to the shop, paid", async () => {
    const page = await context.newPage();
    await page.goto(`${shop.origin}/h5`);
    await page.locator("#pay").click();
    await page.getByTestId("h5-amount").getByText("19.90").waitFor();
    await picture(page, "h5");
    await page.locator('[data-person="陈默"]').click();
    await page.getByTestId("h5-pay").click();
    await page.waitForURL(`${shop.origin}/paid`);
    const { orders } = await wechat.control<{ orders: { out_trade_no: string; trade_state: string }[] }>(
      "GET",
      "/orders",
    );
    expect(orders.find(({ out_trade_no }) => out_trade_no.startsWith("shop-h5-"))?.trade_state).toBe(
      "SUCCESS",
    );
  });
});

describe("the control page", () => {
  it("plans a fault, starts and stops chance, and moves a transfer on", async () => {
    await merchant.transfer("CONTROLPAGE1", openid);
    const page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${wechat.origin}/__control`);
    await page.getByTestId("fault-on").selectOption("response");
    await page.getByTestId("fault-kind").selectOption("error_after");
    await page.getByTestId("fault-add").click();
    await page.getByTestId("fault-list").getByText("已受理，却返回系统错误").waitFor();
    expect((await merchant.query("phone-native-1")).json.code).toBe("SYSTEM_ERROR");
    await page.getByTestId("random-start").click();
    await page.getByTestId("random-state").getByText("种子 1").waitFor();
    await picture(page, "control");
    await page.getByTestId("random-stop").click();
    await page.getByTestId("random-state").getByText("未开启").waitFor();
    await page
      .getByRole("row", { name: /CONTROLPAGE1/ })
      .getByText("确认收款")
      .click();
    await eventually(
      async () => String((await merchant.queryTransfer("CONTROLPAGE1")).json.state) === "SUCCESS",
    );
  });
});
