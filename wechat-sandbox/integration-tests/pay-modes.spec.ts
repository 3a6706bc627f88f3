import { createVerify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  eventually,
  type LocalWeChat,
  Mailbox,
  Merchant,
  openLocalWeChat,
  type PayAnswer,
} from "./local-wechat.js";

interface Person {
  openid: string;
  mini_program_openid: string;
}

let wechat: LocalWeChat;
let merchant: Merchant;
let person: Person;
let other: Person;
let count = 0;
const number = () => {
  count += 1;
  return `mode-${String(count).padStart(6, "0")}`;
};

/** A valid order without a payer. */
function order(out_trade_no: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { payer, ...rest } = merchant.order(out_trade_no, person.openid);
  return { ...rest, ...changes };
}
const h5Scene = { payer_client_ip: "203.0.113.7", h5_info: { type: "Wap" } };
const placeH5 = (out_trade_no: string, scene_info: unknown = h5Scene) =>
  merchant.call("POST", "/v3/pay/transactions/h5", order(out_trade_no, { scene_info }));
const placeNative = (out_trade_no: string, changes: Record<string, unknown> = {}) =>
  merchant.call("POST", "/v3/pay/transactions/native", order(out_trade_no, changes));

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: [Person, Person] }>("GET", "/people");
  [person, other] = people;
});
afterAll(() => wechat.dispose());
beforeEach(async () => {
  await wechat.control("DELETE", "/settings");
  await wechat.control("POST", "/settings", { refund_settle_ms: 0, notifications_held: true });
});

describe("an H5 order", () => {
  const open = (h5_url: string, redirect_url?: string, headers: Record<string, string> = {}) => {
    const url =
      redirect_url === undefined ? h5_url : `${h5_url}&redirect_url=${encodeURIComponent(redirect_url)}`;
    return fetch(url, { headers: { referer: "http://127.0.0.1:9000/checkout", ...headers } });
  };
  const reasonIn = async (answer: Response) => /data-reason="(\w+)"/.exec(await answer.text())?.[1];

  it("is paid on WeChat's page by whoever opens it", async () => {
    const out_trade_no = number();
    const placed = await placeH5(out_trade_no);
    expect(merchant.trusts(placed.headers, placed.text)).toBe(true);
    const h5_url = String(placed.json.h5_url);
    const page = await open(h5_url, "http://127.0.0.1:9000/paid?order=1");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("¥19.90");
    const prepay_id = new URL(h5_url).searchParams.get("prepay_id");
    const paid = await fetch(`${wechat.origin}/cgi-bin/mmpayweb-bin/payments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prepay_id, openid: other.openid }),
    });
    expect(paid.status).toBe(200);
    expect((await merchant.query(out_trade_no)).json).toMatchObject({
      trade_state: "SUCCESS",
      trade_type: "MWEB",
      payer: { openid: other.openid },
    });
    expect(await reasonIn(await open(h5_url))).toBe("already_paid");
  });

  it("opens outside WeChat only, from the merchant's site, and leads back to it", async () => {
    const h5_url = String((await placeH5(number())).json.h5_url);
    const reason = async (redirect_url?: string, headers?: Record<string, string>) =>
      reasonIn(await open(h5_url, redirect_url, headers));
    expect(await reasonIn(await fetch(h5_url))).toBe("no_referer");
    expect(await reason(undefined, { referer: "http://elsewhere.test/" })).toBe("foreign_referer");
    expect(await reason(undefined, { "user-agent": "MicroMessenger/8.0" })).toBe("inside_wechat");
    expect(await reason("http://elsewhere.test/paid")).toBe("foreign_redirect");
    expect(await reason("javascript:alert(1)")).toBe("foreign_redirect");
    expect(await reason()).toBeUndefined();
  });

  it.each([
    ["/scene_info", null],
    ["/scene_info/payer_client_ip", { ...h5Scene, payer_client_ip: "127.0.0.1" }],
    ["/scene_info/h5_info", { payer_client_ip: "203.0.113.7" }],
    ["/scene_info/h5_info/type", { ...h5Scene, h5_info: { type: "web" } }],
  ])("is refused for %s", async (field, scene_info) => {
    const answer = await placeH5(number(), scene_info);
    expect([answer.json.code, answer.json.detail?.field]).toEqual(["PARAM_ERROR", field]);
  });
});

describe("a Native order", () => {
  const scan = (code_url: string, openid = person.openid) =>
    wechat.control("POST", "/scans", { code_url, openid });

  it("is paid by whoever scans its code, once, and each of its codes works", async () => {
    const out_trade_no = number();
    const first = String((await placeNative(out_trade_no)).json.code_url);
    const second = String((await placeNative(out_trade_no)).json.code_url);
    expect(first).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w+$/);
    expect(second).not.toBe(first);
    await expect(scan("weixin://wxpay/bizpayurl?pr=nothing")).rejects.toThrow("UNKNOWN_PREPAY");
    await scan(first, other.openid);
    await expect(scan(second)).rejects.toThrow("ALREADY_PAID");
    expect((await merchant.query(out_trade_no)).json).toMatchObject({
      trade_type: "NATIVE",
      payer: { openid: other.openid },
    });
  });

  it("shows no payer before, and keeps its number for itself", async () => {
    const out_trade_no = number();
    await placeNative(out_trade_no);
    expect((await merchant.query(out_trade_no)).json).not.toHaveProperty("payer");
    expect((await placeH5(out_trade_no)).json.code).toBe("INVALID_REQUEST");
    expect((await merchant.place(out_trade_no, person.openid)).json.code).toBe("INVALID_REQUEST");
    await expect(wechat.control("POST", `/orders/${out_trade_no}/pay`, {})).rejects.toThrow("PARAM_ERROR");
    await merchant.close(out_trade_no);
    expect((await placeNative(out_trade_no)).json.code).toBe("ORDER_CLOSED");
  });
});

describe("a mini program of the merchant", () => {
  it("has openids of its own", async () => {
    const appid = wechat.credentials.mini_program_app_id;
    const out_trade_no = number();
    const place = (openid: string) => merchant.place(out_trade_no, openid, { appid });
    expect((await place(person.openid)).json.detail?.field).toBe("/payer/openid");
    expect((await place(person.mini_program_openid)).status).toBe(200);
    await expect(
      wechat.control("POST", `/orders/${out_trade_no}/pay`, { openid: other.openid }),
    ).rejects.toThrow("OTHER_PAYER");
    await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
    expect((await merchant.query(out_trade_no)).json).toMatchObject({
      appid,
      payer: { openid: person.mini_program_openid },
    });
  });
});

describe("a refund", () => {
  const paid = async () => {
    const out_trade_no = number();
    await merchant.place(out_trade_no, person.openid);
    await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
    return out_trade_no;
  };
  const ask = (out_trade_no: string, out_refund_no = `${out_trade_no}-r`) =>
    merchant.refund({ out_trade_no, out_refund_no, amount: { refund: 990, total: 1990, currency: "CNY" } });
  const status = async (out_refund_no: string) =>
    String((await merchant.call("GET", `/v3/refund/domestic/refunds/${out_refund_no}`)).json.status);
  const sendOn = (refund_id: string, body: Record<string, unknown>) =>
    merchant.call("POST", `/v3/refund/domestic/refunds/${refund_id}/apply-abnormal-refund`, body, {
      wechatpay_serial: wechat.credentials.public_key_id,
    });

  it("that is abnormal is sent on, to a card with encrypted particulars or to the merchant", async () => {
    const out_trade_no = await paid();
    await wechat.control("POST", "/faults", { on: "refund", kind: "abnormal", times: 2 });
    const [one, two] = [`${out_trade_no}-1`, `${out_trade_no}-2`];
    const first = String((await ask(out_trade_no, one)).json.refund_id);
    const second = String((await ask(out_trade_no, two)).json.refund_id);
    await eventually(async () => (await status(two)) === "ABNORMAL");
    const card = {
      out_refund_no: one,
      type: "USER_BANK_CARD",
      bank_type: "ICBC_DEBIT",
      bank_account: merchant.seal("6222020000000000000"),
      real_name: merchant.seal("林晓雨"),
    };
    expect((await sendOn(first, { ...card, bank_account: "6222" })).json.detail?.field).toBe("/bank_account");
    expect((await sendOn(first, { out_refund_no: one, type: "USER_BANK_CARD" })).json.code).toBe(
      "PARAM_ERROR",
    );
    expect((await sendOn(second, card)).json.code).toBe("INVALID_REQUEST");
    expect((await sendOn(first, card)).json).toMatchObject({ status: "PROCESSING" });
    await sendOn(second, { out_refund_no: two, type: "MERCHANT_BANK_CARD" });
    await eventually(async () => (await status(two)) === "SUCCESS");
    expect(await status(one)).toBe("SUCCESS");
    expect((await sendOn(first, card)).status).toBe(200);
  });

  it("that succeeded is not sent on", async () => {
    const out_trade_no = await paid();
    const { refund_id, out_refund_no } = (await ask(out_trade_no)).json as Record<string, string>;
    await eventually(async () => (await status(out_refund_no ?? "")) === "SUCCESS");
    const answer = await sendOn(refund_id ?? "", { out_refund_no, type: "MERCHANT_BANK_CARD" });
    expect(answer.json.code).toBe("INVALID_REQUEST");
  });

  it("needs the merchant's money", async () => {
    const out_trade_no = await paid();
    await wechat.control("POST", "/funds", { account: "BASIC", balance: 500 });
    const answer = await ask(out_trade_no);
    expect([answer.status, answer.json.code]).toEqual([403, "NOT_ENOUGH"]);
    await wechat.control("POST", "/funds", { account: "BASIC", balance: 1_000_000 });
    expect((await ask(out_trade_no)).status).toBe(200);
  });
});

describe("rates", () => {
  it("refuse the refund, the failing refund and the transfer too many of a second", async () => {
    // Earlier calls of this file count too.
    await new Promise((done) => setTimeout(done, 1_050));
    await wechat.control("POST", "/settings", { refund_failure_rate: 2, transfer_rate: 3 });
    const failing = () =>
      merchant.refund({
        out_trade_no: "none-here",
        out_refund_no: `r-${number()}`,
        amount: { refund: 1, total: 1, currency: "CNY" },
      });
    const codes = async (calls: Promise<PayAnswer>[]) =>
      (await Promise.all(calls)).map(({ status, json }) => `${status} ${json.code ?? "ok"}`).sort();
    expect(await codes([failing(), failing(), failing()])).toEqual([
      "404 ORDER_NOT_EXIST",
      "404 ORDER_NOT_EXIST",
      "429 FREQUENCY_LIMITED",
    ]);
    await wechat.control("POST", "/settings", { refund_rate: 3 });
    expect(await codes([failing()])).toEqual(["429 FREQUENCY_LIMITED"]);
    const transfers = Array.from({ length: 4 }, (_, index) =>
      merchant.transfer(`RATE${index}`, person.openid, { transfer_amount: 10 }),
    );
    expect(await codes(transfers)).toEqual(["200 ok", "200 ok", "200 ok", "429 FREQUENCY_LIMITED"]);
  });
});

describe("WeChat's public key", () => {
  it("is replaced: announced, then signing, while the old one serves whoever names it", async () => {
    interface Announced {
      announced: { public_key_id: string; public_key: string };
    }
    const own = await openLocalWeChat();
    const { announced } = await own.control<Announced>("POST", "/public-keys");
    const before = new Merchant(own);
    const after = new Merchant({ ...own, credentials: { ...own.credentials, ...announced } });
    const place = (out_trade_no: string, wechatpay_serial?: string) =>
      before.call("POST", "/v3/pay/transactions/jsapi", before.order(out_trade_no, firstOpenid), {
        ...(wechatpay_serial === undefined ? {} : { wechatpay_serial }),
      });
    const { people } = await own.control<{ people: [Person] }>("GET", "/people");
    const firstOpenid = people[0].openid;
    const trusts = (by: Merchant, { headers, text }: PayAnswer) => by.trusts(headers, text);
    expect(trusts(before, await place("rotate-1"))).toBe(true);
    expect(trusts(after, await place("rotate-1", announced.public_key_id))).toBe(true);
    await own.control("POST", `/public-keys/${announced.public_key_id}/sign`);
    expect(trusts(after, await place("rotate-2"))).toBe(true);
    expect(trusts(before, await place("rotate-2", own.credentials.public_key_id))).toBe(true);
    const transfer = (by: Merchant, number: string) =>
      by.transfer(number, firstOpenid, { user_name: by.seal("林晓雨") });
    expect((await transfer(before, "ROTATE1")).status).toBe(200);
    expect((await transfer(after, "ROTATE2")).status).toBe(200);
    const again = await own.restart();
    expect(
      trusts(
        new Merchant({ ...again, credentials: { ...again.credentials, ...announced } }),
        await new Merchant(again).place("rotate-3", firstOpenid),
      ),
    ).toBe(true);
    await again.dispose();
  });
});

describe("platform certificates", () => {
  interface Sealed {
    serial_no: string;
    encrypt_certificate: Record<string, string>;
  }
  const download = async () => {
    const answer = await merchant.call("GET", "/v3/certificates");
    const { data } = answer.json as unknown as { data: Sealed[] };
    const certificates = new Map(
      data.map(({ serial_no, encrypt_certificate }) => [
        serial_no,
        new X509Certificate(merchant.open(encrypt_certificate)),
      ]),
    );
    return { answer, certificates };
  };
  const signedBy = ({ headers, text }: { headers: Headers; text: string }, certificate?: X509Certificate) =>
    certificate !== undefined &&
    headers.get("wechatpay-serial") === certificate.serialNumber &&
    createVerify("sha256")
      .update(`${headers.get("wechatpay-timestamp")}\n${headers.get("wechatpay-nonce")}\n${text}\n`)
      .verify(certificate.publicKey, headers.get("wechatpay-signature") ?? "", "base64");

  it("do not exist for a merchant with the public key", async () => {
    const answer = await merchant.call("GET", "/v3/certificates");
    expect([answer.status, answer.json.code]).toEqual([404, "RESOURCE_NOT_EXISTS"]);
  });

  it("sign, rotate, encrypt names, and let a merchant ask for the public key", async () => {
    await wechat.control("POST", "/settings", { signing: "certificate", notifications_held: false });
    const { answer, certificates } = await download();
    const [old] = [...certificates.values()];
    expect(signedBy(answer, old)).toBe(true);
    expect(old?.verify(old.publicKey)).toBe(true);
    const { announced } = await wechat.control<{ announced: string }>("POST", "/certificates");
    const next = (await download()).certificates.get(announced);
    expect(signedBy(await merchant.query("none-here"), old)).toBe(false);
    expect(signedBy(await merchant.place(number(), person.openid), old)).toBe(true);
    await wechat.control("POST", `/certificates/${announced}/sign`);
    expect(signedBy(await merchant.place(number(), person.openid), next)).toBe(true);
    const transfer = (out_bill_no: string, certificate: X509Certificate | undefined) => {
      const key = certificate?.publicKey.export({ type: "spki", format: "pem" }).toString() ?? "";
      const body = merchant.transferBody(out_bill_no, person.openid, {
        user_name: merchant.seal("林晓雨", key),
      });
      const slip = { wechatpay_serial: certificate?.serialNumber ?? "" };
      return merchant.call("POST", "/v3/fund-app/mch-transfer/transfer-bills", body, slip);
    };
    expect((await transfer("CERTIFIED1", next)).status).toBe(200);
    expect((await transfer("CERTIFIED2", old)).status).toBe(200);
    await expect(wechat.control("DELETE", `/certificates/${announced}`)).rejects.toThrow("409");
    await wechat.control("DELETE", `/certificates/${old?.serialNumber}`);
    expect((await transfer("CERTIFIED3", old)).json.detail?.field).toBe("Wechatpay-Serial");
    const byPublicKey = await merchant.transfer("CERTIFIED4", person.openid);
    expect(merchant.trusts(byPublicKey.headers, byPublicKey.text)).toBe(true);
    wechat = await wechat.restart();
    merchant = new Merchant(wechat);
    expect(signedBy(await merchant.place(number(), person.openid), next)).toBe(true);
    const mailbox = await new Mailbox().open();
    const out_trade_no = number();
    await merchant.place(out_trade_no, person.openid, { notify_url: mailbox.url });
    await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
    await mailbox.wait(1);
    const { headers, body } = mailbox.received[0] ?? { headers: {}, body: "" };
    const arrived = new Headers(
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ""])),
    );
    expect(signedBy({ headers: arrived, text: body }, next)).toBe(true);
    await mailbox.close();
  });
});
