import { createRequire } from "node:module";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { openTestShop, type TestShop } from "../scripts/local/test-shop.mjs";
import { Merchant } from "./merchant.ts";
import { Phone } from "./phone.ts";
import { keepScreens } from "./screens.ts";

// The plugins are CommonJS, whose names an import from here cannot see.
const { eventually, merchantOf, newPerson, personOf, ship } = createRequire(import.meta.url)(
  "../plugins/distribution/integration-tests/people.ts",
) as typeof import("../plugins/distribution/integration-tests/people.ts");
type Person = Awaited<ReturnType<typeof newPerson>>;

const NICKNAME = "林晓雨";
const ID_NUMBER = "110101199003070118";

let shop: TestShop;
let merchant: Awaited<ReturnType<typeof merchantOf>>;
let earner: Person;
let realName: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  shop = await openTestShop({ name: "withdraw" });
  merchant = await merchantOf(shop);
  const { people } = await (await fetch(`${shop.wechatOrigin}/__control/people`)).json();
  const holder = people.find(({ nickname }: { nickname: string }) => nickname === NICKNAME);
  realName = holder.real_name;
  earner = await personOf(shop, holder.openid);
  await sellThrough(earner);
  await chargeForPayouts();
});
test.afterAll(() => shop?.close());

/** A friend buys, receives the goods, and what that earned is available. */
async function sellThrough(seller: Person): Promise<void> {
  const friend = await newPerson(shop, "好友");
  await friend.bind(await seller.shareToken());
  const { products } = (await friend.ask("GET", "/store/mall/products?limit=1")).body;
  const { product } = (await friend.ask("GET", `/store/mall/products/${products[0].id}`)).body;
  const order = await friend.buy([{ variant_id: product.variants[0].id, quantity: 6 }]);
  await ship(merchant, order.id);
  await eventually(
    async () => (await friend.ask("GET", `/store/mall/orders/${order.id}`)).body.order.state,
    (state) => state === "shipped",
  );
  await friend.ask("POST", `/store/mall/orders/${order.id}/receipt`);
  await eventually(
    async () =>
      (await shop.pool.query("select from distribution.accrual where matures_at is not null")).rowCount,
    (count) => (count ?? 0) > 0,
  );
  await shop.pool.query("update distribution.accrual set matures_at = now() where matures_at is not null");
  await shop.runJob("distribution-mature-accruals");
}

/** From now on a payout costs 0.6 %, at least a yuan. */
async function chargeForPayouts(): Promise<void> {
  const { plans } = (await merchant("GET", "/admin/distribution/plans")).body;
  const { id: _id, version: _version, published_at: _published, ...draft } = plans[0];
  const payout_fee = { kind: "share", rate_bps: 60, minimum_fen: "100" };
  const published = await merchant("POST", "/admin/distribution/plans", {
    ...draft,
    effective_from: null,
    payout_fee,
  });
  expect(published.status, JSON.stringify(published.body)).toBe(201);
}

/** The earner's own page, outside the play phone. */
async function ownPage(browser: Browser, viewport = { width: 390, height: 844 }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(
    (token) => localStorage.setItem("tengman.customer_token", token),
    earner.token ?? "",
  );
  await page.goto(`${shop.origin}/pages/distribution/index`);
  return page;
}

const feeOf = (amount_fen: string): number => Math.max(100, Math.floor((Number(amount_fen) * 60) / 10_000));
const balances = async () => (await earner.ask("GET", "/store/distribution/me")).body.balances;
const yuan = (fen: string): string => (Number(fen) / 100).toFixed(2);

/** The screens somebody who shops and earns passes, each with what shows that it is there. */
const SCREENS = [
  ["/", "product-card"],
  ["/pages/category/index", "category-entry"],
  ["/pages/product-list/index?search=1", "product-card"],
  ["/pages/cart/index", "cart-line"],
  ["/pages/orders/index", "order-tab-all"],
  ["/pages/mine/index", "nickname"],
  ["/pages/saved/index", "nav-back"],
  ["/pages/coupons/index", "coupon"],
  ["/pages/account/index", "export"],
  ["/pages/account/profile", "profile-save"],
  ["/pages/account/closing", "account-closing"],
  ["/pages/distribution/index", "distributor-dashboard"],
  ["/pages/distribution/orders", "commission-row"],
  ["/pages/distribution/goods", "goods-row"],
  ["/pages/distribution/team", "team-member"],
  ["/pages/distribution/earnings", "earnings-entry"],
  ["/pages/distribution/withdraw", "identity-form"],
] as const;

test("every screen is one that assistive software can read", async ({ browser }) => {
  const page = await ownPage(browser, { width: 375, height: 812 });
  const at = (testId: string) => page.getByTestId(testId).filter({ visible: true }).first();
  const check = async (what: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect
      .soft(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]),
        what,
      )
      .toEqual([]);
  };
  await page.goto(`${shop.origin}/`);
  await at("product-card").click();
  await expect(at("product-detail")).toBeVisible();
  await check("product");
  await at("product-share").click();
  await expect(at("share-copy")).toBeEnabled();
  await check("share sheet");
  await at("share-poster").click();
  const poster = at("poster");
  await expect(poster).toBeVisible();
  const source = (await poster.getAttribute("src")) ?? "";
  expect(source).toMatch(/^data:image\/jpeg;base64,/);
  expect((source.length * 3) / 4).toBeLessThan(1_000_000);
  await keepScreens("poster")("poster", page);
  await page.keyboard.press("Escape");
  await at("add-to-cart").click();
  await check("SKU sheet");
  await at("sku-value").click();
  await at("sku-confirm").click();
  await expect(at("sku-sheet")).toBeHidden();
  for (const [path, testId] of SCREENS) {
    await page.goto(shop.origin + path);
    await expect(at(testId)).toBeVisible();
    await check(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(375);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  for (const path of ["/", "/pages/cart/index", "/pages/distribution/index"]) {
    await page.goto(shop.origin + path);
    await expect(page.getByTestId("skeleton")).toHaveCount(0);
    await check(`${path}, dark`);
  }
  await page.context().close();
});

test("a distributor takes commission out and confirms it in WeChat, to the fen", async ({ browser }) => {
  const keep = keepScreens("withdraw");
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const phone = new Phone(await context.newPage(), (name, page) => keep(name, page));
  await phone.open(shop.wechatOrigin, NICKNAME);
  const before = await balances();
  const amount = before.available_fen;
  const fee = String(feeOf(amount));
  const net = String(Number(amount) - Number(fee));
  expect(Number(amount)).toBeGreaterThanOrEqual(1_000);

  await test.step("tells who they are, after a consent of its own", async () => {
    await phone.enterShop();
    await phone.at("tab-mine").click();
    await phone.at("log-in").click();
    await phone.logIn();
    await phone.at("open-distribution").click();
    await expect(phone.at("balance-available")).toHaveText(yuan(amount));
    await phone.see("dashboard");
    await phone.at("open-withdraw").click();
    await phone.at("identity-name").fill(realName);
    await phone.at("identity-number").fill(ID_NUMBER);
    await phone.at("identity-consent").click();
    await phone.see("identity");
    await phone.at("identity-submit").click();
    await expect(phone.at("payout-destination")).toHaveText("微信零钱");
  });

  await test.step("asks for everything, seeing tax, fee and net first", async () => {
    await phone.at("payout-amount").fill("0.01");
    await phone.see("payout-too-little");
    await phone.at("payout-all").click();
    await expect(phone.at("quote-fee")).toHaveText(`¥${yuan(fee)}`);
    await expect(phone.at("quote-net")).toHaveText(`¥${yuan(net)}`);
    await phone.see("payout-form");
    await phone.at("payout-submit").click();
    await expect(phone.at("payout-detail")).toHaveAttribute("data-state", "requested");
    await phone.see("payout-in-review");
    expect(await balances()).toMatchObject({ available_fen: "0", hold_fen: amount });
  });

  await test.step("the merchant approves, and the distributor confirms in WeChat", async () => {
    const { payouts } = (await merchant("GET", "/admin/distribution/payouts?state=requested")).body;
    expect((await merchant("POST", `/admin/distribution/payouts/${payouts[0].id}/approve`, {})).status).toBe(
      200,
    );
    await phone.in("webview-menu").click();
    await phone.in("refresh-page").click();
    await expect(phone.at("payout-detail")).toHaveAttribute("data-state", "waiting_for_user");
    await expect(phone.at("payout-left")).toContainText("23:");
    await phone.see("payout-to-confirm");
    await phone.at("payout-confirm").click();
    await expect(phone.in("transfer-amount")).toContainText(yuan(net));
    await phone.see("wechat-transfer-page");
    await phone.in("transfer-confirm").click();
    await phone.in("transfer-done").click();
    await expect(phone.at("payout-detail")).toHaveAttribute("data-state", "confirmed");
    await phone.see("payout-confirmed");
    expect(await balances()).toMatchObject({
      available_fen: "0",
      hold_fen: "0",
      earned_fen: before.earned_fen,
    });
  });

  await test.step("the ledger adds up", async () => {
    const drift = await shop.pool.query("select * from distribution.drift");
    expect(drift.rows).toEqual([]);
    const mismatch = await shop.pool.query("select * from distribution.payout_mismatch");
    expect(mismatch.rows).toEqual([]);
  });
});

/** The merchant at the admin, logged in. */
async function atTheDesk(browser: Browser, screens: string): Promise<Merchant> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const desk = new Merchant(await context.newPage(), shop.origin, keepScreens(screens));
  await desk.logIn(shop.admin);
  return desk;
}

test("the merchant sees the transfer with its story", async ({ browser }) => {
  const desk = await atTheDesk(browser, "transfers-admin");
  await desk.page.goto(`${shop.origin}/app/wechat-pay/transfers`);
  const row = desk.page.getByTestId("transfer-row");
  await expect(row).toHaveCount(1);
  await row.getByTestId("transfer-open").click();
  await expect(desk.page.getByTestId("transfer-timeline")).toBeVisible();
  await desk.see("transfers");
  // Nothing of a transfer that arrived asks for a hand.
  await desk.page.getByLabel("只看").click();
  await expect(row).toHaveCount(0);
  // Companies are paid otherwise, in shops that switched it on.
  await desk.page.goto(`${shop.origin}/app/wechat-pay/profit-sharing`);
  await expect(desk.page.getByTestId("sharing-standing")).toHaveText("未开启");
  await expect(desk.page.getByTestId("profit-sharing")).toContainText("WECHAT_PAY_PROFIT_SHARING");
  await expect(desk.page.getByTestId("open-share")).toHaveCount(0);
  await desk.see("sharing-off");
  await desk.page.context().close();
});

test("a distributor appeals against a hold, and leaves for good once nothing is open", async ({
  browser,
}) => {
  const keep = keepScreens("leaving");
  const page = await ownPage(browser);
  const at = (testId: string) => page.getByTestId(testId).filter({ visible: true });

  await test.step("the merchant holds the money by hand, with a reason", async () => {
    const desk = await atTheDesk(browser, "hold-admin");
    await desk.page.goto(`${shop.origin}/app/distribution/distributors`);
    await desk.page.getByRole("cell", { name: NICKNAME, exact: true }).first().click();
    await desk.page.getByLabel("暂停资金").fill("请说明为何多人使用同一部手机");
    await desk.see("hold");
    await desk.page.getByRole("button", { name: "暂停", exact: true }).click();
    await expect(desk.page.getByText("资金已暂停").first()).toBeVisible();
    await desk.page.goto(`${shop.origin}/app/distribution/risk`);
    await expect(desk.page.getByRole("row").filter({ hasText: NICKNAME })).toBeVisible();
    await desk.see("held");
    await desk.page.context().close();
  });
  const [held] = (await merchant("GET", "/admin/distribution/risk?state=open")).body.cases;

  await test.step("the hold is told, and answered in one's own words", async () => {
    await page.reload();
    await expect(at("risk-review")).toHaveAttribute("data-held", "true");
    await at("appeal-open").click();
    await at("appeal-words").fill("我和家人共用一部手机");
    await keep("appeal", page);
    await at("appeal-submit").click();
    await expect(at("appeal-waiting")).toBeVisible();
    await at("risk-review").scrollIntoViewIfNeeded();
    await keep("appeal-waiting", page);
    const decided = await merchant("POST", `/admin/distribution/risk/${held.id}/decide`, {
      decision: "cleared",
      reason: "一家人",
    });
    expect(decided.status, JSON.stringify(decided.body)).toBe(200);
    await page.reload();
    await expect(at("distributor-dashboard")).toBeVisible();
    await expect(at("risk-review")).toBeHidden();
  });

  await test.step("leaving takes a tick and a second word", async () => {
    await at("open-closing").click();
    await expect(at("closing-submit")).toBeDisabled();
    await at("closing-understood").click();
    await keep("closing", page);
    await at("closing-submit").click();
    await keep("closing-confirm", page);
    await at("closing-confirm").click();
    await expect(at("closing-done")).toBeVisible();
    await keep("closed", page);
    expect((await earner.ask("GET", "/store/distribution/me/statements")).status).toBe(403);
  });
  await page.context().close();
});
