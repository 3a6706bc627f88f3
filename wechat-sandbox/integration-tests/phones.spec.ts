import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LocalWeChat, openLocalWeChat } from "./local-wechat.js";
import { POSTER_LINK, SmallShop } from "./small-shop.js";

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
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
});
afterEach(() => context.close());

const OF = { 1: "linxiaoyu_92", 2: "chenmo-cm", 3: "zhouting520" };

async function openPhone(number: 1 | 2 | 3): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${wechat.origin}/phones/${OF[number]}`);
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

const openChat = (page: Page, name: string) =>
  page.locator(`[data-testid="open-chat"][data-name="${name}"]`).click();

async function sendTo(page: Page, name: string): Promise<void> {
  await page.getByTestId("share-to-friend").click();
  await page.locator(`[data-testid="share-recipient"][data-name="${name}"]`).click();
}

/** Opens an address in 林晓雨's web view, by a card from 陈默. */
async function openCard(page: Page, link: string): Promise<FrameLocator> {
  await fetch(`${wechat.origin}/phone-api/chenmo-cm/cards`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "看看这个", link, to: "林晓雨" }),
  });
  await openChat(page, "陈默");
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
    const phoneOf = (name: string) => page.locator(`[data-testid="phone"][data-person="${name}"]`);
    for (const name of ["林晓雨", "陈默"]) {
      const phone = phoneOf(name);
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
    await phoneOf("林晓雨").getByTestId("webview-title").getByText("回到null").waitFor();
    await phoneOf("陈默").getByTestId("webview-back").click();
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
    await sendTo(sender, "陈默");
    await openChat(friend, "林晓雨");
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
    await sendTo(page, "陈默");
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
  it("keep their web storage apart where there are more phones than web views", async () => {
    const read = async (number: 1 | 2 | 3, write?: string) => {
      const page = await openPhone(number);
      const view = await openShop(page);
      await view.locator("#at").waitFor();
      const frame = await (await page.getByTestId("webview").elementHandle())?.contentFrame();
      if (write !== undefined)
        await frame?.evaluate(`localStorage.setItem("token", ${JSON.stringify(write)})`);
      const token = await frame?.evaluate<string | null>('localStorage.getItem("token")');
      await page.close();
      return token;
    };
    await read(1);
    expect(await read(2, "of-chenmo")).toBe("of-chenmo");
    await read(1);
    expect(await read(3)).toBeNull();
    expect(await read(3, "of-zhouting")).toBe("of-zhouting");
    await read(1);
    expect(await read(2)).toBe("of-chenmo");
  });

  it("lose an open page to whoever needs the web view more", async () => {
    const [first, second] = [await openPhone(1), await openPhone(2)];
    await openShop(first);
    await openShop(second);
    await first.bringToFront();
    const third = await openPhone(3);
    await openShop(third);
    await first.getByTestId("webview").waitFor({ state: "detached" });
    expect(await second.getByTestId("webview").count()).toBe(1);
  });

  it("are all on the desk that asks for them, and somebody new moves in", async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.goto(`${wechat.origin}/?show=linxiaoyu_92,chenmo-cm,zhouting520,zhaolei_sh`);
    await page.getByTestId("phone").nth(3).getByTestId("tab-chats").waitFor();
    await page.getByLabel("新朋友的昵称").fill("方小舟");
    await page.getByRole("button", { name: "添加" }).click();
    await page.locator('[data-testid="phone"][data-person="方小舟"]').getByTestId("tab-me").click();
    await picture(page, "desk-of-five");
    await page.getByTestId("language").click();
    await page.getByRole("button", { name: "Add" }).waitFor();
    await page.getByTestId("language").click();
  });
});

describe("the tour", () => {
  it("has her log in before she shares, follows the card, and can be skipped and resumed", async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${wechat.origin}/`);
    await page.getByTestId("tour-start").click();
    const stands = (step: string) =>
      page.locator(`[data-testid="tour-step"][data-step="${step}"][aria-current="step"]`).waitFor();
    const phoneOf = (name: string) => page.locator(`[data-testid="phone"][data-person="${name}"]`);
    const [hers, his] = [phoneOf("林晓雨"), phoneOf("陈默")];
    await stands("share");
    await picture(page, "tour-begins");
    await page.getByRole("button", { name: "让林晓雨登录" }).click();
    const view = hers.frameLocator('[data-testid="webview"]');
    await hers.getByTestId("webview-menu").click();
    await hers.getByTestId("share-unknown").waitFor();
    await page.keyboard.press("Escape");
    await view.locator("#login").click();
    await view.getByTestId("oauth-allow").click();
    await page.getByTestId("tour-logged-in").waitFor();
    await view.locator("body[data-share=set]").waitFor();
    await hers.getByTestId("webview-menu").click();
    await hers.getByTestId("share-to-friend").click();
    await hers.locator('[data-testid="share-recipient"][data-name="陈默"]').click();
    await stands("open");
    await page.getByRole("button", { name: "打开陈默与林晓雨的聊天" }).click();
    await his.getByTestId("share-card").last().click();
    await stands("bind");
    await picture(page, "tour");
    await page.getByTestId("tour-skip").click();
    await stands("buy");
    await page.reload();
    await stands("buy");
    await page.getByTestId("tour-back").click();
    await stands("bind");
    await page.getByTestId("tour-close").click();
    await page.getByText("继续导览").click();
    await stands("bind");
  });
});

describe("a picture", () => {
  it("is scanned from another phone's screen, and from what a friend has sent", async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.goto(`${wechat.origin}/?show=linxiaoyu_92,chenmo-cm`);
    const phoneOf = (name: string) => page.locator(`[data-testid="phone"][data-person="${name}"]`);
    const [hers, his] = [phoneOf("林晓雨"), phoneOf("陈默")];
    await hers.getByTestId("open-official-account").click();
    await hers.getByTestId("open-shop").click();
    const view = hers.frameLocator('[data-testid="webview"]');
    await view.locator("#poster").click();
    await view.locator("#code").waitFor();
    await his.getByTestId("open-scan").click();
    await his.locator('[data-testid="scan-screen"][data-name="林晓雨"]').click();
    await his.locator(`[data-testid="webview"][src="${POSTER_LINK}"]`).waitFor();
    await his.getByTestId("webview-close").click();

    await view.locator("#code").click({ button: "right" });
    await hers.getByTestId("picture-send").click();
    await hers.locator('[data-testid="share-recipient"][data-name="陈默"]').click();
    await his.locator('[data-testid="open-chat"][data-name="林晓雨"]').click();
    await his.getByTestId("chat-picture").click();
    await his.getByTestId("picture-scan").click();
    await his.locator(`[data-testid="webview"][src="${POSTER_LINK}"]`).waitFor();
  });

  it("is kept in the album, and a picture from elsewhere is scanned too", async () => {
    const page = await openPhone(1);
    const view = await openShop(page);
    await view.locator("#poster").click();
    await view.locator("#code").click({ button: "right" });
    await page.getByTestId("picture-save").click();
    await page.getByTestId("webview-close").click();
    await page.getByTestId("nav-back").click();
    await page.getByTestId("tab-me").click();
    await page.getByTestId("open-album").click();
    await page.getByTestId("album-picture").first().click();
    await page.getByTestId("picture-scan").waitFor();
    const address = await page.locator(".picture-large").getAttribute("src");
    await page.keyboard.press("Escape");
    await page.getByTestId("nav-back").click();
    const saved = Buffer.from(await (await fetch(wechat.origin + address)).arrayBuffer());
    await page.getByTestId("me-scan").click();
    await page
      .getByTestId("scan-file")
      .setInputFiles({ name: "poster.jpg", mimeType: "image/jpeg", buffer: saved });
    await page.locator(`[data-testid="webview"][src="${POSTER_LINK}"]`).waitFor();
  });
});
