import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop, tokenOf } from "../../../scripts/local/test-shop.mjs";
import { WechatControl } from "./local-wechat";
import { openSeverableLine } from "./severable-line";

let line: Awaited<ReturnType<typeof openSeverableLine>>;
let shop: TestShop;
let wechat: WechatControl;
let publishable_key: string;
let callback_url: string;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

beforeAll(async () => {
  line = await openSeverableLine();
  shop = await openTestShop({
    name: "official-account",
    extraEnvironment: { WECHAT_OA_API_BASE_URL: line.origin },
  });
  line.leadTo(shop.wechatOrigin);
  wechat = new WechatControl(shop.wechatOrigin);
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable'");
  publishable_key = rows[0].token;
  callback_url = `${shop.webViewOrigins[0]}/pages/login/callback`;
});
afterAll(async () => {
  await shop?.close();
  line?.close();
});

async function call(method: string, path: string, body?: object, token?: string): Promise<Answer> {
  const response = await fetch(`${shop.origin}${path}`, {
    method,
    headers: {
      "x-publishable-api-key": publishable_key,
      ...(body ? { "content-type": "application/json" } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What a page does before it leaves for WeChat. */
async function begin(extra: object = {}) {
  const page_secret = randomBytes(24).toString("hex");
  const page_session = createHash("sha256").update(page_secret).digest("hex");
  const answer = await call("POST", "/auth/customer/wechat", { callback_url, page_session, ...extra });
  const location = new URL(String(answer.body.location ?? "http://none/"));
  return { answer, page_secret, state: location.searchParams.get("state") ?? "", location };
}

const finish = (body: object) => call("POST", "/auth/customer/wechat/callback", body);

/** The whole log-in of somebody; answers the token of the callback. */
async function logIn(openid: string, query: { scope?: string } = {}): Promise<string> {
  const { page_secret, state } = await begin(query);
  const { status, body } = await finish({ code: await wechat.code(openid, query), state, page_secret });
  expect(status).toBe(200);
  return String(body.token);
}

const claims = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));

describe("beginning a log-in", () => {
  it("answers WeChat's address with the page's callback and a state of letters and digits", async () => {
    const { answer, location, state } = await begin();
    expect(answer.status).toBe(200);
    expect(location.origin).toBe(shop.wechatOrigin);
    expect(location.searchParams.get("redirect_uri")).toBe(callback_url);
    expect(state).toMatch(/^[0-9a-zA-Z]{32,128}$/);
  });

  it.each([
    [
      { callback_url: "https://evil.example/pages/login/callback" },
      "callback_url_not_allowed",
      "callback_url",
    ],
    [{ callback_url: undefined }, "callback_url_not_allowed", "callback_url"],
    [{ page_session: "not a hash" }, "page_session_invalid", "page_session"],
    [{ scope: "snsapi_everything" }, "scope_invalid", "scope"],
  ])("refuses %o", async (extra, code, field) => {
    const { answer } = await begin(extra);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: "invalid_data", code, field });
  });
});

describe("finishing a log-in", () => {
  it("refuses a state it never gave, one that is no state, and another page's secret", async () => {
    const openid = (await wechat.newcomer("甲乙")).openid;
    const { page_secret, state } = await begin();
    const code = await wechat.code(openid);
    for (const unknown of ["f".repeat(64), "*", "constructor", ""]) {
      const { status, body } = await finish({ code, state: unknown, page_secret });
      expect([status, body.code]).toEqual([401, "state_unknown"]);
    }
    const stolen = await finish({ code, state, page_secret: "somebody else's" });
    expect([stolen.status, stolen.body.code]).toEqual([401, "state_mismatch"]);
    const afterwards = await finish({ code, state, page_secret });
    expect([afterwards.status, afterwards.body.code]).toEqual([401, "state_unknown"]);
  });

  it("refuses a code WeChat does not know and one that was used", async () => {
    const { openid } = await wechat.newcomer("丙丁");
    const one = await begin();
    const unknown = await finish({ code: "0nevergiven", state: one.state, page_secret: one.page_secret });
    expect([unknown.status, unknown.body.code]).toEqual([401, "code_invalid"]);
    const code = await wechat.code(openid);
    const two = await begin();
    expect((await finish({ code, state: two.state, page_secret: two.page_secret })).status).toBe(200);
    const three = await begin();
    const used = await finish({ code, state: three.state, page_secret: three.page_secret });
    expect([used.status, used.body.code]).toEqual([401, "code_invalid"]);
  });

  it("answers the same callback sent ten times at once the same, and exchanges its code once", async () => {
    const { openid } = await wechat.newcomer("双击");
    const { page_secret, state } = await begin();
    const callback = { code: await wechat.code(openid), state, page_secret };
    const answers = await Promise.all(Array.from({ length: 10 }, () => finish(callback)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const identities = new Set(answers.map(({ body }) => claims(String(body.token)).auth_identity_id));
    expect(identities.size).toBe(1);
  });

  it("lets two different codes race for one state, and only one wins", async () => {
    const { openid } = await wechat.newcomer("竞速");
    const { page_secret, state } = await begin();
    const codes = [await wechat.code(openid), await wechat.code(openid)];
    const answers = await Promise.all(codes.map((code) => finish({ code, state, page_secret })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(answers.find(({ status }) => status === 401)?.body.code).toBe("state_unknown");
  });

  it("never makes an identity of a snapshot user", async () => {
    const { openid } = await wechat.newcomer("快照");
    const before = await shop.pool.query("select count(*)::int as n from auth_identity");
    const { page_secret, state } = await begin();
    const answer = await finish({ code: await wechat.code(openid, { snapshot: "1" }), state, page_secret });
    expect([answer.status, answer.body.code]).toEqual([401, "snapshot_user"]);
    const after = await shop.pool.query("select count(*)::int as n from auth_identity");
    expect(after.rows[0].n).toBe(before.rows[0].n);
  });

  it("shows no openid in the token", async () => {
    const { openid, nickname } = await wechat.newcomer("不露身份");
    const token = await logIn(openid);
    expect(JSON.stringify(claims(token))).not.toContain(openid);
    expect(claims(token).user_metadata.nickname).toBe(nickname);
  });
});

describe("the customer of a WeChat person", () => {
  it("is one, however often it is asked for at once, and the new token acts for it", async () => {
    const { openid } = await wechat.newcomer("新客");
    const token = await logIn(openid);
    expect((await call("GET", "/store/customers/me", undefined, token)).status).toBe(401);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call("POST", "/store/wechat/customers", {}, token)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const ids = new Set(answers.map(({ body }) => (body.customer as { id: string }).id));
    expect(ids.size).toBe(1);
    const first = answers[0]?.body as { customer: Record<string, unknown>; token: string };
    expect(first.customer).toMatchObject({ first_name: "新客", metadata: { wechat: { nickname: "新客" } } });
    const me = await call("GET", "/store/customers/me", undefined, first.token);
    expect(me.body.customer).toMatchObject({ id: [...ids][0], email: null });
    const { rows } = await shop.pool.query("select customer_id from wechat_identity where openid = $1", [
      openid,
    ]);
    expect(rows).toEqual([{ customer_id: [...ids][0] }]);
  });

  it("is the same at the next log-in and keeps its name after snsapi_base", async () => {
    const { openid } = await wechat.newcomer("回头客");
    const first = await call("POST", "/store/wechat/customers", {}, await logIn(openid));
    const again = await call(
      "POST",
      "/store/wechat/customers",
      {},
      await logIn(openid, { scope: "snsapi_base" }),
    );
    expect(again.body.customer).toMatchObject({
      id: (first.body.customer as { id: string }).id,
      first_name: "回头客",
    });
  });

  it("is the customer the seed made, for people it knew", async () => {
    const known = (await wechat.people()).find(({ nickname }) => nickname === "林晓雨");
    const { rows } = await shop.pool.query("select customer_id from wechat_identity where openid = $1", [
      known?.openid,
    ]);
    const { body } = await call("POST", "/store/wechat/customers", {}, await logIn(known?.openid ?? ""));
    expect(rows).toEqual([{ customer_id: (body.customer as { id: string }).id }]);
  });

  it.each([
    ["row", "update customer set deleted_at = now() where id = $1"],
    ["row for good", "delete from customer where id = $1"],
    [
      "row and log-in, as in Medusa's admin",
      `with log_in as (delete from auth_identity where app_metadata->>'customer_id' = $1)
       update customer set deleted_at = now() where id = $1`,
    ],
  ])("is the one they were before when somebody deleted their %s", async (_what, deletion) => {
    const { openid } = await wechat.newcomer("被删的人");
    const before = await call("POST", "/store/wechat/customers", {}, await logIn(openid));
    const { id } = before.body.customer as { id: string };
    await shop.pool.query(deletion, [id]);
    const after = await call("POST", "/store/wechat/customers", {}, await logIn(openid));
    expect([after.status, (after.body.customer as { id: string }).id]).toEqual([200, id]);
    const me = await call("GET", "/store/customers/me", undefined, String(after.body.token));
    expect(me.body.customer).toMatchObject({ id, first_name: "被删的人" });
  });

  it("is refused to strangers and to people who did not come through WeChat", async () => {
    expect((await call("POST", "/store/wechat/customers", {})).status).toBe(401);
    // An identity of another provider's, as shops with a further log-in have them.
    const auth_identity_id = "authid_without_wechat";
    await shop.pool.query("insert into auth_identity (id) values ($1)", [auth_identity_id]);
    const refused = await call(
      "POST",
      "/store/wechat/customers",
      {},
      tokenOf({ actor_id: "", actor_type: "customer", auth_identity_id }),
    );
    expect([refused.status, refused.body.code]).toEqual([401, "wechat_identity_missing"]);
  });

  it.each(["emailpass", "emailpass/register"])("is nobody who comes by %s", async (way) => {
    const account = { email: "unproved@example.com", password: "a long enough password" };
    const answer = await call("POST", `/auth/customer/${way}`, account);
    expect([answer.status >= 400 && answer.status < 500, answer.body.token]).toEqual([true, undefined]);
  });
});

describe("the JS-SDK's configuration", () => {
  const configOf = (url: string) => call("GET", `/store/wechat/js-sdk-config?url=${encodeURIComponent(url)}`);

  it("signs the shop's own pages", async () => {
    const { status, body } = await configOf(`${shop.webViewOrigins[1]}/pages/product/index?id=1&st=abc`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      app_id: expect.stringMatching(/^wx/),
      timestamp: expect.any(Number),
      nonce_str: expect.any(String),
      signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(body.js_api_list).toContain("updateAppMessageShareData");
  });

  it.each(["https://evil.example/", "javascript:alert(1)", ""])("refuses %s", async (url) => {
    const { status, body } = await configOf(url);
    expect([status, body.code, body.field]).toEqual([400, "url_not_allowed", "url"]);
  });
});

describe("when WeChat cannot be reached", () => {
  it("says so, and the same log-in succeeds once it can", async () => {
    const { openid } = await wechat.newcomer("断网");
    const { page_secret, state } = await begin();
    const code = await wechat.code(openid);
    line.cut();
    const away = await finish({ code, state, page_secret });
    expect([away.status, away.body.code]).toEqual([502, "wechat_unavailable"]);
    line.mend();
    expect((await finish({ code, state, page_secret })).status).toBe(200);
  });
});
