import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, type LocalWeChat, openLocalWeChat } from "./local-wechat.js";
import { SmallShop } from "./small-shop.js";

const SCREENSHOTS = process.env.WECHAT_SCREENSHOTS;

let shop: SmallShop;
let wechat: LocalWeChat;
let browser: Browser;
let context: BrowserContext;
let people: { openid: string; nickname: string }[];

beforeAll(async () => {
  shop = await new SmallShop().open();
  wechat = await openLocalWeChat(shop.origin);
  shop.wechat = wechat;
  ({ people } = await wechat.control<{ people: typeof people }>("GET", "/people"));
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
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
});
afterEach(() => context.close());

async function openPhone(number: 1 | 2): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${wechat.origin}/phone/${number}`);
  return page;
}

async function openShop(page: Page): Promise<FrameLocator> {
  await page.getByTestId("open-official-account").click();
  await page.getByTestId("open-shop").click();
  return page.frameLocator('[data-testid="webview"]');
}

async function logIn(page: Page, view: FrameLocator): Promise<void> {
  await view.locator("#login").click();
  await view.getByTestId("oauth-allow").click();
  await view.locator("#who", { hasText: /^o/ }).waitFor();
  await page.getByTestId("webview-title").getByText("小店").waitFor();
}

/** Opens an address in phone 1's web view, by a card from the other phone. */
async function openCard(page: Page, link: string): Promise<FrameLocator> {
  await fetch(`${wechat.origin}/phone-api/2/cards`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "看看这个", link }),
  });
  await page.getByTestId("open-chat").click();
  await page.locator(`[data-link="${link}"]`).last().click();
  return page.frameLocator('[data-testid="webview"]');
}

const text = (view: FrameLocator, id: string) => view.locator(`#${id}`).textContent();

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.bringToFront();
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}

describe("a web view", () => {
  it("is WeChat's browser: user agent, late bridge, verified JS-SDK", async () => {
    const page = await openPhone(1);
    await picture(page, "chats");
    await page.getByTestId("open-official-account").click();
    await picture(page, "official-account");
    await page.getByTestId("nav-back").click();
    const view = await openShop(page);
    await view.locator("#sdk", { hasText: "ready" }).waitFor();
    expect(await text(view, "sdk")).toBe("ready true");
    expect(await text(view, "ua")).toBe("wechat:undefined");
    expect(shop.userAgents.at(-1)).toContain("MicroMessenger/");
    await picture(page, "web-view");
  });

  it("lets wx.error fire for a signature of another address", async () => {
    const page = await openPhone(1);
    const view = await openCard(page, `${wechat.web_view_origins[1]}/?wrong=1`);
    await view.locator("#sdk", { hasText: "error" }).waitFor();
    expect(await text(view, "sdk")).toBe("error config:invalid signature");
    expect(await text(view, "at")).toBe("/?wrong=1");
  });

  it("has a history of its own, also beside the other phone", async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 980, height: 960 });
    await page.goto(`${wechat.origin}/`);
    const views: FrameLocator[] = [];
    for (const number of [1, 2]) {
      const phone = page.getByTestId(`phone-${number}`);
      await phone.getByTestId("open-official-account").click();
      await phone.getByTestId("open-shop").click();
      views.push(phone.frameLocator('[data-testid="webview"]'));
    }
    const [one, two] = views as [FrameLocator, FrameLocator];
    await one.locator("#push").click();
    await two.locator("#push").click();
    await one.locator("#back").click();
    await one.locator("#at", { hasText: /^\/$/ }).waitFor();
    expect(await text(two, "at")).toBe("/goods?id=7");
    await page.getByTestId("phone-1").getByTestId("webview-title").getByText("回到null").waitFor();
    await page.getByTestId("phone-2").getByTestId("webview-back").click();
    await two.locator("#at", { hasText: /^\/$/ }).waitFor();
    await picture(page, "desk");
  });

  it("goes back to an earlier document, to the entry and the state it had", async () => {
    const page = await openPhone(1);
    const view = await openShop(page);
    await view.locator("#push").click();
    const frame = await (await page.getByTestId("webview").elementHandle())?.contentFrame();
    await frame?.evaluate("location.href = '/moved'");
    await view.locator("#at", { hasText: /^\/goods$/ }).waitFor();
    await page.getByTestId("webview-back").click();
    await view.locator("#at", { hasText: "/goods?id=7" }).waitFor();
    expect(await frame?.evaluate("[history.state.n, history.length]")).toEqual([1, 3]);
    await page.getByTestId("webview-back").click();
    await view.locator("#at", { hasText: /^\/$/ }).waitFor();
    await page.getByTestId("webview-back").waitFor({ state: "hidden" });
  });

  it("logs the phone's holder in after consent, and not after a refusal", async () => {
    const page = await openPhone(2);
    const view = await openShop(page);
    await view.locator("#login").click();
    await view.getByTestId("oauth-allow").waitFor();
    await picture(page, "consent");
    await view.getByTestId("oauth-deny").click();
    await view.locator("#who", { hasText: "denied true" }).waitFor();
    await logIn(page, view);
    expect(await text(view, "who")).toBe(people[1]?.openid);
    expect(await text(view, "at")).toContain("/in?from=card&code=");
  });
});

describe("sharing", () => {
  it("sends a card from one phone and opens it on the other, path and query kept", async () => {
    const [sender, friend] = [await openPhone(1), await openPhone(2)];
    const view = await openShop(sender);
    await view.locator("body[data-share=set]").waitFor();
    await sender.getByTestId("webview-menu").click();
    await picture(sender, "share-menu");
    await sender.getByTestId("share-to-friend").click();
    await friend.getByTestId("open-chat").click();
    const card = friend.getByTestId("share-card").last();
    await card.getByText("一包好豆子").waitFor();
    await friend.getByTestId("message-input").fill("看起来不错！");
    await friend.getByTestId("message-send").click();
    await sender.getByTestId("message-banner").getByText("看起来不错！").waitFor();
    await friend.getByTestId("messages").getByText("看起来不错！").waitFor();
    await picture(friend, "chat");
    await card.click();
    const opened = friend.frameLocator('[data-testid="webview"]');
    await opened.locator("#at", { hasText: "/goods?id=7&st=TOKEN" }).waitFor();
    expect(await friend.getByTestId("webview").getAttribute("src")).toContain(wechat.web_view_origins[1]);
  });
});

describe("the share menu", () => {
  it("asks a page that uses onMenuShareAppMessage at the tap, and hides what the page hides", async () => {
    const page = await openPhone(1);
    const view = await openCard(page, `${shop.origin}/?old=1`);
    await view.locator("#sdk", { hasText: "ready" }).waitFor();
    expect(await text(view, "sdk")).toBe("ready true");
    await page.getByTestId("webview-menu").click();
    await page.getByTestId("refresh-page").waitFor();
    expect(await page.getByTestId("copy-link").count()).toBe(0);
    await page.getByTestId("share-to-friend").click();
    await view.locator("#sdk", { hasText: "shared" }).waitFor();
    await page.getByTestId("webview-close").click();
    const link = `${wechat.web_view_origins[0]}/goods?id=8`;
    await page.locator(`[data-link="${link}"]`).getByText("老办法").waitFor();
  });
});

describe("paying", () => {
  it("shows the sheet, cancels, then pays; the receipt is in the chats", async () => {
    const page = await openPhone(1);
    const view = await openShop(page);
    await logIn(page, view);
    await view.locator("#buy").click();
    await page.getByTestId("pay-sheet").waitFor();
    expect(await page.getByTestId("pay-amount").textContent()).toBe("¥19.90");
    await picture(page, "pay-sheet");
    await page.getByTestId("pay-cancel").click();
    await view.locator("#pay", { hasText: "get_brand_wcpay_request:cancel" }).waitFor();
    await view.locator("#buy").click();
    await page.getByTestId("pay-confirm").click();
    await page.getByTestId("pay-success").waitFor();
    await picture(page, "pay-success");
    await view.locator("#pay", { hasText: "get_brand_wcpay_request:ok" }).waitFor();
    const { orders } = await wechat.control<{ orders: { trade_state: string }[] }>("GET", "/orders");
    expect(orders.map(({ trade_state }) => trade_state)).toEqual(["NOTPAY", "SUCCESS"]);
    await page.getByTestId("webview-close").click();
    await page.getByTestId("nav-back").click();
    await page.getByTestId("open-payments").click();
    await page.getByTestId("payment-message").first().waitFor();
    await picture(page, "receipt");
  });

  it("works through the JS-SDK's chooseWXPay", async () => {
    const page = await openPhone(1);
    const view = await openShop(page);
    await logIn(page, view);
    await view.locator("#sdk", { hasText: "ready" }).waitFor();
    await view.locator("#buy-sdk").click();
    await page.getByTestId("pay-confirm").click();
    await view.locator("#pay", { hasText: "sdk ok" }).waitFor();
  });

  it("fails when the order was closed while the sheet was open", async () => {
    const page = await openPhone(1);
    const view = await openShop(page);
    await logIn(page, view);
    await view.locator("#buy").click();
    await page.getByTestId("pay-sheet").waitFor();
    const { orders } = await wechat.control<{ orders: { out_trade_no: string }[] }>("GET", "/orders");
    const { Merchant } = await import("./local-wechat.js");
    await new Merchant(wechat).close(orders.at(-1)?.out_trade_no ?? "");
    await page.getByTestId("pay-confirm").click();
    await view.locator("#pay", { hasText: "get_brand_wcpay_request:fail" }).waitFor();
  });
});

describe("the people", () => {
  it("keep their web storage apart when a phone changes hands", async () => {
    const page = await openPhone(2);
    const read = async (write?: string) => {
      const view = await openShop(page);
      await view.locator("#at").waitFor();
      const frame = await (await page.getByTestId("webview").elementHandle())?.contentFrame();
      if (write !== undefined)
        await frame?.evaluate(`localStorage.setItem("token", ${JSON.stringify(write)})`);
      const token = await frame?.evaluate<string | null>('localStorage.getItem("token")');
      await page.getByTestId("webview-close").click();
      await page.getByTestId("nav-back").click();
      return token;
    };
    const hand = async (index: number) => {
      await wechat.control("POST", "/phones/2", { openid: people[index]?.openid });
      await page.getByTestId("tab-me").click();
      await page
        .getByTestId("profile")
        .getByText(people[index]?.nickname ?? "")
        .waitFor();
      await page.getByTestId("tab-chats").click();
    };
    expect(await read("of-chenmo")).toBe("of-chenmo");
    await hand(3);
    expect(await read()).toBeNull();
    expect(await read("of-zhaolei")).toBe("of-zhaolei");
    await hand(1);
    expect(await read()).toBe("of-chenmo");
  });

  it("change phones in the “me” tab; the other holder never doubles", async () => {
    const page = await openPhone(1);
    await page.getByTestId("tab-me").click();
    await picture(page, "me");
    await page.getByTestId("holder-choice").filter({ hasText: "周婷" }).click();
    await page.getByTestId("tab-me").click();
    await page.getByTestId("profile").getByText("周婷").waitFor();
    await page.getByTestId("tab-contacts").click();
    await picture(page, "contacts");
    await wechat.control("POST", "/phones/1", { openid: people[0]?.openid });
    await eventually(async () => {
      await page.getByTestId("tab-me").click();
      return (await page.getByTestId("profile").textContent())?.includes("林晓雨") ?? false;
    });
  });
});
