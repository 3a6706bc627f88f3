import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalWeChat, Mailbox, Merchant, openLocalWeChat } from "./local-wechat.js";

let wechat: LocalWeChat;
let merchant: Merchant;
let mailbox: Mailbox;
let browser: Browser;
let openid: string;

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  mailbox = await new Mailbox().open();
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
});
afterAll(async () => {
  await browser.close();
  await mailbox.close();
  await wechat.dispose();
});

/** Opens a page of this WeChat in a window of its own. */
async function open(path: string, width = 320, colorScheme: "light" | "dark" = "light") {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 700 },
    reducedMotion: "reduce",
    colorScheme,
  });
  const page = await context.newPage();
  await page.goto(wechat.origin + path);
  return { context, page };
}

async function expectReadable(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]);
  expect(found, what).toEqual([]);
  const { wide, room } = await page.evaluate<{ wide: number; room: number }>(
    "({ wide: document.documentElement.scrollWidth, room: innerWidth })",
  );
  expect(wide, what).toBeLessThanOrEqual(room);
}

describe("what goes over the wire", () => {
  it("is shown in order, an order's alone, with signatures and answers and without tokens", async () => {
    await merchant.place("wire-order-1", openid, { notify_url: mailbox.url });
    await merchant.place("wire-order-2", openid);
    await merchant.query("wire-order-1");
    await wechat.control("POST", "/orders/wire-order-1/pay", {});
    await mailbox.wait(1);
    await wechat.control("POST", "/faults", { on: "response", kind: "drop_before" });
    await expect(merchant.query("wire-order-1")).rejects.toThrow();
    const { credentials } = wechat;
    await fetch(`${wechat.origin}/cgi-bin/stable_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: credentials.app_id,
        secret: credentials.app_secret,
      }),
    });
    const { context, page } = await open("/?show=", 1000);
    await page.getByTestId("open-wire").click();
    await page.getByTestId("wire-number").selectOption("wire-order-1");
    const entries = page.getByTestId("wire-entry");
    await page.getByText("没有应答").waitFor();
    const titles = await entries.locator("summary b").allTextContents();
    expect(titles).toEqual([
      "POST /v3/pay/transactions/jsapi",
      "GET /v3/pay/transactions/out-trade-no/wire-order-1",
      "TRANSACTION.SUCCESS",
      "GET /v3/pay/transactions/out-trade-no/wire-order-1",
    ]);
    await entries.nth(0).locator("summary").click();
    await entries.nth(0).getByText(credentials.merchant_serial).waitFor();
    await entries
      .nth(0)
      .getByText(/prepay_id/)
      .waitFor();
    await entries.nth(2).locator("summary").click();
    await entries.nth(2).getByText("wechatpay-signature", { exact: true }).waitFor();
    await entries
      .nth(2)
      .getByText(/"trade_state": "SUCCESS"/)
      .waitFor();
    await entries.nth(3).getByText("未受理即断开").waitFor();
    await page.getByTestId("wire-number").selectOption("");
    await entries.filter({ hasText: "/cgi-bin/stable_token" }).waitFor();
    const all = JSON.stringify(await wechat.control("GET", "/wire"));
    expect(all).not.toContain(credentials.app_secret);
    await page.getByTestId("wire-clear").click();
    await page.getByText("还没有往来").waitFor();
    await context.close();
  });
});

describe("the switchboard", () => {
  it("plans a fault of one operation in words", async () => {
    const { context, page } = await open("/__control", 900);
    await page.getByTestId("fault-on").selectOption("response");
    await page.getByTestId("fault-operation").selectOption("query_order");
    await page.getByTestId("fault-kind").selectOption("server_error");
    await page.getByTestId("fault-meaning").getByText("没有受理").waitFor();
    await page.getByTestId("fault-add").click();
    await page
      .getByTestId("fault-list")
      .getByText("接口应答 · 查询订单 · 未受理，返回系统错误 · 1 次")
      .waitFor();
    expect((await merchant.place("switchboard-1", openid)).status).toBe(200);
    expect((await merchant.query("switchboard-1")).json.code).toBe("SYSTEM_ERROR");
    await context.close();
  });

  it("says what every fault means", async () => {
    const { kinds } = await wechat.control<{ kinds: Record<string, string[]> }>("GET", "/faults/kinds");
    const { context, page } = await open("/__control", 900);
    for (const [on, names] of Object.entries(kinds)) {
      await page.getByTestId("fault-on").selectOption(on);
      for (const name of names) {
        await page.getByTestId("fault-kind").selectOption(name);
        expect(await page.getByTestId("fault-meaning").textContent(), `${on} ${name}`).toMatch(/。$/);
      }
    }
    await context.close();
  });
});

describe("every page", () => {
  it.each(["light", "dark"] as const)("can be read by assistive software at 320 px, %s", async (scheme) => {
    const { context, page } = await open("/", 320, scheme);
    const phone = page.getByTestId("phone").first();
    await phone.getByTestId("open-official-account").waitFor();
    await expectReadable(page, "desk");
    await page.goto(`${wechat.origin}/phones/chenmo-cm`);
    await page.getByTestId("open-official-account").click();
    await page.getByTestId("open-shop").waitFor();
    await expectReadable(page, "account");
    await page.getByTestId("nav-back").click();
    await page.locator('[data-name="林晓雨"]').click();
    await page.getByTestId("message-input").fill("你好");
    await page.keyboard.press("Enter");
    await page.getByTestId("messages").getByText("你好").first().waitFor();
    await expectReadable(page, "chat");
    await page.getByTestId("nav-back").click();
    await page.getByTestId("tab-me").click();
    await expectReadable(page, "me");
    await page.getByTestId("open-wallet").click();
    await expectReadable(page, "wallet");
    for (const path of ["/inbox", "/wire", "/__control"]) {
      await page.goto(wechat.origin + path);
      await page.getByTestId("language").waitFor();
      await expectReadable(page, path);
    }
    await context.close();
  });

  it("works by keyboard alone: a code is scanned and paid, and the focus comes back", async () => {
    const { payer, ...order } = merchant.order("keyboard-1", openid);
    const placed = await merchant.call("POST", "/v3/pay/transactions/native", order);
    const { context, page } = await open("/phones/linxiaoyu_92", 390);
    await page.getByTestId("open-scan").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("scan-input").focus();
    await page.keyboard.insertText(String(placed.json.code_url));
    await page.keyboard.press("Enter");
    await page.getByTestId("pay-sheet").waitFor();
    await page.keyboard.type("123456");
    await page.getByTestId("pay-success").waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("pay-sheet").waitFor({ state: "detached" });
    await page.getByTestId("tab-me").press("Enter");
    await page.getByTestId("open-wallet").press("Enter");
    const paid = page.locator('[data-testid="wallet-movement"][data-kind="payment"]');
    await paid.filter({ hasText: "keyboard-1" }).getByText("-19.90").waitFor();
    await context.close();
  });
});
