import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  eventually,
  merchantOf,
  newPerson,
  type Person,
  personOf,
  ship,
  strangerOf,
} from "../../plugins/distribution/integration-tests/people";
import { WechatControl } from "../../plugins/official-account/integration-tests/local-wechat";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { newEmail, newPhone, Shoppers } from "./privacy/shoppers";
import { contentOfRedis, placesIn, type RedisEntry } from "./privacy/traces";

let shop: TestShop;
let shoppers: Shoppers;
let merchant: Awaited<ReturnType<typeof merchantOf>>;
let variant_id: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "privacy", redis: true });
  shoppers = await Shoppers.of(shop);
  merchant = await merchantOf(shop);
  const { products } = (await shoppers.as().ask("GET", "/store/mall/products?limit=1")).body;
  const { product } = (await shoppers.as().ask("GET", `/store/mall/products/${products[0].id}`)).body;
  variant_id = product.variants[0].id;
});
afterAll(() => shop?.close());

const close = (who: Person) => who.ask("POST", "/store/accounts/closure", { understood: true });
const NAME = "慕容小藤";
const ADDRESS = {
  full_name: NAME,
  phone: "13911112222",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "紫藤弄九十九号",
};

/** Somebody who did everything that leaves a trace. */
async function everything() {
  const [phone, email, recipient_phone] = [newPhone(), newEmail(), ADDRESS.phone];
  const wechat = new WechatControl(shop.wechatOrigin);
  const { openid, unionid } = await wechat.newcomer(NAME);
  await wechat.act({ openid, act: "follow" });
  const who = await personOf(shop, openid);
  await wechat.act({ openid, act: "say", text: `我是${NAME}，电话 ${phone}` });
  expect((await shoppers.linkPhone(who, phone)).status).toBe(204);
  expect((await shoppers.linkEmail(who, email)).status).toBe(204);
  const customer_id = await shoppers.idOf(who);
  await who.ask("POST", "/store/customers/me", { first_name: NAME });
  const { full_name: first_name, district: address_2, ...rest } = ADDRESS;
  await who.ask("POST", "/store/customers/me/addresses", {
    ...rest,
    first_name,
    address_2,
    country_code: "cn",
  });
  await who.ask("POST", "/store/accounts/profile", { nickname: NAME, sex: "female", birthday: "1990-03-04" });
  const wanted = { items: [{ variant_id, quantity: 1 }], address: ADDRESS };
  await who.ask("POST", "/store/mall/quotes", wanted);
  const into_cart = { idempotency_key: randomUUID(), items: wanted.items };
  expect((await who.ask("POST", "/store/mall/cart/merge", into_cart)).status).toBe(200);
  const placed = await who.ask("POST", "/store/mall/orders", { ...wanted, idempotency_key: randomUUID() });
  const { id } = placed.body.order;
  await who.pay(id);
  return {
    who,
    id,
    customer_id,
    traces: [phone, email, recipient_phone, openid, unionid, NAME, ADDRESS.address_1],
  };
}

async function receive(who: Person, id: string): Promise<void> {
  const stateOf = async () => (await who.ask("GET", `/store/mall/orders/${id}`)).body.order.state;
  await eventually(stateOf, (state) => state === "to_ship");
  await ship(merchant, id);
  await eventually(stateOf, (state) => state === "shipped");
  expect((await who.ask("POST", `/store/mall/orders/${id}/receipt`, {})).status).toBe(200);
}

/** What the law has kept of somebody whose account is closed, and which. */
const KEPT: Record<string, string> = {
  "order_address.first_name": "trade records, 网络交易监督管理办法 31",
  "order_address.phone": "trade records, 网络交易监督管理办法 31",
  "order_address.address_1": "trade records, 网络交易监督管理办法 31",
  "fulfillment_address.first_name": "trade records, 网络交易监督管理办法 31",
  "fulfillment_address.phone": "trade records, 网络交易监督管理办法 31",
  "fulfillment_address.address_1": "trade records, 网络交易监督管理办法 31",
  "payment_session.data": "vouchers, 会计档案管理办法 14",
  "payment.data": "vouchers, 会计档案管理办法 14",
  "wechat_notification.resource": "vouchers, 会计档案管理办法 14",
};
const LOG_IN_SECONDS = 30;
/** Whether an entry of the cache says nothing of somebody, or forgets it by itself within half a minute. */
const mayBeKept = ({ seconds_left, content }: RedisEntry, traces: readonly string[]): boolean =>
  (seconds_left >= 0 && seconds_left <= LOG_IN_SECONDS) || !traces.some((trace) => content.includes(trace));
const VOUCHERS = ["payment_session.data", "payment.data", "wechat_notification.resource"];

describe("closing an account", () => {
  it("leaves nothing but what the law has kept, in tables, log and cache, and in time not that", async () => {
    const { who, id, customer_id, traces } = await everything();
    expect([...(await placesIn(shop.pool, traces)).keys()]).toEqual(
      expect.arrayContaining(["customer.phone", "provider_identity.entity_id", "wechat_message.content"]),
    );
    expect((await close(who)).body).toMatchObject({ code: "orders_open" });
    await receive(who, id);
    const [{ order_line_id }] = (await who.ask("GET", `/store/mall/orders/${id}/reviews`)).body.lines;
    const said = { order_line_id, stars: 5, text: "好茶" };
    expect((await who.ask("POST", `/store/mall/orders/${id}/reviews`, said)).status).toBe(201);
    expect((await close(who)).status).toBe(204);
    expect((await who.ask("GET", "/store/customers/me")).status).toBe(401);
    const { rows: cart } = await shop.pool.query("select * from mall_cart_line where customer_id = $1", [
      customer_id,
    ]);
    expect(cart).toEqual([]);
    // What was said about goods stays, as nobody's.
    const { rows: reviews } = await shop.pool.query(
      "select customer_id, author, text from mall_review where order_id = $1",
      [id],
    );
    expect(reviews).toEqual([{ customer_id: null, author: "匿名用户", text: "好茶" }]);
    const found = await placesIn(shop.pool, traces);
    expect([...found].filter(([place]) => !(place in KEPT))).toEqual([]);
    const log = readFileSync(shop.serverLog, "utf8");
    expect(traces.filter((trace) => log.includes(trace))).toEqual([]);
    // The answer to a log-in through WeChat is kept for half a minute, for a page that asks again.
    const kept = await eventually(
      () => contentOfRedis(shop.redisUrl ?? ""),
      (entries) => entries.every((entry) => mayBeKept(entry, traces)),
    );
    expect(kept).not.toEqual([]);
    await shop.pool.query(
      `update account_closing set closed_at = closed_at - interval '3 years 1 day', next_attempt_at = now()
        where customer_id = $1`,
      [customer_id],
    );
    await shop.runJob("accounts-continue-closings");
    expect(
      [...(await placesIn(shop.pool, traces)).keys()].filter((place) => !VOUCHERS.includes(place)),
    ).toEqual([]);
  });

  it("goes on where it broke off", async () => {
    const { who, id, customer_id, traces } = await everything();
    await receive(who, id);
    await shop.pool.query("alter table wechat_message rename to wechat_message_away");
    expect((await close(who)).status).toBe(204);
    expect((await who.ask("GET", "/store/customers/me")).status).toBe(401);
    const stateOf = async () => {
      const { rows } = await shop.pool.query(
        "select state, last_error from account_closing where customer_id = $1",
        [customer_id],
      );
      return rows[0];
    };
    expect(await stateOf()).toEqual({ state: "closing", last_error: "official-account-personal-data" });
    await shop.pool.query("alter table wechat_message_away rename to wechat_message");
    await shop.pool.query("update account_closing set next_attempt_at = now() where customer_id = $1", [
      customer_id,
    ]);
    await shop.runJob("accounts-continue-closings");
    expect(await stateOf()).toEqual({ state: "closed", last_error: null });
    const found = await placesIn(shop.pool, traces);
    expect([...found].filter(([place]) => !(place in KEPT))).toEqual([]);
  });

  it("is refused without a nod, by an old log-in, and while money is due", async () => {
    const who = await newPerson(shop, "丁小藤");
    expect(await who.ask("POST", "/store/accounts/closure", {})).toMatchObject({
      status: 400,
      body: { code: "not_understood", field: "understood" },
    });
    const before = await who.ask("GET", "/store/accounts/closure");
    expect(before.body).toEqual({ refusal: null });
    await who.order([{ variant_id, quantity: 1 }]);
    const refused = await who.ask("GET", "/store/accounts/closure");
    expect(refused.body.refusal).toMatchObject({ code: "orders_open", message: expect.any(String) });
    expect((await shoppers.idOf(who)) ?? "").toMatch(/^cus_/);
  });

  it("lets the same phone and the same WeChat begin anew, as somebody else", async () => {
    const phone = newPhone();
    const first = await shoppers.byPhone(phone);
    const before = await shoppers.idOf(first);
    expect((await close(first)).status).toBe(204);
    const after = await shoppers.idOf(await shoppers.byPhone(phone));
    expect(after).toMatch(/^cus_/);
    expect(after).not.toBe(before);
    const in_wechat = await newPerson(shop, "戊小藤");
    const old = await shoppers.idOf(in_wechat);
    expect((await close(in_wechat)).status).toBe(204);
    expect(await shoppers.idOf(await personOf(shop, in_wechat.openid))).not.toBe(old);
  });
});

/** Tokens of one second are the same token: they say when they were issued in whole seconds. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100 - (Date.now() % 1_000)));

describe("devices", () => {
  const sessionsOf = async (who: Person): Promise<Answer["body"][]> =>
    (await who.ask("GET", "/store/accounts/sessions")).body.sessions;

  it("are listed, and each is logged out within seconds on every server", async () => {
    const phone = newPhone();
    const here = await shoppers.byPhone(phone);
    await nextSecond();
    const there = await shoppers.byPhone(phone);
    await shoppers.idOf(here);
    await there.ask("GET", "/store/customers/me", undefined, {
      "user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0",
      "x-forwarded-for": "198.51.100.7",
    });
    const seen = await eventually(
      () => sessionsOf(here),
      (sessions) => sessions.length === 2,
    );
    const other = seen.find(({ is_current }) => !is_current);
    expect(other).toMatchObject({
      device: "iPhone · 微信",
      network: "198.51.*.*",
      provider: "phone",
      state: "active",
    });
    const second = await shop.startAnotherServer({});
    try {
      const onSecond = () =>
        fetch(`${second.origin}/store/customers/me`, {
          headers: { "x-publishable-api-key": shoppers.key, authorization: `Bearer ${there.token}` },
        }).then(({ status }) => status);
      expect(await onSecond()).toBe(200);
      expect((await here.ask("DELETE", `/store/accounts/sessions/${other.id}`)).status).toBe(204);
      expect((await there.ask("GET", "/store/customers/me")).status).toBe(401);
      await eventually(onSecond, (status) => status === 401, 10_000);
    } finally {
      await second.stop();
    }
    expect(await shoppers.idOf(here)).toMatch(/^cus_/);
    const again = await here.ask("DELETE", `/store/accounts/sessions/${other.id}`);
    expect([again.status, again.body.code]).toEqual([404, "session_unknown"]);
  });

  it("of others are out of reach, and all of one's own end at once", async () => {
    const phone = newPhone();
    const mine = await shoppers.byPhone(phone);
    await nextSecond();
    const also_mine = await shoppers.byPhone(phone);
    const stranger = await newPerson(shop, "己小藤");
    const [one] = await eventually(
      () => sessionsOf(mine),
      ({ length }) => length > 0,
    );
    expect((await stranger.ask("DELETE", `/store/accounts/sessions/${one.id}`)).status).toBe(404);
    await nextSecond();
    expect((await mine.ask("DELETE", "/store/accounts/sessions")).status).toBe(204);
    for (const who of [mine, also_mine])
      expect((await who.ask("GET", "/store/customers/me")).status).toBe(401);
    const next = await shoppers.byPhone(phone);
    const seen = await eventually(
      () => sessionsOf(next),
      (all) => all.some(({ is_current }) => is_current),
    );
    expect(seen.filter(({ state }) => state === "active")).toHaveLength(1);
  });
});

describe("a copy of everything", () => {
  it("has a part of every plugin, and is made five times an hour", async () => {
    const { who, traces } = await everything();
    const { status, body, headers } = await who.ask("GET", "/store/accounts/export");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.account).toMatchObject({
      customer: { first_name: NAME, addresses: [{ address_1: ADDRESS.address_1 }] },
      profile: { nickname: NAME, sex: "female", birthday: "1990-03-04" },
      consents: [],
      "distribution-personal-data": { distributor: null },
      "mall-personal-data": {
        orders: [{ address: { full_name: NAME } }],
        after_sales: [],
        cart: [{ variant_id, quantity: 1 }],
      },
      "official-account-personal-data": { identities: [{ nickname: NAME }] },
      "wechat-pay-personal-data": { transfers: [] },
    });
    const text = JSON.stringify(body);
    expect(traces.filter((trace) => !text.includes(trace))).toEqual([]);
    expect(body.account.ways_in.map(({ provider }: { provider: string }) => provider).sort()).toEqual([
      "email",
      "phone",
      "wechat",
    ]);
    for (let times = 1; times < 5; times += 1) {
      expect((await who.ask("GET", "/store/accounts/export")).status).toBe(200);
    }
    expect(await who.ask("GET", "/store/accounts/export")).toMatchObject({
      status: 429,
      body: { code: "too_many_attempts" },
    });
  });
});

describe("a profile", () => {
  it("is changed field by field, and what is wrong is named", async () => {
    const who = await newPerson(shop, "庚小藤");
    const change = (body: object) => who.ask("POST", "/store/accounts/profile", body);
    expect((await change({ nickname: "新名字", birthday: "2000-02-29" })).body.profile).toMatchObject({
      nickname: "新名字",
      birthday: "2000-02-29",
      sex: null,
    });
    expect((await change({ sex: "male", birthday: null })).body.profile).toMatchObject({
      nickname: "新名字",
      birthday: null,
      sex: "male",
    });
    expect((await who.ask("GET", "/store/customers/me")).body.customer.first_name).toBe("新名字");
    const refused = await change({ birthday: "2001-02-30" });
    expect(refused).toMatchObject({ status: 400, body: { code: "profile_invalid", field: "birthday" } });
  });

  it("keeps consents by purpose and version", async () => {
    const who = await newPerson(shop, "辛小藤");
    const say = (body: object) => who.ask("POST", "/store/accounts/consents", body);
    await say({ purpose: "marketing", version: "1", is_given: true });
    await say({ purpose: "marketing", version: "2", is_given: true });
    const { consents } = (await say({ purpose: "marketing", version: "2", is_given: false })).body;
    expect(
      consents.map(({ version, withdrawn_at }: Answer["body"]) => [version, withdrawn_at !== null]).sort(),
    ).toEqual([
      ["1", true],
      ["2", true],
    ]);
    expect((await say({ purpose: "anything", version: "1", is_given: true })).body).toMatchObject({
      code: "consent_invalid",
      field: "purpose",
    });
  });
});

describe("two accounts of one person", () => {
  const openidOf = async () => (await new WechatControl(shop.wechatOrigin).newcomer("壬小藤")).openid;
  const linkWechat = (who: Person, in_wechat: Person) =>
    who.ask("POST", "/store/accounts/identities/wechat", { token: in_wechat.token });
  const buys = (who: Person) => who.order([{ variant_id, quantity: 1 }]);
  const ordersOf = async (who: Person) => (await who.ask("GET", "/store/mall/orders")).body.orders.length;

  it("never come to be when somebody who began by phone opens the shop in WeChat and links it", async () => {
    const who = await shoppers.byPhone(newPhone());
    const id = await shoppers.idOf(who);
    const openid = await openidOf();
    expect((await linkWechat(who, await strangerOf(shop, openid))).status).toBe(204);
    expect(await shoppers.idOf(await personOf(shop, openid))).toBe(id);
    expect((await linkWechat(who, await strangerOf(shop, openid))).status).toBe(204);
    const other = await strangerOf(shop, await openidOf());
    expect((await linkWechat(who, other)).body.code).toBe("wechat_taken");
    const without_wechat = await shoppers.byPhone(newPhone());
    expect((await linkWechat(who, without_wechat)).body.code).toBe("wechat_token_invalid");
    expect((await who.ask("POST", "/store/accounts/identities/wechat", { token: "x.y.z" })).body.code).toBe(
      "wechat_token_invalid",
    );
  });

  it("become the one that is used, whichever asks, with every way in and what is in the carts", async () => {
    const phone = newPhone();
    const by_phone = await shoppers.byPhone(phone);
    await buys(by_phone);
    const id = await shoppers.idOf(by_phone);
    const in_wechat = await newPerson(shop, "癸小藤");
    const intoCart = (who: Person, quantity: number) =>
      who.ask("POST", "/store/mall/cart/merge", {
        idempotency_key: randomUUID(),
        items: [{ variant_id, quantity }],
      });
    await intoCart(by_phone, 1);
    expect((await intoCart(in_wechat, 2)).status).toBe(200);
    expect((await linkWechat(by_phone, in_wechat)).status).toBe(204);
    const again = await personOf(shop, in_wechat.openid);
    expect([await shoppers.idOf(again), await ordersOf(again)]).toEqual([id, 1]);
    const { cart } = (await again.ask("GET", "/store/mall/cart")).body;
    expect(cart.items.map(({ quantity }: Answer["body"]) => quantity)).toEqual([3]);
    const email = newEmail();
    const code = await shoppers.emailCode(email, "password");
    const registered = await shoppers.ask(shoppers.as(), "POST", "/store/accounts/email/password", {
      ...{ email, code, password: "battery staple" },
    });
    const fresh = shoppers.as(registered.body.token);
    const joined = await shoppers.linkPhone(fresh, phone);
    expect(joined.status).toBe(200);
    expect(await shoppers.idOf(shoppers.as(joined.body.token))).toBe(id);
    const by_email = await shoppers.ask(shoppers.as(), "POST", "/auth/customer/email", {
      ...{ email, password: "battery staple" },
    });
    expect(await shoppers.idOf(shoppers.as(by_email.body.token))).toBe(id);
    expect(await shoppers.idOf(fresh)).toBeUndefined();
  });

  it("stay two when both are used, and nothing of them changes", async () => {
    const by_phone = await shoppers.byPhone(newPhone());
    const in_wechat = await newPerson(shop, "子小藤");
    for (const who of [by_phone, in_wechat]) await buys(who);
    const before = [await shoppers.idOf(by_phone), await shoppers.idOf(in_wechat)];
    expect(await linkWechat(by_phone, in_wechat)).toMatchObject({
      status: 409,
      body: { code: "identity_taken" },
    });
    expect([
      await shoppers.idOf(by_phone),
      await shoppers.idOf(await personOf(shop, in_wechat.openid)),
    ]).toEqual(before);
  });

  it("stay two when one has bought and the other has taken a coupon: a merge loses neither", async () => {
    const by_phone = await shoppers.byPhone(newPhone());
    const in_wechat = await newPerson(shop, "寅小藤");
    await buys(by_phone);
    expect((await in_wechat.ask("POST", "/store/mall/coupons/VINE10/take", {})).status).toBe(200);
    expect(await linkWechat(by_phone, in_wechat)).toMatchObject({
      status: 409,
      body: { code: "identity_taken" },
    });
    const { coupons } = (await in_wechat.ask("GET", "/store/mall/coupons/mine")).body;
    expect(coupons.map(({ code }: { code: string }) => code)).toEqual(["VINE10"]);
  });

  it("end in one truth when twenty requests merge them at once", async () => {
    const by_phone = await shoppers.byPhone(newPhone());
    const in_wechat = await newPerson(shop, "丑小藤");
    await buys(by_phone);
    const answers = await Promise.all(Array.from({ length: 20 }, () => linkWechat(by_phone, in_wechat)));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(answers.some(({ status }) => status === 204)).toBe(true);
    const { rows } = await shop.pool.query(
      "select count(*)::int as n from provider_identity where entity_id like $1 and deleted_at is null",
      [`%${in_wechat.openid}`],
    );
    expect(rows[0].n).toBe(1);
    expect(await shoppers.idOf(await personOf(shop, in_wechat.openid))).toBe(await shoppers.idOf(by_phone));
  });
});
