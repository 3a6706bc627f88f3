import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalWeChat, openLocalWeChat } from "./local-wechat.js";

let wechat: LocalWeChat;
let people: { openid: string; nickname: string; unionid: string }[];

beforeAll(async () => {
  wechat = await openLocalWeChat();
  ({ people } = await wechat.control<{ people: typeof people }>("GET", "/people"));
});
afterAll(() => wechat.dispose());

type Answer = Record<string, string & number>;

async function get(path: string, query: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${wechat.origin}${path}?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const exchange = (code: string, changes: Record<string, string> = {}) =>
  get("/sns/oauth2/access_token", {
    appid: wechat.credentials.app_id,
    secret: wechat.credentials.app_secret,
    code,
    grant_type: "authorization_code",
    ...changes,
  });

async function mint(openid: string, query = ""): Promise<string> {
  return (await wechat.control<{ code: string }>("GET", `/oauth-code?openid=${openid}${query}`)).code;
}

function authorizePath(redirect_uri: string, scope: string): string {
  const query = { appid: wechat.credentials.app_id, redirect_uri, response_type: "code", scope, state: "S" };
  return `/connect/oauth2/authorize?${new URLSearchParams(query)}`;
}

describe("log-in", () => {
  it("changes a code once into a token that shows the person", async () => {
    const [person] = people;
    const code = await mint(person?.openid ?? "");
    const grant = await exchange(code);
    expect(grant).toMatchObject({
      openid: person?.openid,
      scope: "snsapi_userinfo",
      unionid: person?.unionid,
    });
    expect(grant).not.toHaveProperty("is_snapshotuser");
    const { access_token = "", openid = "" } = grant as Record<string, string>;
    const info = await get("/sns/userinfo", { access_token, openid, lang: "zh_CN" });
    expect(info).toMatchObject({ nickname: person?.nickname, unionid: person?.unionid });
    const picture = await fetch(info.headimgurl ?? "");
    expect(picture.headers.get("content-type")).toContain("image/svg+xml");
    expect((await exchange(code)).errcode).toBe(40163);
  });

  it("refuses what is unknown or wrong", async () => {
    const code = await mint(people[0]?.openid ?? "");
    expect((await exchange("never")).errcode).toBe(40029);
    expect((await exchange("")).errcode).toBe(41008);
    expect((await exchange(code, { appid: "wx0" })).errcode).toBe(40013);
    expect((await exchange(code, { secret: "no" })).errcode).toBe(40125);
    expect((await exchange(code, { grant_type: "refresh_token" })).errcode).toBe(40002);
    expect((await exchange(code)).errcode).toBeUndefined();
  });

  it("with the base scope shows the openid and nothing else", async () => {
    const grant = await exchange(await mint(people[1]?.openid ?? "", "&scope=snsapi_base"));
    expect(grant).toMatchObject({ openid: people[1]?.openid, scope: "snsapi_base" });
    expect(grant).not.toHaveProperty("unionid");
    const { access_token = "", openid = "" } = grant as Record<string, string>;
    expect((await get("/sns/userinfo", { access_token, openid })).errcode).toBe(48001);
    expect((await get("/sns/userinfo", { access_token, openid: "o0" })).errcode).toBe(40003);
    expect((await get("/sns/userinfo", { access_token: "w_0", openid })).errcode).toBe(40001);
  });

  it("of a snapshot page shows a virtual openid and says so", async () => {
    const [person] = people;
    const once = await exchange(await mint(person?.openid ?? "", "&snapshot=1"));
    expect(once.is_snapshotuser).toBe(1);
    expect(once.openid).not.toBe(person?.openid);
    await wechat.control("POST", `/people/${person?.openid}`, { snapshot: true });
    expect((await exchange(await mint(person?.openid ?? ""))).is_snapshotuser).toBe(1);
    await wechat.control("POST", `/people/${person?.openid}`, { snapshot: false });
  });
});

describe("the authorize page", () => {
  const open = (path: string) => fetch(wechat.origin + path, { redirect: "manual" });

  it("sends a phone's holder straight back for the base scope", async () => {
    const answer = await open(authorizePath(`${wechat.web_view_origins[1]}/login?next=%2Fme`, "snsapi_base"));
    expect(answer.status).toBe(302);
    const back = new URL(answer.headers.get("location") ?? "");
    expect([back.origin, back.pathname, back.searchParams.get("state")]).toEqual([
      wechat.web_view_origins[1],
      "/login",
      "S",
    ]);
    expect(back.searchParams.get("next")).toBe("/me");
    expect((await exchange(back.searchParams.get("code") ?? "")).openid).toBe(people[1]?.openid);
  });

  it("asks the holder for the userinfo scope; no code without consent", async () => {
    const path = authorizePath(`${wechat.web_view_origins[0]}/login`, "snsapi_userinfo");
    const page = await (await open(path)).text();
    expect(page).toContain("oauth-allow");
    expect(page).toContain(people[0]?.nickname);
    const denied = await open(`${path}&person=${people[0]?.openid}&decision=deny`);
    expect(denied.headers.get("location")).toBe(`${wechat.web_view_origins[0]}/login?state=S`);
  });

  it("lets one pick a person anywhere else", async () => {
    const page = await (await open(authorizePath("http://127.0.0.1:9000/login", "snsapi_base"))).text();
    for (const { nickname } of people) expect(page).toContain(nickname);
  });

  it("refuses a host that is not registered, whoever asks", async () => {
    const answer = await open(authorizePath("http://evil.example/login", "snsapi_base"));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("10003");
  });
});

describe("the account's own token", () => {
  const stable = async (changes: Record<string, unknown> = {}) => {
    const response = await fetch(`${wechat.origin}/cgi-bin/stable_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: wechat.credentials.app_id,
        secret: wechat.credentials.app_secret,
        ...changes,
      }),
    });
    return (await response.json()) as Answer;
  };
  const ticket = (access_token: string, type = "jsapi") =>
    get("/cgi-bin/ticket/getticket", { access_token, type });

  it("stays the same until forced, and the old one goes on for five minutes", async () => {
    const { access_token } = (await stable()) as Record<string, string>;
    expect((await stable()).access_token).toBe(access_token);
    const { access_token: fresh } = (await stable({ force_refresh: true })) as Record<string, string>;
    expect(fresh).not.toBe(access_token);
    expect((await ticket(access_token ?? "")).errcode).toBe(0);
    expect((await ticket(fresh ?? "")).ticket).toBe((await ticket(access_token ?? "")).ticket);
  });

  it("is refused for wrong credentials, and a ticket for a wrong token", async () => {
    expect((await stable({ secret: "no" })).errcode).toBe(40125);
    expect((await stable({ appid: "no" })).errcode).toBe(40013);
    expect((await stable({ grant_type: "no" })).errcode).toBe(40002);
    expect((await ticket("a_wrong")).errcode).toBe(40001);
    const { access_token = "" } = (await stable()) as Record<string, string>;
    expect((await ticket(access_token, "wx_card")).errcode).toBe(40097);
    await wechat.control("POST", "/access-tokens/revoke");
    expect((await ticket(access_token)).errcode).toBe(40001);
  });

  it("may be forced twenty times a day", async () => {
    let last: Answer = {};
    for (let call = 0; call < 21; call += 1) last = await stable({ force_refresh: true });
    expect(last.errcode).toBe(45009);
  });
});

describe("the door", () => {
  it("is open to loopback names only", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((done) => {
      const call = request(`${wechat.origin}/health`, { headers: { host: "evil.example" } }, (answer) =>
        done(answer.statusCode),
      );
      call.end();
    });
    expect(status).toBe(403);
    expect(await (await fetch(`${wechat.origin}/health`)).json()).toEqual({ status: "ok" });
  });

  it("does not open on another address", async () => {
    const { checkOptions } = await import("../src/options.js");
    expect(() => checkOptions({ data_dir: "x", host: "0.0.0.0" })).toThrow("--host");
  });
});
