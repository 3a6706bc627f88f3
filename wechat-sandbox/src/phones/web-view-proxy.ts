import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { createProxyServer } from "http-proxy-3";

/** The client every phone claims to be. Android: there the JS-SDK signs the page's current address. */
export const WECHAT_USER_AGENT =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A.240205.004; wv) AppleWebKit/537.36 (KHTML, like Gecko) " +
  "Version/4.0 Chrome/126.0.6478.122 Mobile Safari/537.36 XWEB/1260117 MMWEBSDK/20240501 " +
  "MicroMessenger/8.0.50.2701(0x28003255) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64";

/** Paths of a web view's origin that belong to the client and never reach the shop. */
export const CLIENT_PATH = "/__wechat_client/";

/** Headers that would forbid the frame or the injected script; a real web view is no frame. */
const FRAME_HEADERS = ["content-security-policy", "content-security-policy-report-only", "x-frame-options"];

/** Headers about the connection to the shop, not the one to the browser. */
const HOP_HEADERS = ["connection", "keep-alive"];

export interface WebViewProxyOptions {
  shop_origin: string;
  host: string;
  port: number;
  /** Where the phone itself is: the only page the injected bridge talks to. */
  phone_origin: () => string;
  /** The openid of whoever holds the phone: web storage is kept apart per person. */
  holder: () => string;
  /** Hears of every request that the shop answered. */
  answered: (request: IncomingMessage, status: number) => void;
  bridge_script: string;
}

/** A running web view origin. */
export interface WebViewProxy {
  origin: string;
  close: () => Promise<void>;
}

/** Opens the origin of one phone's web view: the shop, with WeChat's client around it. */
export async function openWebViewProxy(options: WebViewProxyOptions): Promise<WebViewProxy> {
  const proxy = createProxyServer({
    target: options.shop_origin,
    selfHandleResponse: true,
    xfwd: true,
    ws: true,
  });
  let origin = "";
  proxy.on("proxyRes", (shopAnswer, request, response) => {
    options.answered(request, shopAnswer.statusCode ?? 502);
    relay(shopAnswer, request, response as ServerResponse, options, origin);
  });
  proxy.on("error", (_error, _request, response) => {
    if ("writeHead" in response) shopAbsent(response, options.shop_origin);
    else response.destroy();
  });
  const server = createServer((request, response) => {
    if (request.url?.startsWith(CLIENT_PATH)) return serveBridge(request, response, options);
    dressAsWeChat(request);
    proxy.web(request, response);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    dressAsWeChat(request);
    proxy.ws(request, socket, head);
  });
  origin = await listen(server, options);
  return {
    origin,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      proxy.close();
    },
  };
}

async function listen(server: Server, options: WebViewProxyOptions): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(options.port, options.host, done);
  });
  const { port } = server.address() as AddressInfo;
  return `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;
}

function dressAsWeChat(request: IncomingMessage): void {
  request.headers["user-agent"] = WECHAT_USER_AGENT;
  request.headers["x-requested-with"] ??= "com.tencent.mm";
  // Only what `unpack` can open.
  request.headers["accept-encoding"] = "gzip, deflate, br";
}

function relay(
  shopAnswer: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
  options: WebViewProxyOptions,
  origin: string,
): void {
  const headers = { ...shopAnswer.headers };
  for (const name of [...FRAME_HEADERS, ...HOP_HEADERS]) delete headers[name];
  if (headers.location?.startsWith(options.shop_origin)) {
    headers.location = origin + headers.location.slice(options.shop_origin.length);
  }
  const isPage = headers["content-type"]?.includes("text/html") ?? false;
  const status = shopAnswer.statusCode ?? 502;
  if (!isPage || request.method === "HEAD") {
    response.writeHead(status, headers);
    shopAnswer.pipe(response);
    return;
  }
  const chunks: Buffer[] = [];
  shopAnswer.on("data", (chunk: Buffer) => chunks.push(chunk));
  shopAnswer.on("error", () => response.destroy());
  shopAnswer.on("end", () => {
    const html = unpack(Buffer.concat(chunks), headers["content-encoding"]).toString("utf8");
    const dressed = Buffer.from(injectBridge(html, options.phone_origin(), options.holder()), "utf8");
    for (const name of ["content-encoding", "transfer-encoding", "etag", "last-modified"])
      delete headers[name];
    response.writeHead(status, {
      ...headers,
      "content-length": String(dressed.length),
      "cache-control": "no-store",
    });
    response.end(dressed);
  });
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  if (encoding === "gzip") return gunzipSync(body);
  if (encoding === "br") return brotliDecompressSync(body);
  if (encoding === "deflate") return inflateSync(body);
  return body;
}

/** Puts the client's script in front of every script of the page. */
export function injectBridge(html: string, phoneOrigin: string, holder: string): string {
  const about = `data-phone-origin="${phoneOrigin}" data-holder="${holder}"`;
  const tag = `<script src="${CLIENT_PATH}bridge.js" ${about}></script>`;
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) return tag + html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + tag + html.slice(at);
}

function serveBridge(request: IncomingMessage, response: ServerResponse, options: WebViewProxyOptions): void {
  if (request.url !== `${CLIENT_PATH}bridge.js`) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-store" })
    .end(`const WECHAT_USER_AGENT=${JSON.stringify(WECHAT_USER_AGENT)};\n${options.bridge_script}`);
}

function shopAbsent(response: ServerResponse, shopOrigin: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { "content-type": "text/html; charset=utf-8" }).end(
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>网页无法打开</title></head>
<body style="font:16px/1.6 sans-serif;color:#888;text-align:center;padding-top:35vh">
<p>商城还没有启动，稍后自动重试</p><p style="font-size:13px">${shopOrigin}</p></body></html>`,
  );
}
