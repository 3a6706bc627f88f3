import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { openTestShop, type TestShop } from "../scripts/local/test-shop.mjs";
import { Merchant } from "./merchant.ts";
import { keepScreens } from "./screens.ts";

// The plugins are CommonJS, whose names an import from here cannot see.
const { WechatControl } = createRequire(import.meta.url)(
  "../plugins/official-account/integration-tests/local-wechat.ts",
) as typeof import("../plugins/official-account/integration-tests/local-wechat.ts");

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";
const DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";
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

/** The code in the newest short message to a number, as its owner reads it. */
async function readCode(phone = PHONE): Promise<string> {
  const answer = await fetch(`${shop.wechatOrigin}/__control/short-messages?phone=${phone}`);
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

/** The code in the newest letter to an address. */
async function readLetter(email: string): Promise<string> {
  let code = "";
  await expect(async () => {
    const answer = await fetch(`${shop.wechatOrigin}/__control/mails?to=${encodeURIComponent(email)}`);
    const { mails } = (await answer.json()) as { mails: { subject: string }[] };
    code = /\d{6}/.exec(mails[0]?.subject ?? "")?.[0] ?? "";
    expect(code).not.toBe("");
  }).toPass();
  await fetch(`${shop.wechatOrigin}/__control/mails`, { method: "DELETE" });
  return code;
}

/** The minute between two codes passes, at the shop and at the vendor. */
async function letCodesPass(): Promise<void> {
  await fetch(`${shop.wechatOrigin}/__control/settings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sms_limits: false }),
  });
  for (const table of ["phone_code_sent", "email_code_sent"])
    await shop.pool.query(`update ${table} set sent_at = sent_at - interval '1 day'`);
}

/** A browser of its own, somewhere. */
async function openBrowser(browser: Browser, address: string, userAgent = IPHONE): Promise<Page> {
  const context = await browser.newContext({
    locale: "zh-CN",
    viewport: { width: 375, height: 812 },
    userAgent,
    extraHTTPHeaders: { "x-forwarded-for": address },
  });
  return context.newPage();
}

/** Logs in by a code, and comes to a page. */
async function logInByPhone(page: Page, phone: string, back: string): Promise<void> {
  await letCodesPass();
  await page.goto(`${shop.origin}/pages/login/index?back=${encodeURIComponent(back)}`);
  await seen(page, "log-in-phone").fill(phone);
  await seen(page, "get-code").click();
  await expect(seen(page, "get-code")).toHaveText(/秒后重发/);
  await seen(page, "log-in-code").fill(await readCode(phone));
  await seen(page, "log-in-submit").click();
  await page.waitForURL((url) => url.pathname === back);
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
    const other = await openBrowser(browser, "203.0.113.10");
    await logInByPhone(other, PHONE, "/pages/orders/index");
    await expect(seen(other, "order-card")).toHaveAttribute("data-order-id", mine ?? "");
  });
});

test("the merchant writes the menu, a reply and a channel's code, and sees what came of each", async ({
  browser,
}) => {
  test.slow();
  const wechat = new WechatControl(shop.wechatOrigin);
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: "zh-CN" });
  const merchant = new Merchant(await context.newPage(), shop.origin, keep);
  const { page } = merchant;
  const open = (path: string) => page.goto(`${shop.origin}/app/official-account${path}`);
  const choose = async (id: string, option: string) => {
    await page.locator(`#${id}`).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  const followed = await wechat.newcomer("扫码的人");

  await test.step("the menu is written beside a phone, published, and compared with what is live", async () => {
    await merchant.logIn(shop.admin);
    await open("/menu");
    const live = page.getByTestId("live-menu");
    await expect(live).toContainText("公众号现在没有菜单");
    const preview = page.getByTestId("menu-preview");
    await preview.getByRole("button", { name: "添加菜单" }).click();
    await page.getByLabel("名称", { exact: true }).fill("进入我的商城");
    await expect(preview).toContainText("进入我的…");
    await expect(page.getByTestId("menu-problems")).toContainText("名称太长");
    await expect(page.getByRole("button", { name: "保存并发布" })).toBeDisabled();
    await page.getByLabel("名称", { exact: true }).fill("进入商城");
    await page.getByLabel("网址").fill(shop.origin);
    await preview.getByRole("button", { name: "添加菜单" }).click();
    await page.getByLabel("名称", { exact: true }).fill("服务");
    await preview.getByRole("button", { name: "添加子菜单" }).click();
    await page.getByLabel("名称", { exact: true }).fill("营业时间");
    await choose("button-type", "回复消息");
    await page.getByLabel("KEY").fill("HOURS");
    await merchant.see("menu-editor");
    await page.getByRole("button", { name: "保存并发布" }).click();
    await expect(live).toContainText("与第 1 版一致");
    await expect(page.getByTestId("official-account-menu-versions")).toContainText("第 1 版");
    const buttons = [{ name: "别处", type: "view", url: "https://elsewhere.example.com/" }];
    await wechat.setAccount({ menu: { buttons, from: "console" } });
    await live.getByRole("button", { name: "重新读取" }).click();
    await expect(live).toContainText("与第 1 版有 3 处不同");
    await merchant.see("menu-differs");
    await page.getByTestId("official-account-menu-versions").getByRole("button", { name: "发布" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "发布" }).click();
    await expect(live).toContainText("与第 1 版一致");
  });

  await test.step("a reply is added, and the test field says that it answers", async () => {
    await open("/replies");
    await page.getByRole("button", { name: "新建回复" }).click();
    const drawer = page.getByTestId("reply-drawer");
    await drawer.getByRole("button", { name: "保存" }).click();
    await expect(drawer.getByRole("alert")).toContainText("请检查这一项");
    await drawer.getByLabel("名称").fill("营业时间");
    await choose("reply-kind", "点菜单时");
    await drawer.getByLabel("菜单 KEY").fill("HOURS");
    await drawer.getByLabel("回复的文字").fill("每天 9:00–18:00");
    await merchant.see("reply");
    await drawer.getByRole("button", { name: "保存" }).click();
    await expect(page.getByTestId("official-account-replies")).toContainText("每天 9:00–18:00");
    await choose("trial-occasion", "点菜单");
    await page.getByLabel("输入内容").fill("HOURS");
    await page.getByRole("button", { name: "看看谁回复" }).click();
    await expect(page.getByTestId("trial-result")).toContainText("「营业时间」会回复（点菜单时）");
    await page.getByLabel("输入内容").fill("别的");
    await page.getByRole("button", { name: "看看谁回复" }).click();
    await expect(page.getByTestId("trial-result")).toContainText("没有规则会回复");
    await merchant.see("replies");
  });

  await test.step("a channel's code is made, scanned, and counted", async () => {
    await open("/qr-codes");
    await page.getByRole("button", { name: "新建渠道码" }).click();
    await page.getByLabel("渠道名称").fill("地铁海报");
    await page.getByRole("button", { name: "生成二维码" }).click();
    const drawer = page.getByTestId("qr-code-drawer");
    const picture = drawer.getByRole("img", { name: "地铁海报的二维码" });
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    const scene = (await drawer.locator("code").textContent()) ?? "";
    await wechat.act({ openid: followed.openid, act: "scan", scene });
    await page.reload();
    const row = page.getByTestId("official-account-qr-codes").locator("tbody tr");
    await expect(row.getByRole("cell", { name: "1", exact: true })).toHaveCount(3);
    await merchant.see("qr-codes");
    await row.getByText("地铁海报").click();
    await expect(page.getByTestId("qr-code-results")).toContainText("新增粉丝1");
    await merchant.see("qr-code");
  });

  await test.step("the follower it brought writes, and is answered by a person", async () => {
    await wechat.act({ openid: followed.openid, act: "say", text: "可以开发票吗？" });
    await open("/followers");
    await expect(page.getByTestId("official-account-followers")).toContainText("渠道码：地铁海报");
    await merchant.see("followers");
    await open("");
    await page.getByTestId("official-account-messages").getByText("可以开发票吗？").click();
    await page.getByLabel(/^回复（/).fill("可以，在订单里申请。");
    await page.getByRole("button", { name: "发送" }).click();
    await expect(page.getByTestId("conversation-messages")).toContainText("可以，在订单里申请。");
    await merchant.see("conversation");
    expect((await wechat.chat(followed.openid)).at(-1)).toMatchObject({
      from: "account",
      content: { text: "可以，在订单里申请。" },
    });
  });

  await test.step("a notice is mapped to the account's template, and what does not fit is said", async () => {
    await open("/notices");
    await page
      .getByTestId("notice-templates")
      .getByRole("row")
      .filter({ hasText: "付款成功" })
      .getByRole("button", { name: "设置" })
      .click();
    const drawer = page.getByTestId("template-drawer");
    await drawer.getByLabel("模板 ID").fill("order_paid_template");
    await drawer.getByLabel("第 1 个字段").fill("amount1");
    await drawer.getByRole("button", { name: "保存" }).click();
    await expect(drawer.getByRole("alert")).toContainText("这个字段放不下所选的内容");
    await choose("field-fact-0", "金额");
    await expect(drawer.getByTestId("template-preview")).toContainText("¥79.11");
    await merchant.see("notice-template");
    await drawer.getByRole("button", { name: "保存" }).click();
    await expect(page.getByTestId("notice-templates")).toContainText("已启用");
  });

  await test.step("the pages speak English to who has chosen it", async () => {
    // The dashboard looks at its cookie first, then at what is stored.
    await context.clearCookies({ name: "lng" });
    await page.evaluate(() => localStorage.setItem("lng", "en"));
    for (const [path, heading] of [
      ["/menu", "Menu"],
      ["/replies", "Auto reply"],
      ["/qr-codes", "Channel codes"],
      ["/notices", "Notices"],
    ] as const) {
      await open(path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await merchant.see(`english-${path.slice(1)}`);
    }
  });
  await context.close();
});

test("somebody looks after their account, and leaves for good", async ({ browser }) => {
  const [first, second, email] = ["13700001111", "13700002222", "wanderer@example.com"];
  const page = await openBrowser(browser, "203.0.113.20");

  await test.step("they say who they are", async () => {
    await logInByPhone(page, first, "/pages/mine/index");
    await seen(page, "open-account").click();
    await expect(seen(page, "way-phone")).toContainText("137****1111");
    await expect(seen(page, "way-email")).toContainText("未绑定");
    await keep("account", page);
    await seen(page, "open-profile").click();
    await seen(page, "profile-nickname").fill("小舟");
    await seen(page, "profile-birthday").fill("1990-02-30");
    await seen(page, "profile-save").click();
    await expect(page.getByText("请检查填写的资料")).toBeVisible();
    await seen(page, "profile-birthday").fill("1990-03-04");
    await seen(page, "profile-sex-female").click();
    await seen(page, "profile-save").click();
    await expect(page.getByText("已保存")).toBeVisible();
    await keep("profile", page);
  });

  await test.step("they link an address and change the number", async () => {
    await page.goto(`${shop.origin}/pages/account/index`);
    await letCodesPass();
    await seen(page, "link-email").click();
    await seen(page, "email-address").fill(email);
    await seen(page, "get-email-code").click();
    await seen(page, "email-code").fill(await readLetter(email));
    await seen(page, "email-password").fill("correct horse");
    await keep("link-email", page);
    await seen(page, "email-submit").click();
    await expect(seen(page, "way-email")).toContainText("w***@example.com");
    await seen(page, "link-phone").click();
    await seen(page, "log-in-phone").fill(second);
    await seen(page, "get-code").click();
    await expect(seen(page, "get-code")).toHaveText(/秒后重发/);
    await seen(page, "log-in-code").fill(await readCode(second));
    await keep("change-phone", page);
    await seen(page, "log-in-submit").click();
    await expect(seen(page, "way-phone")).toContainText("137****2222");
    await keep("account-linked", page);
  });

  const other = await openBrowser(browser, "198.51.100.30", DESKTOP);
  await test.step("elsewhere they have forgotten their password, and choose another", async () => {
    await letCodesPass();
    await other.goto(`${shop.origin}/pages/login/index?back=${encodeURIComponent("/pages/mine/index")}`);
    await seen(other, "other-way").click();
    await seen(other, "log-in-email").fill(email);
    await seen(other, "log-in-password").fill("battery staple");
    await seen(other, "log-in-email-submit").click();
    await expect(other.getByText("邮箱或密码不正确")).toBeVisible();
    await keep("log-in-email", other);
    await seen(other, "forgot-password").click();
    await seen(other, "email-address").fill(email);
    await seen(other, "get-email-code").click();
    await seen(other, "email-code").fill(await readLetter(email));
    await seen(other, "email-password").fill("battery staple");
    await keep("forgot-password", other);
    await seen(other, "email-submit").click();
    await other.waitForURL(/pages\/mine\/index/);
    await expect(seen(other, "nickname")).toHaveText("小舟");
    // A new password ends every earlier log-in.
    await page.goto(`${shop.origin}/pages/account/index`);
    await expect(seen(page, "log-in-phone")).toBeVisible();
  });

  await test.step("they see both devices, and log one out", async () => {
    await logInByPhone(page, second, "/pages/account/devices");
    await page.reload();
    await expect(seen(page, "device-here")).toHaveAttribute("data-state", "active");
    await expect(seen(page, "end-session")).toHaveCount(1);
    await keep("devices", page);
    await seen(page, "end-session").click();
    await expect(seen(page, "end-session")).toHaveCount(0);
    await other.goto(`${shop.origin}/pages/account/index`);
    await expect(seen(other, "log-in-phone")).toBeVisible();
  });

  await test.step("they take a copy of everything, and log out everywhere", async () => {
    await page.goto(`${shop.origin}/pages/account/index`);
    const download = page.waitForEvent("download");
    await seen(page, "export").click();
    const copy = JSON.parse(readFileSync(await (await download).path(), "utf8"));
    expect(copy.account.profile).toMatchObject({ nickname: "小舟", birthday: "1990-03-04", sex: "female" });
    await seen(page, "log-out-everywhere").click();
    await seen(page, "log-out-everywhere-ok").click();
    await expect(seen(page, "log-in-phone")).toBeVisible();
  });

  await test.step("they close the account, and nobody can log in to it any more", async () => {
    await logInByPhone(page, second, "/pages/account/closing");
    await expect(seen(page, "account-closing")).toBeVisible();
    await keep("closing", page);
    await seen(page, "account-understood").click();
    await seen(page, "account-close").click();
    await seen(page, "account-close-ok").click();
    await expect(seen(page, "account-closed")).toBeVisible();
    await keep("closed", page);
    await page.goto(`${shop.origin}/pages/login/index`);
    await seen(page, "other-way").click();
    await seen(page, "log-in-email").fill(email);
    await seen(page, "log-in-password").fill("battery staple");
    await seen(page, "log-in-email-submit").click();
    await expect(page.getByText("邮箱或密码不正确")).toBeVisible();
  });
});
