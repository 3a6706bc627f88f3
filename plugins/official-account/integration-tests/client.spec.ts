import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OfficialAccountClient } from "../src/client/official-account-client";
import type { SharedCredentials } from "../src/client/shared-credentials";
import { openLocalWechat } from "./local-wechat";

let wechat: Awaited<ReturnType<typeof openLocalWechat>>;
let openid: string;

beforeAll(async () => {
  wechat = await openLocalWechat();
  openid = (await wechat.control.people())[0]?.openid ?? "";
});
afterAll(() => wechat?.close());

/** One process's cache and lock; `written` tells how often a credential was fetched. */
function ownCredentials() {
  const kept = new Map<string, string>();
  const written: string[] = [];
  const tails = new Map<string, Promise<unknown>>();
  const shared: SharedCredentials = {
    cache: {
      get: async (key) => kept.get(key) ?? null,
      set: async (key, value) => {
        kept.set(key, value);
        written.push(key.split(":")[1] ?? key);
      },
    },
    exclusively: (key, job) => {
      const mine = (tails.get(key) ?? Promise.resolve()).then(job);
      tails.set(
        key,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
  return { shared, kept, written };
}

const errcodeOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { errcode?: number }) => error.errcode,
  );

describe("logging in", () => {
  it("exchanges a code for the person's openid and profile", async () => {
    const token = await wechat.client.exchangeCode(await wechat.control.code(openid));
    expect(token).toMatchObject({ openid, scopes: ["snsapi_userinfo"], is_snapshot_user: false });
    const profile = await wechat.client.fetchProfile(token);
    expect(profile).toMatchObject({ openid, nickname: "林晓雨" });
    expect(profile.avatar_url).toMatch(/^http/);
  });

  it("is refused a code a second time, and one WeChat never gave", async () => {
    const code = await wechat.control.code(openid);
    await wechat.client.exchangeCode(code);
    expect(await errcodeOf(wechat.client.exchangeCode(code))).toBe(40163);
    expect(await errcodeOf(wechat.client.exchangeCode("0nevergiven"))).toBe(40029);
  });

  it("learns no profile with snsapi_base", async () => {
    const token = await wechat.client.exchangeCode(
      await wechat.control.code(openid, { scope: "snsapi_base" }),
    );
    expect(await errcodeOf(wechat.client.fetchProfile(token))).toBe(48001);
  });

  it("is told of a snapshot user", async () => {
    const token = await wechat.client.exchangeCode(await wechat.control.code(openid, { snapshot: "1" }));
    expect(token.is_snapshot_user).toBe(true);
  });

  it("never repeats the app secret in an error", async () => {
    const failure = await wechat.client.exchangeCode("0nevergiven").catch((error: Error) => error);
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain(wechat.options.app_secret);
  });
});

describe("signing pages", () => {
  const url = "http://127.0.0.1:9101/pages/product/index?id=prod_1";
  let credentials: ReturnType<typeof ownCredentials>;
  beforeEach(() => {
    credentials = ownCredentials();
  });

  it("agrees with a signature made by hand from the kept ticket", async () => {
    const now = new Date("2026-01-02T03:04:05.678Z");
    const signed = await wechat.client.signPage(`${url}#top`, credentials.shared, now);
    const ticket = credentials.kept.get(`official-account:jsapi-ticket:${wechat.options.app_id}`);
    const text = `jsapi_ticket=${ticket}&noncestr=${signed.nonce_str}&timestamp=1767323045&url=${url}`;
    expect(signed).toMatchObject({ app_id: wechat.options.app_id, timestamp: 1767323045 });
    expect(signed.signature).toBe(createHash("sha1").update(text).digest("hex"));
  });

  it("fetches each credential once for eight pages at a time", async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => wechat.client.signPage(url, credentials.shared, new Date())),
    );
    expect(credentials.written.sort()).toEqual(["access-token", "jsapi-ticket"]);
  });

  it("replaces an access token WeChat has revoked, once", async () => {
    await wechat.client.signPage(url, credentials.shared, new Date());
    await wechat.control.revokeAccessTokens();
    credentials.kept.delete(`official-account:jsapi-ticket:${wechat.options.app_id}`);
    await wechat.client.signPage(url, credentials.shared, new Date());
    expect(credentials.written.filter((name) => name === "access-token").length).toBeLessThanOrEqual(3);
    expect(credentials.written.at(-1)).toBe("jsapi-ticket");
  });
});

describe("a WeChat that does not answer", () => {
  it("is given up after the timeout", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((ready) => silent.listen(0, "127.0.0.1", ready));
    const { port } = silent.address() as AddressInfo;
    const client = new OfficialAccountClient({
      ...wechat.options,
      api_base_url: `http://127.0.0.1:${port}`,
      timeout_ms: 200,
    });
    await expect(client.exchangeCode("code")).rejects.toMatchObject({ reason: "timeout" });
    silent.closeAllConnections();
    silent.close();
  });

  it("is not followed to another address", async () => {
    const redirecting = createServer((_request, response) => {
      response.writeHead(302, { location: `${wechat.options.api_base_url}/sns/oauth2/access_token` }).end();
    });
    await new Promise<void>((ready) => redirecting.listen(0, "127.0.0.1", ready));
    const { port } = redirecting.address() as AddressInfo;
    const client = new OfficialAccountClient({ ...wechat.options, api_base_url: `http://127.0.0.1:${port}` });
    await expect(client.exchangeCode("code")).rejects.toMatchObject({ reason: "network" });
    redirecting.close();
  });
});
