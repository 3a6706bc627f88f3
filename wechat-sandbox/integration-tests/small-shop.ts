import { createHash, createSign, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type LocalWeChat, Merchant } from "./local-wechat.js";

const SDK = readFileSync(createRequire(import.meta.url).resolve("weixin-js-sdk"), "utf8");

/** What the code on the shop's poster says. */
export const POSTER_LINK = "http://127.0.0.1:9/goods?st=POSTER";
/** The modules of its QR code, a hexadecimal number a row. */
const POSTER_CODE =
  "1fd1d17f 1042ee41 174c475d 1750045d 1752025d 105e1b41 1fd5557f 001dbf00 117e8ef9 169ad05f 0dfb1631 " +
  "1d2e4f83 156fe2ea 1d9f043f 1a6af241 079bb72b 0dcb82e2 11acd0c3 044330dd 058f6b4f 1f7bc7f9 00162515 " +
  "1fd3d15d 10429d1f 175b91f2 1746c79c 1745f4b7 104c9483 1fdc71de";
const POSTER_SIZE = 29;

/** The least shop that needs all of WeChat's client: log-in, JS-SDK, a share card, a payment, a second page. */
export class SmallShop {
  wechat: LocalWeChat | undefined;
  userAgents: string[] = [];
  #server: Server | undefined;
  #orders = 0;
  origin = "";

  async open(): Promise<this> {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    await new Promise<void>((done) => this.#server?.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((done) => this.#server?.close(done));
  }

  get #wechat(): LocalWeChat {
    if (this.wechat === undefined) throw new Error("no WeChat yet");
    return this.wechat;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const json = (value: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (url.pathname === "/weixin.js") {
      const script = `const module={};${SDK.replace("module.exports = n(e)", "n(e, true)")}`;
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else if (url.pathname === "/api/config")
      json(await this.#jsSdkConfig(url.searchParams.get("url") ?? ""));
    else if (url.pathname === "/api/login") json(await this.#exchange(url.searchParams.get("code") ?? ""));
    else if (url.pathname === "/store/me") json({});
    else if (url.pathname === "/api/pay") json(await this.#bridge(url.searchParams.get("openid") ?? ""));
    else if (url.pathname === "/api/transfer")
      json(await this.#transfer(url.searchParams.get("openid") ?? ""));
    else if (url.pathname === "/h5") {
      const link = await this.#h5Link();
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(`<!doctype html><title>手机网页</title><a id="pay" href="${link}">微信支付</a>`);
    } else if (url.pathname === "/moved") response.writeHead(302, { location: `${this.origin}/goods` }).end();
    else {
      this.userAgents.push(request.headers["user-agent"] ?? "");
      response
        .writeHead(200, {
          "content-type": "text/html; charset=utf-8",
          "content-encoding": "gzip",
          "x-frame-options": "DENY",
          "content-security-policy": "frame-ancestors 'none'",
        })
        .end(gzipSync(page(this.#wechat.credentials.app_id, this.#wechat.origin)));
    }
  }

  async #jsSdkConfig(url: string): Promise<Record<string, string>> {
    const { origin, credentials } = this.#wechat;
    const token = await fetch(`${origin}/cgi-bin/stable_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: credentials.app_id,
        secret: credentials.app_secret,
      }),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const answer = await fetch(`${origin}/cgi-bin/ticket/getticket?type=jsapi&access_token=${access_token}`);
    const { ticket } = (await answer.json()) as { ticket: string };
    const timestamp = String(Math.floor(Date.now() / 1000));
    const text = `jsapi_ticket=${ticket}&noncestr=n1&timestamp=${timestamp}&url=${url}`;
    return { timestamp, nonceStr: "n1", signature: createHash("sha1").update(text).digest("hex") };
  }

  async #exchange(code: string): Promise<unknown> {
    const { origin, credentials } = this.#wechat;
    const query = {
      appid: credentials.app_id,
      secret: credentials.app_secret,
      code,
      grant_type: "authorization_code",
    };
    return (await fetch(`${origin}/sns/oauth2/access_token?${new URLSearchParams(query)}`)).json();
  }

  async #transfer(openid: string): Promise<Record<string, string>> {
    this.#orders += 1;
    const { app_id, mch_id } = this.#wechat.credentials;
    const sent = await new Merchant(this.#wechat).transfer(`SHOPPAYOUT${this.#orders}`, openid);
    const { package_info } = sent.json as unknown as { package_info: string };
    return { mchId: mch_id, appId: app_id, package: package_info };
  }

  async #h5Link(): Promise<string> {
    this.#orders += 1;
    const merchant = new Merchant(this.#wechat);
    const { payer, ...order } = merchant.order(`shop-h5-${this.#orders}`, "");
    const placed = await merchant.call("POST", "/v3/pay/transactions/h5", {
      ...order,
      scene_info: { payer_client_ip: "203.0.113.7", h5_info: { type: "Wap" } },
    });
    const { h5_url } = placed.json as unknown as { h5_url: string };
    return `${h5_url}&redirect_url=${encodeURIComponent(`${this.origin}/paid`)}`;
  }

  async #bridge(openid: string): Promise<Record<string, string>> {
    const { app_id, merchant_private_key } = this.#wechat.credentials;
    this.#orders += 1;
    const out_trade_no = `shop-${String(this.#orders).padStart(6, "0")}`;
    const placed = await new Merchant(this.#wechat).place(out_trade_no, openid, {
      notify_url: `${this.origin}/hooks`,
    });
    const { prepay_id } = placed.json as unknown as { prepay_id: string };
    const timeStamp = String(Math.floor(Date.now() / 1000));
    const nonceStr = randomBytes(8).toString("hex");
    const message = `${app_id}\n${timeStamp}\n${nonceStr}\nprepay_id=${prepay_id}\n`;
    const paySign = createSign("sha256").update(message).sign(merchant_private_key, "base64");
    return {
      appId: app_id,
      timeStamp,
      nonceStr,
      package: `prepay_id=${prepay_id}`,
      signType: "RSA",
      paySign,
    };
  }
}

function page(appId: string, wechatOrigin: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>小店</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><script src="/weixin.js"></script></head>
<body style="font:18px sans-serif;padding:16px"><h1>小店</h1><p id="ua"></p><p id="at"></p><p id="sdk"></p><p id="pay"></p><p id="who"></p>
<p><a id="login" href="#">登录</a></p><p><button id="push">商品</button> <button id="back">返回</button></p>
<p><button id="buy">付款</button> <button id="buy-sdk">SDK 付款</button> <button id="receive">收款</button> <button id="poster">海报</button></p><img src="/p.png" alt="">
<script>
const show = (id, text) => { document.getElementById(id).textContent = text; };
const where = () => show("at", location.pathname + location.search);
let early = typeof WeixinJSBridge;
show("ua", navigator.userAgent.includes("MicroMessenger") ? "wechat:" + early : "browser");
where(); addEventListener("popstate", (event) => { where(); document.title = "回到" + JSON.stringify(event.state); });
addEventListener("beforeunload", () => history.replaceState({ ...history.state, left: true }, ""));
const query = new URLSearchParams(location.search);
const login = (scope) => ${JSON.stringify(wechatOrigin)} + "/connect/oauth2/authorize?appid=${appId}&redirect_uri=" +
  encodeURIComponent(location.origin + "/in?from=card") + "&response_type=code&scope=" + scope + "&state=S1#wechat_redirect";
document.getElementById("login").onclick = () => { location.href = login("snsapi_userinfo"); };
const ask = (path) => fetch(path).then((answer) => answer.json());
const who = ask("/api/login?code=" + (query.get("code") ?? ""));
who.then((grant) => {
  show("who", grant.openid ?? "denied " + query.has("state"));
  const known = grant.openid ? { authorization: "Bearer " + grant.openid } : {};
  return fetch("/store/me", { headers: known });
});
document.getElementById("push").onclick = () => { history.pushState({ n: 1 }, "", "/goods?id=7"); document.title = "商品七"; where(); };
document.getElementById("back").onclick = () => history.back();
const bridge = async () => ask("/api/pay?openid=" + (await who).openid);
document.getElementById("poster").onclick = () => {
  const [size, side, rows] = [${POSTER_SIZE}, 6, ${JSON.stringify(POSTER_CODE)}.split(" ")];
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = (size + 8) * side;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); pen.fillStyle = "#000";
  rows.forEach((row, y) => [...BigInt("0x" + row).toString(2).padStart(size, "0")].forEach((bit, x) => {
    if (bit === "1") pen.fillRect((x + 4) * side, (y + 4) * side, side, side);
  }));
  const made = document.createElement("img");
  made.id = "code"; made.width = 180; made.src = canvas.toDataURL("image/png");
  document.body.prepend(made);
};
document.getElementById("buy").onclick = async () =>
  WeixinJSBridge.invoke("getBrandWCPayRequest", await bridge(), (result) => show("pay", result.err_msg));
document.getElementById("buy-sdk").onclick = async () => {
  const made = await bridge();
  wx.chooseWXPay({ ...made, timestamp: made.timeStamp, success: () => show("pay", "sdk ok"), cancel: () => show("pay", "sdk cancel"), fail: (r) => show("pay", r.errMsg) });
};
document.getElementById("receive").onclick = async () => {
  const asked = await ask("/api/transfer?openid=" + (await who).openid);
  WeixinJSBridge.invoke("requestMerchantTransfer", asked, (result) => show("pay", result.err_msg));
};
const wrong = query.has("wrong");
ask("/api/config?url=" + encodeURIComponent(location.href.split("#")[0] + (wrong ? "x" : ""))).then((config) => {
  wx.error((result) => show("sdk", "error " + result.errMsg));
  wx.ready(() => {
    if (wrong) return;
    wx.checkJsApi({ jsApiList: ["updateAppMessageShareData"], success: (result) => show("sdk", "ready " + result.checkResult.updateAppMessageShareData) });
    if (query.has("old")) {
      wx.onMenuShareAppMessage({ title: "老办法", desc: "点击时才问", link: location.origin + "/goods?id=8", imgUrl: "", success: () => show("sdk", "shared") });
      wx.hideMenuItems({ menuList: ["menuItem:copyUrl"] });
      return;
    }
    wx.updateAppMessageShareData({ title: "一包好豆子", desc: "云南小粒咖啡，新鲜烘焙", link: location.origin + "/goods?id=7&st=TOKEN", imgUrl: "${wechatOrigin}/avatars/account.svg",
      success: () => { document.body.dataset.share = "set"; } });
  });
  wx.config({ appId: "${appId}", ...config, jsApiList: ["checkJsApi", query.has("old") ? "onMenuShareAppMessage" : "updateAppMessageShareData", "chooseWXPay", "hideMenuItems", "requestMerchantTransfer"] });
});
</script></body></html>`;
}
