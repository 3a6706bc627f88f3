import {
  constants,
  createDecipheriv,
  createSign,
  createVerify,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkOptions } from "../src/options.js";
import { type Sandbox, startSandbox } from "../src/sandbox.js";

/** A sandbox on free ports with a data folder of its own. */
export interface LocalWeChat extends Sandbox {
  data_dir: string;
  /** Stops it and starts it again on the same data. */
  restart: () => Promise<LocalWeChat>;
  /** Stops it and deletes its data. */
  dispose: () => Promise<void>;
  control: <T = Record<string, never>>(method: string, path: string, body?: unknown) => Promise<T>;
}

/** Starts a local WeChat for one test file. */
export async function openLocalWeChat(
  shop_origin = "http://127.0.0.1:9",
  data_dir = mkdtempSync(join(tmpdir(), "local-wechat-")),
): Promise<LocalWeChat> {
  const sandbox = await startSandbox(checkOptions({ port: 0, web_view_ports: "0,0", data_dir, shop_origin }));
  return {
    ...sandbox,
    data_dir,
    restart: async () => {
      await sandbox.close();
      return openLocalWeChat(shop_origin, data_dir);
    },
    dispose: async () => {
      await sandbox.close();
      rmSync(data_dir, { recursive: true, force: true });
    },
    control: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const response = await fetch(`${sandbox.origin}/__control${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      const answer = (await response.json()) as T & { code?: string };
      if (!response.ok) throw new Error(`${response.status} ${answer.code}`);
      return answer;
    },
  };
}

/** What came back from the Pay API. */
export interface PayAnswer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, never> & { code?: string; detail?: { field: string; issue: string } };
}

/** What a test may get wrong on purpose when it signs. */
export interface Slip {
  mchid?: string;
  serial_no?: string;
  timestamp?: string;
  nonce?: string;
  signedBody?: string;
  authorization?: string;
  /** `Wechatpay-Serial`: the key encrypted fields were made with. */
  wechatpay_serial?: string;
}

/** A merchant that signs by itself, sharing no code with the sandbox. */
export class Merchant {
  constructor(private readonly wechat: LocalWeChat) {}

  async call(method: string, path: string, body?: unknown, slip: Slip = {}): Promise<PayAnswer> {
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(this.wechat.origin + path, {
      method,
      headers: {
        authorization: slip.authorization ?? this.authorization(method, path, slip.signedBody ?? text, slip),
        accept: "application/json",
        "content-type": "application/json",
        ...(slip.wechatpay_serial === undefined ? {} : { "wechatpay-serial": slip.wechatpay_serial }),
      },
      ...(text === "" ? {} : { body: text }),
    });
    const answer = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      json: answer === "" ? {} : JSON.parse(answer),
    };
  }

  /** A signed GET whose answer is a file. */
  async download(path: string): Promise<{ status: number; headers: Headers; content: Buffer }> {
    const headers = { authorization: this.authorization("GET", path, "", {}) };
    const response = await fetch(this.wechat.origin + path, { headers });
    return {
      status: response.status,
      headers: response.headers,
      content: Buffer.from(await response.arrayBuffer()),
    };
  }

  private authorization(method: string, path: string, body: string, slip: Slip): string {
    const { credentials } = this.wechat;
    const timestamp = slip.timestamp ?? String(Math.floor(Date.now() / 1000));
    const nonce = slip.nonce ?? randomBytes(16).toString("hex");
    const signature = createSign("sha256")
      .update([method, path, timestamp, nonce, body, ""].join("\n"))
      .sign(credentials.merchant_private_key, "base64");
    const serial = slip.serial_no ?? credentials.merchant_serial;
    const mchid = slip.mchid ?? credentials.mch_id;
    return `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${serial}",signature="${signature}"`;
  }

  /** A valid JSAPI order's parameters, with changes. */
  order(
    out_trade_no: string,
    openid: string,
    changes: Record<string, unknown> = {},
  ): Record<string, unknown> {
    return {
      appid: this.wechat.credentials.app_id,
      mchid: this.wechat.credentials.mch_id,
      description: "云南小粒咖啡豆 500g",
      out_trade_no,
      notify_url: "http://127.0.0.1:9/hooks",
      amount: { total: 1990, currency: "CNY" },
      payer: { openid },
      ...changes,
    };
  }

  place(out_trade_no: string, openid: string, changes: Record<string, unknown> = {}): Promise<PayAnswer> {
    return this.call("POST", "/v3/pay/transactions/jsapi", this.order(out_trade_no, openid, changes));
  }

  query(out_trade_no: string): Promise<PayAnswer> {
    return this.call(
      "GET",
      `/v3/pay/transactions/out-trade-no/${out_trade_no}?mchid=${this.wechat.credentials.mch_id}`,
    );
  }

  close(out_trade_no: string): Promise<PayAnswer> {
    return this.call("POST", `/v3/pay/transactions/out-trade-no/${out_trade_no}/close`, {
      mchid: this.wechat.credentials.mch_id,
    });
  }

  refund(body: Record<string, unknown>): Promise<PayAnswer> {
    return this.call("POST", "/v3/refund/domestic/refunds", body);
  }

  /** A valid transfer's parameters, with changes. */
  transferBody(
    out_bill_no: string,
    openid: string,
    changes: Record<string, unknown> = {},
  ): Record<string, unknown> {
    return {
      appid: this.wechat.credentials.app_id,
      out_bill_no,
      transfer_scene_id: "1005",
      openid,
      transfer_amount: 8_800,
      transfer_remark: "三月推广佣金",
      transfer_scene_report_infos: [
        { info_type: "岗位类型", info_content: "推广员" },
        { info_type: "报酬说明", info_content: "三月推广佣金" },
      ],
      ...changes,
    };
  }

  transfer(out_bill_no: string, openid: string, changes: Record<string, unknown> = {}): Promise<PayAnswer> {
    const body = this.transferBody(out_bill_no, openid, changes);
    return this.call("POST", "/v3/fund-app/mch-transfer/transfer-bills", body, {
      wechatpay_serial: this.wechat.credentials.public_key_id,
    });
  }

  queryTransfer(out_bill_no: string): Promise<PayAnswer> {
    return this.call("GET", `/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/${out_bill_no}`);
  }

  cancelTransfer(out_bill_no: string): Promise<PayAnswer> {
    return this.call("POST", `/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/${out_bill_no}/cancel`);
  }

  /** An encrypted field, with WeChat's public key unless another is given. */
  seal(text: string, key: string = this.wechat.credentials.public_key): string {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    return publicEncrypt({ key, padding, oaepHash: "sha1" }, Buffer.from(text, "utf8")).toString("base64");
  }

  /** True when these headers sign this body with the key and the serial of the credentials, now. */
  trusts(headers: Headers | Record<string, string | undefined>, body: string): boolean {
    const read = (name: string) => (headers instanceof Headers ? headers.get(name) : headers[name]) ?? "";
    if (read("wechatpay-serial") !== this.wechat.credentials.public_key_id) return false;
    const timestamp = read("wechatpay-timestamp");
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
    return createVerify("sha256")
      .update(`${timestamp}\n${read("wechatpay-nonce")}\n${body}\n`)
      .verify(this.wechat.credentials.public_key, read("wechatpay-signature"), "base64");
  }

  /** Opens a notification's resource; throws on a bad tag. */
  decrypt(body: string): Record<string, unknown> {
    const { resource } = JSON.parse(body) as { resource: Record<string, string> };
    return JSON.parse(this.open(resource)) as Record<string, unknown>;
  }

  /** Opens what was sealed with the APIv3 key; throws on a bad tag. */
  open(resource: Record<string, string>): string {
    const sealed = Buffer.from(resource.ciphertext ?? "", "base64");
    const decipher = createDecipheriv(
      "aes-256-gcm",
      this.wechat.credentials.api_v3_key,
      resource.nonce ?? "",
    );
    decipher.setAuthTag(sealed.subarray(-16));
    decipher.setAAD(Buffer.from(resource.associated_data ?? ""));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString("utf8");
  }
}

/** One notification as it arrived. */
export interface Received {
  headers: Record<string, string | undefined>;
  body: string;
}

/** A merchant's notification address that keeps everything and answers as told. */
export class Mailbox {
  readonly received: Received[] = [];
  /** What to answer; `undefined` leaves the caller waiting. */
  answer: (count: number) => number | undefined = () => 204;
  #server: Server | undefined;
  url = "";

  async open(): Promise<this> {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const headers = request.headers as Record<string, string | undefined>;
        this.received.push({ headers, body: Buffer.concat(chunks).toString("utf8") });
        const status = this.answer(this.received.length);
        if (status !== undefined) response.writeHead(status).end();
      });
    });
    await new Promise<void>((done) => this.#server?.listen(0, "127.0.0.1", done));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hooks/pay`;
    return this;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((done) => this.#server?.close(done));
  }

  /** Waits until `count` notifications have arrived. */
  async wait(count: number, within_ms = 4000): Promise<void> {
    await eventually(() => this.received.length >= count, within_ms);
  }
}

/** Waits until something is so; throws when it does not come to be. */
export async function eventually(isSo: () => boolean | Promise<boolean>, within_ms = 4000): Promise<void> {
  const end = Date.now() + within_ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not so within ${within_ms} ms`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
