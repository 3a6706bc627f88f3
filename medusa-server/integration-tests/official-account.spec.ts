import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  merchantOf,
  newPerson,
  type Person,
  ship,
} from "../../plugins/distribution/integration-tests/people";
import { WechatControl } from "../../plugins/official-account/integration-tests/local-wechat";
import {
  type Merchant,
  openMerchant,
  until,
} from "../../plugins/official-account/integration-tests/merchant";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";

const SECOND_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

let shop: TestShop;
let wechat: WechatControl;
let merchant: Merchant;

beforeAll(async () => {
  shop = await openTestShop({
    name: "official-account-messages",
    // Whatever the clock says, what is not urgent goes out.
    extraEnvironment: { CRM_QUIET_HOURS: "0-0" },
  });
  wechat = new WechatControl(shop.wechatOrigin);
  merchant = await openMerchant(shop);
});
afterAll(() => shop?.close());

const text = (words: string) => ({ kind: "text", text: words });

async function addReply(rule: Record<string, unknown>): Promise<string> {
  const { status, body } = await merchant.post("replies", { name: "规则", ...rule });
  expect([status, body]).toMatchObject([200, {}]);
  return body.reply.id;
}

/** Somebody writes one thing; what the push was answered. */
async function say(openid: string, words: string, more: Record<string, unknown> = {}) {
  const [outcome] = await wechat.act({ openid, act: "say", text: words, ...more });
  return {
    status: outcome?.tries.at(-1)?.status,
    tries: outcome?.tries ?? [],
    answer: outcome?.answer ?? null,
  };
}

const pushCount = async (openid: string): Promise<number> =>
  Number(
    (await shop.pool.query("select count(*) from wechat_push where openid = $1", [openid])).rows[0].count,
  );

describe("message push", () => {
  beforeAll(async () => {
    await addReply({ kind: "keyword", words: ["营业时间"], answer: text("每天九点到六点") });
  });
  afterAll(() => wechat.setAccount({ push_mode: "aes", push_key: null }));

  it.each(["plain", "compatible", "aes"])("is understood and answered in mode %s", async (push_mode) => {
    await wechat.setAccount({ push_mode });
    const { openid } = await wechat.newcomer(`来者${push_mode}`);
    await wechat.act({ openid, act: "follow" });
    const { status, answer } = await say(openid, "营业时间");
    expect(status).toBe(200);
    expect(answer).toContain("每天九点到六点");
    expect((await wechat.chat(openid)).at(-1)).toMatchObject({
      from: "account",
      content: { text: "每天九点到六点" },
    });
  });

  it("answers the console's trial, and nobody else's", async () => {
    const trial = (signature: string) =>
      fetch(
        `${shop.origin}/hooks/official-account?signature=${signature}&timestamp=1714037059&nonce=486452656&echostr=4375120948345356249`,
      );
    expect((await trial("899cf89e464efb63f54ddac96b0a0a235f53aa78")).status).toBe(401);
    expect((await trial("")).status).toBe(401);
  });

  it.each(["wrong_signature", "bad_padding", "zero_padding", "wrong_app_id", "stale"])(
    "with %s is refused and leaves nothing",
    async (fault) => {
      await wechat.setAccount({ push_mode: "aes" });
      const { openid } = await wechat.newcomer(`伪者${fault}`);
      expect(await say(openid, "营业时间", { fault })).toMatchObject({ status: 401, answer: null });
      expect(await pushCount(openid)).toBe(0);
    },
  );

  it("made with a key the shop does not have is refused", async () => {
    const { openid } = await wechat.newcomer("换钥匙");
    await wechat.setAccount({ push_mode: "aes", push_key: SECOND_KEY });
    expect((await say(openid, "营业时间")).status).toBe(401);
    await wechat.setAccount({ push_key: null });
    expect((await say(openid, "营业时间")).status).toBe(200);
  });

  it("that is delivered again does nothing again", async () => {
    const { openid } = await wechat.newcomer("重复");
    const outcomes = await wechat.act({ openid, act: "say", text: "营业时间", times: 3 });
    expect(outcomes.map(({ tries }) => tries.at(-1)?.status)).toEqual([200, 200, 200]);
    expect(outcomes.map(({ answer }) => answer !== null)).toEqual([true, false, false]);
    expect(await pushCount(openid)).toBe(1);
    const { body } = await merchant.get(`messages?openid=${openid}`);
    expect(body.messages.map(({ direction }: { direction: string }) => direction)).toEqual(["out", "in"]);
  });

  it("comes a hundred times from one follower while the database is slow, and is answered in time and in order", async () => {
    const { openid } = await wechat.newcomer("急性子");
    const locked = await shop.pool.connect();
    await locked.query("begin");
    await locked.query("lock table wechat_push in access exclusive mode");
    const release = setTimeout(() => void locked.query("commit"), 2_000);
    try {
      const numbers = Array.from({ length: 100 }, (_, index) => index);
      const answers = [];
      for (const number of numbers) {
        answers.push(say(openid, `第${number}条`));
        await new Promise((done) => setTimeout(done, 5));
      }
      const all = (await Promise.all(answers)).flatMap(({ tries }) => tries);
      // What could not be kept in time WeChat delivers again; nothing took longer than it waits.
      expect(all.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
      expect(Math.max(...all.map(({ ms }) => ms))).toBeLessThan(5_000);
      const times = all.map(({ ms }) => ms).toSorted((a, b) => a - b);
      console.log(
        `100 pushes while the database stood still for 2 s: p50 ${times[50]} ms, p99 ${times.at(-2)} ms`,
      );
    } finally {
      clearTimeout(release);
      await locked.query("commit");
      locked.release();
    }
    const count = () =>
      shop.pool.query("select state, count(*) from wechat_push where openid = $1 group by 1", [openid]);
    await until(
      async () => (await count()).rows,
      (rows) => rows.length === 1 && rows[0].count === "100",
    );
    const { rows } = await shop.pool.query(
      `select p.arrival, m.content->>'text' as said from wechat_message m join wechat_push p on p.id = m.push_id
       where m.openid = $1 and m.direction = 'in' order by m.number`,
      [openid],
    );
    // Handled in the order in which they were kept, each once.
    expect(rows.map(({ arrival }) => Number(arrival))).toEqual(
      rows.map(({ arrival }) => Number(arrival)).toSorted((a, b) => a - b),
    );
    expect(new Set(rows.map(({ said }) => said)).size).toBe(100);
  });
});

describe("what followers are answered", () => {
  it("is the welcome, the keyword's, or nothing; and the test says which beforehand", async () => {
    const welcome = await addReply({
      kind: "welcome",
      answer: { kind: "news", title: "欢迎", picture_url: `${shop.origin}/w.png`, url: shop.origin },
    });
    const { body } = await merchant.post("replies/preview", { event: "subscribe" });
    expect(body.reply.id).toBe(welcome);
    const { openid } = await wechat.newcomer("新人");
    await wechat.act({ openid, act: "follow" });
    expect((await wechat.chat(openid)).at(-1)).toMatchObject({ content: { kind: "card", title: "欢迎" } });
    expect((await say(openid, "没有规则的话")).answer).toBeNull();
    expect((await merchant.post("replies/preview", { text: "没有规则的话" })).body.reply).toBeNull();
    expect((await merchant.remove(`replies/${welcome}`)).status).toBe(200);
    expect((await merchant.remove(`replies/${welcome}`)).body.code).toBe("reply_not_found");
  });

  it("is refused when it is no rule, naming the field", async () => {
    const bad = { name: "x", kind: "keyword", match: "pattern", words: ["(a+)+"], answer: text("x") };
    expect(await merchant.post("replies", bad)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "words" },
    });
  });

  it("is a person's within 48 hours, five times, and why not is said", async () => {
    const { openid } = await wechat.newcomer("客人");
    const answer = () => merchant.post("messages", { openid, answer: text("您好，请问需要什么？") });
    expect(await answer()).toMatchObject({ status: 409, body: { code: "not_following" } });
    await wechat.act({ openid, act: "follow" });
    await say(openid, "在吗");
    for (let time = 0; time < 5; time += 1) expect((await answer()).status).toBe(200);
    expect(await answer()).toMatchObject({ status: 409, body: { code: "window_used_up" } });
    await shop.pool.query(
      "update wechat_follower set last_message_at = now() - interval '3 days', last_event_at = null where openid = $1",
      [openid],
    );
    expect(await answer()).toMatchObject({ status: 409, body: { code: "window_closed" } });
    const { body } = await merchant.get(`messages?openid=${openid}`);
    expect(body.window).toEqual({ kind: "closed", reason: "window_closed" });
    expect(body.messages[0]).toMatchObject({ direction: "out", state: "refused", reason: "window_closed" });
    expect(body.messages[1]).toMatchObject({ state: "refused", reason: "window_used_up" });
    expect(body.messages[2]).toMatchObject({ state: "sent", actor_id: expect.stringMatching(/^user_/) });
    const page = (more: string) => merchant.get(`messages?openid=${openid}&limit=3${more}`);
    const first = (await page("")).body;
    const second = (await page(`&cursor=${first.next_cursor}`)).body;
    const ids = (messages: { id: string }[]) => messages.map(({ id }) => id);
    expect(ids([...first.messages, ...second.messages])).toEqual(ids(body.messages.slice(0, 6)));
    expect((await page("&show=written")).body).toMatchObject({ messages: [{ content: { text: "在吗" } }] });
    const refused = (await page("&show=refused")).body.messages as { reason: string }[];
    expect(refused.map(({ reason }) => reason)).toEqual(["window_closed", "window_used_up", "not_following"]);
  });

  it("is what WeChat's own codes say when it counts otherwise, with its number of the call", async () => {
    const { openid } = await wechat.newcomer("微信说不");
    await wechat.act({ openid, act: "follow" });
    await say(openid, "在吗");
    await wechat.setAccount({ refusing: [openid] });
    const refused = await merchant.post("messages", { openid, answer: text("您好") });
    expect(refused).toMatchObject({ status: 409, body: { code: "messages_refused" } });
    expect(refused.body.rid).toMatch(/\w/);
    await wechat.setAccount({ refusing: [], quotas: { "message/custom/send": 0 } });
    expect(await merchant.post("messages", { openid, answer: text("您好") })).toMatchObject({
      status: 429,
      body: { code: "quota_used_up" },
    });
    await wechat.setAccount({ quotas: {} });
  });

  it("goes on with a new token when WeChat has ended the one in use", async () => {
    const { openid } = await wechat.newcomer("换令牌");
    await wechat.act({ openid, act: "follow" });
    await say(openid, "在吗");
    await wechat.revokeAccessTokens();
    expect((await merchant.post("messages", { openid, answer: text("在的") })).status).toBe(200);
  });

  it("ends with the follower, whom the list shows as gone", async () => {
    const { openid } = await wechat.newcomer("过客");
    await wechat.act({ openid, act: "follow" });
    await wechat.act({ openid, act: "unfollow" });
    const { body } = await merchant.get(`followers?state=left&q=${openid}`);
    expect(body).toMatchObject({
      count: 1,
      followers: [{ openid, is_subscribed: false, customer_id: null }],
    });
    expect(body.followers[0].unsubscribed_at).toMatch(/Z$/);
    expect((await merchant.get(`followers?state=following&q=${openid}`)).body).toMatchObject({
      count: 0,
      followers: [],
    });
  });
});

describe("the menu", () => {
  const view = { name: "商城", type: "view", url: "https://shop.example.com/" };
  const menu = {
    button: [view, { name: "更多", sub_button: [{ name: "客服", type: "click", key: "HELP" }] }],
  };
  const save = (given: object) => merchant.post("menu/versions", { menu: given });

  it("is saved, published, read back, and what was set in WeChat's console is seen", async () => {
    expect((await merchant.get("menu")).body.live).toMatchObject({ is_open: false, published_version: null });
    const { version } = (await save(menu)).body;
    expect(version).toMatchObject({ created_by: expect.stringMatching(/^user_/), published_at: null });
    const published = await merchant.post(`menu/versions/${version.id}/publish`, {});
    expect(published).toMatchObject({
      status: 200,
      body: { live: { is_open: true, published_version: version.id, differences: [] } },
    });
    await wechat.setAccount({ menu: { buttons: [{ ...view, name: "别处" }], from: "console" } });
    const { live } = (await merchant.get("menu")).body;
    expect(live.differences).toEqual([
      {
        at: "1",
        ours: "商城 · view · https://shop.example.com/",
        live: "别处 · view · https://shop.example.com/",
      },
      { at: "2", ours: "更多 ▸", live: null },
      { at: "2.1", ours: "客服 · click · HELP", live: null },
    ]);
    const { versions } = (await merchant.get("menu/versions")).body;
    expect(versions[0]).toMatchObject({ id: version.id, published_by: version.created_by });
  });

  it("beyond WeChat's limits is refused before it is sent, and what WeChat refuses comes with its code", async () => {
    const four = { button: [view, view, view, view] };
    expect(await save(four)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "menu.button" },
    });
    const { version } = (await save(menu)).body;
    await wechat.setAccount({ quotas: { "menu/create": 0 } });
    const refused = await merchant.post(`menu/versions/${version.id}/publish`, {});
    await wechat.setAccount({ quotas: {} });
    expect(refused).toMatchObject({ status: 429, body: { code: "quota_used_up", errcode: 45009 } });
    expect((await merchant.get("menu/versions")).body.versions[0]).toMatchObject({ published_at: null });
    expect((await merchant.post("menu/versions/none/publish", {})).body.code).toBe("menu_version_not_found");
  });

  it("answers a tap on a key by its rule", async () => {
    await addReply({ kind: "click", words: ["HELP"], answer: text("客服在线时间 9:00-18:00") });
    const { openid } = await wechat.newcomer("点菜单");
    const [tapped] = await wechat.act({ openid, act: "tap", button: { type: "click", key: "HELP" } });
    expect(tapped?.answer).toContain("客服在线时间");
  });
});

describe("parametric codes", () => {
  it("of a channel count scans and new followers, and have their own reply", async () => {
    const { qr_code } = (await merchant.post("qr-codes", { name: "地铁海报", days: 7 })).body;
    expect(qr_code.url).toMatch(/^http/);
    await addReply({ kind: "scan", words: [qr_code.scene], answer: text("海报专享") });
    const { openid } = await wechat.newcomer("扫海报");
    const [followed] = await wechat.act({ openid, act: "scan", scene: qr_code.scene });
    expect(followed?.answer).toContain("海报专享");
    await wechat.act({ openid, act: "scan", scene: qr_code.scene });
    const { qr_codes } = (await merchant.get("qr-codes")).body;
    expect(qr_codes[0]).toMatchObject({ name: "地铁海报", scans: 2, people: 1, new_followers: 1 });
    const { followers } = (await merchant.get("followers?limit=100")).body;
    expect(followers.find((one: { openid: string }) => one.openid === openid)).toMatchObject({
      source_scene: qr_code.scene,
      source_kind: "channel",
      source_name: "地铁海报",
    });
  });

  it("of a channel say what the customers they brought have paid, less refunds", async () => {
    const { qr_code } = (await merchant.post("qr-codes", { name: "收银台", days: null })).body;
    const results = async () => (await merchant.get(`qr-codes/${qr_code.id}`)).body;
    expect(await results()).toMatchObject({ days: [], sales: { customers: 0, orders: 0, paid_fen: "0" } });
    const shopper = await newPerson(shop, "扫码买家");
    await wechat.act({ openid: shopper.openid, act: "scan", scene: qr_code.scene });
    const { products } = (await shopper.ask("GET", "/store/mall/products?limit=1")).body;
    const { product } = (await shopper.ask("GET", `/store/mall/products/${products[0].id}`)).body;
    const bought = await shopper.buy([{ variant_id: product.variants[0].id, quantity: 1 }]);
    await until(results, ({ sales }) => sales.orders === 1);
    const path = `/admin/orders/${bought.id}?fields=total,*payment_collections.payments`;
    const { order } = (await merchant.call("GET", path)).body;
    const payment = order.payment_collections[0].payments[0].id;
    await merchant.call("POST", `/admin/payments/${payment}/refund`, { amount: 1 });
    const paid_fen = String(Math.round(order.total * 100) - 100);
    const seen = await until(results, ({ sales }) => sales.paid_fen === paid_fen);
    expect(seen).toMatchObject({
      qr_code: { scans: 1, new_followers: 1 },
      days: [{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), scans: 1, new_followers: 1 }],
      sales: { customers: 1, buyers: 1, orders: 1 },
    });
    expect((await merchant.get("qr-codes/none")).body.code).toBe("qr_code_not_found");
  });

  it("of a share token offer the link that carries it, and bind nobody", async () => {
    const distributor = await newPerson(shop, "分享者");
    await distributor.join();
    const share_token = await distributor.shareToken();
    const ask = () => distributor.ask("POST", "/store/official-account/share-codes", { share_token });
    const made = await ask();
    expect([made.status, made.body]).toMatchObject([
      200,
      { qr_code: { url: expect.stringMatching(/^http/) } },
    ]);
    expect((await ask()).body).toEqual(made.body);
    const bindings = async () => (await shop.pool.query("select count(*) from distribution.binding")).rows[0];
    const before = await bindings();
    const friend = await wechat.newcomer("朋友");
    const [scanned] = await wechat.act({ openid: friend.openid, act: "scan", scene: share_token });
    expect(scanned?.answer).toContain(`${shop.origin}/?st=${share_token}`);
    expect(await bindings()).toEqual(before);
  });
});

describe("notices", () => {
  const templates = [
    {
      template_id: "order_paid_template",
      title: "支付成功通知",
      fields: [
        { name: "character_string1", label: "订单号" },
        { name: "thing2", label: "商品" },
        { name: "amount3", label: "金额" },
        { name: "time4", label: "时间" },
      ],
    },
    { template_id: "order_shipped_template", title: "发货通知", fields: [{ name: "thing1", label: "商品" }] },
    {
      template_id: "order_refunded_template",
      title: "退款通知",
      fields: [{ name: "amount1", label: "金额" }],
    },
    ...["commission_accrued", "commission_clawed_back"].map((kind) => ({
      template_id: `${kind}_template`,
      title: kind,
      fields: [
        { name: "amount1", label: "金额" },
        { name: "number1", label: "笔数" },
      ],
    })),
    {
      template_id: "friend_joined_template",
      title: "friend_joined",
      fields: [{ name: "number1", label: "人数" }],
    },
    {
      template_id: "statement_closed_template",
      title: "statement_closed",
      fields: [{ name: "thing3", label: "月份" }],
    },
    {
      template_id: "application_decided_template",
      title: "application_decided",
      fields: [{ name: "phrase1", label: "结果" }],
    },
  ];
  const facts: Record<string, string> = {
    character_string1: "order_number",
    thing1: "goods",
    thing2: "goods",
    amount1: "amount",
    amount3: "amount",
    time4: "time",
    number1: "count",
    thing3: "month",
    phrase1: "decision",
  };
  let admin: Awaited<ReturnType<typeof merchantOf>>;
  let variant_id: string;

  beforeAll(async () => {
    admin = await merchantOf(shop);
    await wechat.setAccount({ templates });
    for (const { template_id, fields } of templates) {
      const mapped = fields.map(({ name }) => ({ name, fact: facts[name] }));
      const kind = template_id.replace("_template", "");
      const saved = await merchant.post("notices/templates", { kind, template_id, fields: mapped });
      expect([saved.status, saved.body]).toMatchObject([200, {}]);
    }
    const reader = await newPerson(shop, "看货");
    const { products } = (await reader.ask("GET", "/store/mall/products?limit=1")).body;
    const { product } = (await reader.ask("GET", `/store/mall/products/${products[0].id}`)).body;
    variant_id = product.variants[0].id;
  });

  const noticesOf = async (customer: Person) => {
    const { rows } = await shop.pool.query(
      `select n.kind, n.state, n.reason, n.errcode, n.rid, n.attempts, n.id from wechat_notice n
       join wechat_identity i on i.customer_id = n.customer_id where i.openid = $1 order by n.number`,
      [customer.openid],
    );
    return rows;
  };
  const told = (customer: Person, kind: string, state: string) =>
    until(
      () => noticesOf(customer),
      (rows) => rows.some((row) => row.kind === kind && row.state === state),
    );
  const shownTo = async (customer: Person) =>
    (await wechat.chat(customer.openid)).filter(({ content }) => content.kind === "notice");

  it("tell the shopper of payment, shipment and refund, once each, in the chat with the account", async () => {
    const shopper = await newPerson(shop, "买家");
    await wechat.act({ openid: shopper.openid, act: "follow" });
    const order = await shopper.buy([{ variant_id, quantity: 1 }]);
    await told(shopper, "order_paid", "delivered");
    await ship(admin, order.id);
    await told(shopper, "order_shipped", "delivered");
    const paid = (await admin("GET", `/admin/orders/${order.id}?fields=*payment_collections.payments`)).body
      .order;
    const [payment] = paid.payment_collections[0].payments;
    const refund = await admin("POST", `/admin/payments/${payment.id}/refund`, { amount: 1 });
    expect([refund.status, refund.body]).toMatchObject([200, {}]);
    await told(shopper, "order_refunded", "delivered");
    const shown = (await shownTo(shopper)).map(({ content }) => content);
    expect(shown.map(({ title }) => title)).toEqual(["支付成功通知", "发货通知", "退款通知"]);
    expect(shown[0]?.link).toBe(`${shop.origin}/pages/order/index?id=${order.id}`);
    expect(shown[2]?.lines).toEqual([{ name: "金额", value: "¥1.00" }]);
  });

  it("are not sent to who wants none of a kind", async () => {
    const shopper = await newPerson(shop, "清静");
    await wechat.act({ openid: shopper.openid, act: "follow" });
    const off = { kind: "order_paid", is_wanted: false };
    const { body } = await shopper.ask("POST", "/store/official-account/notices", off);
    expect(body.notices.find(({ kind }: { kind: string }) => kind === "order_paid").is_wanted).toBe(false);
    const order = await shopper.buy([{ variant_id, quantity: 1 }]);
    await until(
      async () => (await shopper.ask("GET", `/store/mall/orders/${order.id}`)).body.order.state,
      (state) => state === "to_ship",
    );
    await ship(admin, order.id);
    await told(shopper, "order_shipped", "delivered");
    expect((await noticesOf(shopper)).map(({ kind }) => kind)).toEqual(["order_shipped"]);
  });

  it("that WeChat refuses for good are shown with its code and number: 43101", async () => {
    const shopper = await newPerson(shop, "拒收");
    await wechat.act({ openid: shopper.openid, act: "follow" });
    await wechat.setAccount({ refusing: [shopper.openid] });
    await shopper.buy([{ variant_id, quantity: 1 }]);
    const [row] = await told(shopper, "order_paid", "failed");
    await wechat.setAccount({ refusing: [] });
    expect(row).toMatchObject({ reason: "refused_by_person", errcode: 43101, rid: expect.any(String) });
    const { notices } = (await merchant.get("notices?state=failed")).body;
    expect(notices[0]).toMatchObject({ id: row.id, errcode: 43101, rid: row.rid });
  });

  it("wait with 45009 and go out once with the same number, also with a token that has ended (40001)", async () => {
    const shopper = await newPerson(shop, "稍后");
    await wechat.act({ openid: shopper.openid, act: "follow" });
    await wechat.setAccount({ quotas: { "message/template/send": 0 } });
    await shopper.buy([{ variant_id, quantity: 1 }]);
    const waiting = await until(
      () => noticesOf(shopper),
      ([row]) => row?.errcode === 45009,
    );
    expect(waiting[0]).toMatchObject({ state: "waiting", reason: "quota_used_up" });
    await wechat.setAccount({ quotas: {} });
    await wechat.revokeAccessTokens();
    await shop.pool.query("update wechat_notice set next_attempt_at = now() where id = $1", [waiting[0].id]);
    await shop.runJob("official-account-notices");
    const [row] = await told(shopper, "order_paid", "delivered");
    expect(row).toMatchObject({ id: waiting[0].id, reason: null, errcode: null });
    expect(await shownTo(shopper)).toHaveLength(1);
  });

  describe("to a distributor", () => {
    let distributor: Person;
    let friend: Person;

    beforeAll(async () => {
      distributor = await newPerson(shop, "藤主");
      friend = await newPerson(shop, "藤友");
      await wechat.act({ openid: distributor.openid, act: "follow" });
      await distributor.join();
    });

    const factsOf = async (kind: string) => {
      const { rows } = await shop.pool.query(
        `select n.state, n.facts, n.event_key from wechat_notice n join wechat_identity i on i.customer_id = n.customer_id
         where i.openid = $1 and n.kind = $2 order by n.number`,
        [distributor.openid, kind],
      );
      return rows;
    };
    const titlesOf = async () => (await shownTo(distributor)).map(({ content }) => content.title);

    it("say that a friend joined and what was earned and taken back, each in one message", async () => {
      await friend.bind(await distributor.shareToken());
      await told(distributor, "friend_joined", "delivered");
      const order = await friend.buy([{ variant_id, quantity: 2 }]);
      await told(distributor, "commission_accrued", "delivered");
      const { rows } = await shop.pool.query(
        `select sum(amount_fen)::text as fen from distribution.accrual where order_line_id = any($1)`,
        [order.items.map(({ id }: { id: string }) => id)],
      );
      expect(await factsOf("commission_accrued")).toMatchObject([
        { facts: { amount_fen: rows[0].fen, count: "1" } },
      ]);
      const wanted = "fields=*payment_collections,*payment_collections.payments";
      const paid = (await admin("GET", `/admin/orders/${order.id}?${wanted}`)).body.order;
      const [payment] = paid.payment_collections[0].payments;
      expect((await admin("POST", `/admin/payments/${payment.id}/refund`, { amount: 10 })).status).toBe(200);
      await told(distributor, "commission_clawed_back", "delivered");
      expect(await titlesOf()).toEqual(["friend_joined", "commission_accrued", "commission_clawed_back"]);
    });

    it("add up what is earned in the minutes after the last message", async () => {
      for (const _ of [1, 2]) await friend.buy([{ variant_id, quantity: 1 }]);
      const rows = await until(
        () => factsOf("commission_accrued"),
        (all) => all.length === 3,
      );
      expect(rows.map(({ state }) => state)).toEqual(["delivered", "waiting", "merged"]);
      const [, lead, merged] = rows;
      expect(lead.facts).toMatchObject({
        count: "2",
        amount_fen: String(2n * BigInt(merged.facts.amount_fen)),
      });
      const { notices } = (await merchant.get("notices?state=waiting")).body;
      expect(notices[0]).toMatchObject({
        kind: "commission_accrued",
        facts: { amount: expect.stringMatching(/^¥/) },
      });
    });

    it("say what was decided about an application, and nothing of those nobody had to decide", async () => {
      const { plans } = (await admin("GET", "/admin/distribution/plans")).body;
      const { id: _, version: __, published_at: ___, effective_from: ____, ...draft } = plans[0];
      const published = await admin("POST", "/admin/distribution/plans", {
        ...draft,
        joining_mode: "review",
      });
      expect([published.status, published.body]).toMatchObject([201, {}]);
      const applicant = await newPerson(shop, "藤苗");
      await wechat.act({ openid: applicant.openid, act: "follow" });
      const { distributor: applied } = (await applicant.join()).body;
      const path = `/admin/distribution/distributors/${applied.id}`;
      expect((await admin("POST", `${path}/approve`, { reason: "" })).status).toBe(200);
      await told(applicant, "application_decided", "delivered");
      const [shown] = await shownTo(applicant);
      expect(shown?.content.lines).toEqual([{ name: "结果", value: "已通过" }]);
      expect(await factsOf("application_decided")).toEqual([]);
    });

    it("say that the latest month's statement is final", async () => {
      const connection = await shop.pool.connect();
      await connection.query("set session_replication_role = replica");
      await connection.query(
        "update distribution.transfer set recorded_at = recorded_at - interval '40 days'",
      );
      await connection.query("set session_replication_role = default");
      connection.release();
      const closed = await admin("POST", "/admin/distribution/statements/close", {});
      expect([closed.status, closed.body]).toMatchObject([200, {}]);
      await told(distributor, "statement_closed", "delivered");
      const [{ facts: said, event_key }] = await factsOf("statement_closed");
      expect(said.month).toBe(`${event_key.slice(0, 4)}年${Number(event_key.slice(5))}月`);
    });
  });
});
