import { createCipheriv, createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../test-vectors/published.json";
import { disbelief } from "./authenticity";
import { readNotification } from "./notification";
import { readTrade, withoutPersonalData } from "./shapes";
import { answerMessage, sign } from "./signing";

const published = vectors.notification;
const platformKey = createPrivateKey(vectors.rsa_sha256_sign.private_key_pem);
const keys = new Map([
  ["PUB_KEY_ID_1", createPublicKey(platformKey)],
  [published.headers["Wechatpay-Serial"], createPublicKey(published.certificate_pem)],
]);
const api_v3_key = "0123456789abcdef0123456789abcdef";
const now = new Date(1_763_800_000_000);
const transaction = {
  appid: "wx1",
  mchid: "190",
  out_trade_no: "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
  transaction_id: "4200",
  trade_state: "SUCCESS",
  success_time: "2025-11-22T16:26:40+08:00",
  payer: { openid: "o-secret" },
  amount: { total: 1990, payer_total: 1990, currency: "CNY", payer_currency: "CNY" },
};

function notified(change: { body?: (body: string) => string; timestamp?: string; serial?: string } = {}) {
  const nonce = "abcdefghijkl";
  const cipher = createCipheriv("aes-256-gcm", api_v3_key, nonce);
  cipher.setAAD(Buffer.from("transaction"));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(transaction)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const envelope = {
    id: "EV-2018022511223320873",
    create_time: "2025-11-22T16:26:40+08:00",
    resource_type: "encrypt-resource",
    event_type: "TRANSACTION.SUCCESS",
    summary: "支付成功",
    resource: {
      algorithm: "AEAD_AES_256_GCM",
      original_type: "transaction",
      ciphertext: sealed.toString("base64"),
      nonce,
      associated_data: "transaction",
    },
  };
  const text = JSON.stringify(envelope);
  const body = Buffer.from(change.body?.(text) ?? text);
  const timestamp = change.timestamp ?? "1763800000";
  const headerNonce = randomBytes(8).toString("hex");
  return {
    body,
    headers: {
      "wechatpay-timestamp": timestamp,
      "wechatpay-nonce": headerNonce,
      "wechatpay-serial": change.serial ?? "PUB_KEY_ID_1",
      "wechatpay-signature": sign(answerMessage(timestamp, headerNonce, body).toString("utf8"), platformKey),
    } as Record<string, string | string[]>,
  };
}

const read = (incoming: { body: Buffer; headers: Record<string, string | string[]> }) =>
  readNotification(incoming, { keys, api_v3_key }, now);

describe("notification", () => {
  it("believes WeChat's published example at its time, and not five minutes later", () => {
    const headers = {
      timestamp: published.headers["Wechatpay-Timestamp"],
      nonce: published.headers["Wechatpay-Nonce"],
      serial: published.headers["Wechatpay-Serial"],
      signature: published.headers["Wechatpay-Signature"],
    };
    const sent = Number(headers.timestamp) * 1000;
    const body = Buffer.from(published.body);
    expect(disbelief(headers, body, keys, new Date(sent))).toBeUndefined();
    expect(disbelief(headers, body, keys, new Date(sent + 301_000))).toBe("stale");
  });

  it("opens an authentic one", () => {
    const reading = read(notified());
    expect(reading).toMatchObject({
      kind: "authentic",
      notification: { notification_id: "EV-2018022511223320873", event_type: "TRANSACTION.SUCCESS" },
    });
    const resource = reading.kind === "authentic" ? reading.notification.resource : undefined;
    expect(readTrade(resource)).toEqual({
      app_id: "wx1",
      mch_id: "190",
      out_trade_no: "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
      state: "SUCCESS",
      transaction_id: "4200",
      amount_fen: 1990n,
      currency: "CNY",
      paid_at: "2025-11-22T16:26:40+08:00",
      payer_openid: "o-secret",
    });
    expect(JSON.stringify(withoutPersonalData(resource))).not.toContain("o-secret");
  });

  it("refuses the probe, whatever else it carries", () => {
    const probe = notified();
    probe.headers["wechatpay-signature"] = "WECHATPAY/SIGNTEST/abc";
    expect(read(probe)).toEqual({ kind: "refused", reason: "probe" });
  });

  it.each([
    ["stale", { timestamp: "1763799699" }],
    ["stale", { timestamp: "1763800301" }],
    ["serial_unknown", { serial: "PUB_KEY_ID_2" }],
    ["serial_unknown", { serial: "constructor" }],
    ["serial_unknown", { serial: "__proto__" }],
    ["body_malformed", { body: () => "" }],
    ["body_malformed", { body: () => "null" }],
    ["body_malformed", { body: (body: string) => body.replace("AEAD_AES_256_GCM", "AEAD_SM4_GCM") }],
    ["resource_undecipherable", { body: (body: string) => body.replace('"abcdefghijkl"', '"abcdefghijkm"') }],
    [
      "resource_undecipherable",
      { body: (body: string) => body.replace('data":"transaction', 'data":"refund') },
    ],
  ])("refuses as %s: %o", (reason, change) => {
    expect(read(notified(change))).toEqual({ kind: "refused", reason });
  });

  it.each(["timestamp", "nonce", "serial", "signature"])(
    "refuses without its %s, or with two of them",
    (name) => {
      const { body, headers } = notified();
      const { [`wechatpay-${name}`]: value, ...rest } = headers;
      expect(read({ body, headers: rest })).toEqual({ kind: "refused", reason: "headers_missing" });
      const doubled = { ...rest, [`wechatpay-${name}`]: [String(value), String(value)] };
      expect(read({ body, headers: doubled })).toEqual({ kind: "refused", reason: "headers_missing" });
    },
  );

  it("law: one changed byte of the body and it is refused", () => {
    const incoming = notified();
    fc.assert(
      fc.property(fc.nat(incoming.body.length - 1), fc.integer({ min: 1, max: 255 }), (position, flip) => {
        const body = Buffer.from(incoming.body);
        body[position] = (body[position] ?? 0) ^ flip;
        return read({ ...incoming, body }).kind === "refused";
      }),
      { numRuns: 500 },
    );
  });

  it("law: one changed character of any header and it is refused", () => {
    const incoming = notified();
    const names = fc.constantFrom(...Object.keys(incoming.headers));
    fc.assert(
      fc.property(names, fc.nat(), fc.integer({ min: 1, max: 127 }), (name, where, flip) => {
        const value = Buffer.from(String(incoming.headers[name]), "latin1");
        const position = where % value.length;
        value[position] = (value[position] ?? 0) ^ flip;
        return (
          read({ ...incoming, headers: { ...incoming.headers, [name]: value.toString("latin1") } }).kind ===
          "refused"
        );
      }),
      { numRuns: 500 },
    );
  });

  it("law: nothing a stranger sends makes it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.dictionary(fc.string(), fc.string()), (body, headers) => {
        return read({ body: Buffer.from(body), headers }).kind === "refused";
      }),
    );
  });
});
