import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tryCallback } from "../src/client/callback-trial";
import { openWechatPayClient, type WechatPayOptions } from "../src/options";
import { LocalWechat, strangersKeys } from "./local-wechat";

const NOTIFY_URL = "http://127.0.0.1:9/hooks/wechat-pay/transactions";

let wechat: LocalWechat;

beforeAll(async () => {
  wechat = await LocalWechat.start();
});
afterEach(() => wechat.withoutFaults());
afterAll(() => wechat?.stop());

const trials = (change: Partial<WechatPayOptions> = {}) => openWechatPayClient(wechat.options(change)).trials;
const orderCount = async () => (await wechat.control<{ orders: unknown[] }>("GET", "/orders")).orders.length;

describe("a well configured merchant", () => {
  it("is known by its signature, and nothing is left behind", async () => {
    const before = await orderCount();
    expect(await trials().ask()).toMatchObject({
      kind: "refused",
      status: 404,
      request_id: expect.any(String),
    });
    const app = wechat.options().app_id;
    expect(await trials().orderForNobody(app, NOTIFY_URL)).toMatchObject({ code: "PARAM_ERROR" });
    expect(await trials().askAboutTransfer()).toMatchObject({ kind: "refused", status: 404 });
    expect(await orderCount()).toBe(before);
  });

  it("gets a signed answer from a trial order, which is closed afterwards", async () => {
    expect(await trials().placeAndClose(NOTIFY_URL)).toEqual({ kind: "accepted" });
    const { orders } = await wechat.control<{ orders: { out_trade_no: string; trade_state: string }[] }>(
      "GET",
      "/orders",
    );
    const left = orders.filter(({ out_trade_no }) => out_trade_no.startsWith("check-"));
    expect(left.map(({ trade_state }) => trade_state)).toEqual(["CLOSED"]);
  });

  it("of the public-key kind has no certificates; of the other kind its APIv3 key opens them", async () => {
    expect(await trials().openCertificates()).toEqual({ kind: "none" });
    await wechat.control("POST", "/settings", { signing: "certificate" });
    expect(await trials().openCertificates()).toMatchObject({
      kind: "opened",
      certificates: [{ valid_until: expect.any(Date) }],
    });
  });
});

describe("what is wrong is told apart", () => {
  it("a private key that is not the merchant's", async () => {
    const change = { merchant_private_key: strangersKeys().privateKey };
    expect(await trials(change).ask()).toMatchObject({ kind: "refused", status: 401, code: "SIGN_ERROR" });
  });

  it("a serial that is not the certificate's", async () => {
    const change = { merchant_serial: "F".repeat(40) };
    expect(await trials(change).ask()).toMatchObject({ kind: "refused", status: 401, code: "SIGN_ERROR" });
  });

  it("an APIv3 key that opens nothing", async () => {
    await wechat.control("POST", "/settings", { signing: "certificate" });
    expect(await trials({ api_v3_key: "x".repeat(32) }).openCertificates()).toEqual({ kind: "sealed" });
  });

  it("a public key that is not WeChat's", async () => {
    const change = { public_key: strangersKeys().publicKey };
    expect(await trials(change).placeAndClose(NOTIFY_URL)).toEqual({
      kind: "unauthentic",
      reason: "signature_invalid",
    });
  });

  it("an app that is not the merchant's", async () => {
    expect(await trials().orderForNobody("wx0000000000000000", NOTIFY_URL)).toMatchObject({
      code: "APPID_MCHID_NOT_MATCH",
    });
  });

  it("a WeChat that cannot be reached", async () => {
    expect(await trials({ base_url: "http://127.0.0.1:9" }).ask()).toMatchObject({ kind: "unreachable" });
  });
});

describe("the shop's own notify address", () => {
  let server: Server;
  let answer: { status: number; body: string };
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  afterAll(() => server?.close());

  it.each([
    [401, '{"code":"FAIL"}', true],
    [401, "<html>log in</html>", false],
    [200, '{"code":"FAIL"}', false],
    [302, "", false],
  ])("that answers %i %s: refused as a shop does: %s", async (status, body, refused_as_ours) => {
    answer = { status, body };
    expect(await tryCallback(address())).toEqual({ kind: "answered", status, refused_as_ours });
  });

  it("that does not answer says why", async () => {
    expect(await tryCallback(NOTIFY_URL)).toEqual({ kind: "unreachable", reason: expect.any(String) });
  });
});
