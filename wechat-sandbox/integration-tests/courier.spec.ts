import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalWeChat, openLocalWeChat } from "./local-wechat.js";

// What kuaidi100's own documents say of its calls, checked from the shop's side.
let wechat: LocalWeChat;
let account: { customer: string; key: string };
let shop: Server;
const pushed: { param: string; sign: string }[] = [];

const md5 = (text: string) => createHash("md5").update(text).digest("hex").toUpperCase();
const callback = () => `http://127.0.0.1:${(shop.address() as AddressInfo).port}/pushed`;

beforeAll(async () => {
  wechat = await openLocalWeChat();
  account = JSON.parse(readFileSync(join(wechat.data_dir, "courier.json"), "utf8"));
  shop = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const form = new URLSearchParams(body);
      pushed.push({ param: form.get("param") ?? "", sign: form.get("sign") ?? "" });
      response.end('{"result":true,"returnCode":"200","message":"成功"}');
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  shop?.close();
  await wechat?.dispose();
});

async function post(path: string, form: Record<string, string>) {
  const answer = await fetch(`${wechat.origin}${path}`, { method: "POST", body: new URLSearchParams(form) });
  return (await answer.json()) as Record<string, unknown>;
}

const subscribe = (number: string, change: object = {}, parameters: object = {}) =>
  post("/poll", {
    schema: "json",
    param: JSON.stringify({
      ...{ company: "shunfeng", number, key: account.key },
      parameters: { callbackurl: callback(), salt: "salt", phone: "8000", ...parameters },
      ...change,
    }),
  });

function ask(num: string, sign?: string) {
  const param = JSON.stringify({ com: "shunfeng", num, phone: "8000" });
  const own = md5(param + account.key + account.customer);
  return post("/poll/query.do", { customer: account.customer, sign: sign ?? own, param });
}

describe("the courier", () => {
  it("takes a subscription with the account's key, once", async () => {
    expect(await subscribe("SF0000000001")).toMatchObject({ result: true, returnCode: "200" });
    expect(await subscribe("SF0000000001")).toMatchObject({ result: false, returnCode: "501" });
    expect(await subscribe("SF0000000002", { key: "guess" })).toMatchObject({ returnCode: "600" });
    expect(await subscribe("SF0000000002", {}, { phone: "" })).toMatchObject({ returnCode: "408" });
    expect(await post("/poll", { schema: "json", param: "{" })).toMatchObject({ returnCode: "700" });
  });

  it("pushes each step, signed with the subscription's salt, and says when it is over", async () => {
    await subscribe("SF0000000003");
    await wechat.control("POST", "/parcels/SF0000000003/steps", { state: "1", context: "已揽收" });
    await wechat.control("POST", "/parcels/SF0000000003/steps", { state: "3", context: "已签收" });
    for (const { param, sign } of pushed) expect(sign).toBe(md5(`${param}salt`));
    const [first, last] = pushed.map(({ param }) => JSON.parse(param));
    expect(first).toMatchObject({ status: "polling", lastResult: { state: "1", nu: "SF0000000003" } });
    expect(last).toMatchObject({
      status: "shutdown",
      lastResult: { ischeck: "1", data: [{ context: "已签收" }, { context: "已揽收" }] },
    });
  });

  it("answers a question only with the right signature, and remembers its parcels", async () => {
    wechat = await wechat.restart();
    expect(await ask("SF0000000003")).toMatchObject({ state: "3", data: { length: 2 } });
    expect(await ask("SF0000000003", "0".repeat(32))).toMatchObject({ result: false, returnCode: "503" });
    expect(await ask("SF0000000009")).toMatchObject({ result: false, returnCode: "500" });
  });
});
