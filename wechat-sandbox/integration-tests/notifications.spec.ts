import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, type LocalWeChat, Mailbox, Merchant, openLocalWeChat } from "./local-wechat.js";

interface Delivery {
  id: string;
  state: string;
  attempts: { status?: number; error?: string; fault?: string; manual: boolean }[];
}

let wechat: LocalWeChat;
let merchant: Merchant;
let mailbox: Mailbox;
let openid: string;
let count = 0;

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
});
afterAll(() => wechat.dispose());
beforeEach(async () => {
  await mailbox?.close();
  mailbox = await new Mailbox().open();
  await wechat.control("DELETE", "/faults");
  await wechat.control("POST", "/settings", {
    retry_speed: 1000,
    notifications_held: false,
    refund_settle_ms: 0,
  });
  return () => mailbox.close();
});

async function paid(): Promise<string> {
  count += 1;
  const out_trade_no = `notify-${String(count).padStart(4, "0")}`;
  await merchant.place(out_trade_no, openid, { notify_url: mailbox.url, attach: "a1" });
  await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
  return out_trade_no;
}

async function delivery(out_trade_no: string): Promise<Delivery> {
  const { notifications } = await wechat.control<{ notifications: Delivery[] }>(
    "GET",
    `/notifications?out_trade_no=${out_trade_no}`,
  );
  const [first] = notifications;
  if (first === undefined) throw new Error("no notification");
  return first;
}

describe("the notification of a payment", () => {
  it("is signed, encrypted and true", async () => {
    const out_trade_no = await paid();
    await mailbox.wait(1);
    const { headers, body } = mailbox.received[0] ?? { headers: {}, body: "" };
    expect(merchant.trusts(headers, body)).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      event_type: "TRANSACTION.SUCCESS",
      resource_type: "encrypt-resource",
      resource: { algorithm: "AEAD_AES_256_GCM", original_type: "transaction" },
    });
    expect(merchant.decrypt(body)).toMatchObject({
      out_trade_no,
      appid: wechat.credentials.app_id,
      mchid: wechat.credentials.mch_id,
      trade_state: "SUCCESS",
      attach: "a1",
      amount: { total: 1990, currency: "CNY" },
      payer: { openid },
    });
    await eventually(async () => (await delivery(out_trade_no)).state === "delivered");
  });

  it("comes again, with the same id, until 200 or 204", async () => {
    mailbox.answer = (attempt) => [500, 302, 401, 200][attempt - 1];
    const out_trade_no = await paid();
    await eventually(async () => (await delivery(out_trade_no)).state === "delivered");
    expect((await delivery(out_trade_no)).attempts.map(({ status }) => status)).toEqual([500, 302, 401, 200]);
    expect(new Set(mailbox.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
  });

  it("is given up after sixteen attempts", async () => {
    await wechat.control("POST", "/settings", { retry_speed: 1_000_000 });
    mailbox.answer = () => 500;
    const out_trade_no = await paid();
    await eventually(async () => (await delivery(out_trade_no)).state === "exhausted");
    expect(mailbox.received).toHaveLength(16);
  });

  it("survives a restart in between", async () => {
    await wechat.control("POST", "/settings", { notifications_held: true });
    const out_trade_no = await paid();
    wechat = await wechat.restart();
    merchant = new Merchant(wechat);
    expect(mailbox.received).toHaveLength(0);
    expect((await merchant.query(out_trade_no)).json).toMatchObject({ trade_state: "SUCCESS" });
    await wechat.control("POST", "/settings", { notifications_held: false });
    await mailbox.wait(1);
    expect(merchant.trusts(mailbox.received[0]?.headers ?? {}, mailbox.received[0]?.body ?? "")).toBe(true);
  });

  it("can be sent again by hand, ten times at once", async () => {
    const out_trade_no = await paid();
    await mailbox.wait(1);
    const { id } = await delivery(out_trade_no);
    const { attempts } = await wechat.control<{ attempts: { status: number }[] }>(
      "POST",
      `/notifications/${id}/resend`,
      { times: 10, parallel: true },
    );
    expect(attempts.map(({ status }) => status)).toEqual(Array(10).fill(204));
    expect(mailbox.received).toHaveLength(11);
    for (const { headers, body } of mailbox.received) expect(merchant.trusts(headers, body)).toBe(true);
  });
});

describe("a faulty notification", () => {
  const faulty = async (fault: Record<string, unknown>) => {
    await wechat.control("POST", "/faults", { on: "notification", ...fault });
    mailbox.answer = (attempt) => (attempt === 1 ? 401 : 204);
    const out_trade_no = await paid();
    await eventually(async () => (await delivery(out_trade_no)).state === "delivered");
    return { out_trade_no, first: mailbox.received[0] ?? { headers: {}, body: "" } };
  };

  it.each(["forged_signature", "stale_timestamp", "unknown_serial", "signtest"])(
    "%s cannot be verified; the next one can",
    async (kind) => {
      const { first } = await faulty({ kind });
      expect(merchant.trusts(first.headers, first.body)).toBe(false);
      const next = mailbox.received[1] ?? { headers: {}, body: "" };
      expect(merchant.trusts(next.headers, next.body)).toBe(true);
      const probe = first.headers["wechatpay-signature"]?.startsWith("WECHATPAY/SIGNTEST/");
      expect(probe).toBe(kind === "signtest");
    },
  );

  it("wrong_amount is authentic and wrong", async () => {
    const { first } = await faulty({ kind: "wrong_amount", total: 1 });
    expect(merchant.trusts(first.headers, first.body)).toBe(true);
    expect(merchant.decrypt(first.body)).toMatchObject({ amount: { total: 1 } });
  });

  it("bad_tag is signed and does not open", async () => {
    const { first } = await faulty({ kind: "bad_tag" });
    expect(merchant.trusts(first.headers, first.body)).toBe(true);
    expect(() => merchant.decrypt(first.body)).toThrow();
  });

  it("drop never arrives and counts as a failed attempt", async () => {
    await wechat.control("POST", "/faults", { on: "notification", kind: "drop" });
    const out_trade_no = await paid();
    await eventually(async () => (await delivery(out_trade_no)).state === "delivered");
    const { attempts } = await delivery(out_trade_no);
    expect(attempts.map(({ fault, status }) => fault ?? status)).toEqual(["drop", 204]);
    expect(mailbox.received).toHaveLength(1);
  });

  it("delay comes late", async () => {
    await wechat.control("POST", "/faults", { on: "notification", kind: "delay", delay_ms: 150 });
    const start = Date.now();
    await paid();
    await mailbox.wait(1);
    expect(Date.now() - start).toBeGreaterThanOrEqual(150);
  });
});

describe("the notification of a refund", () => {
  it("calls the status refund_status", async () => {
    const out_trade_no = await paid();
    await merchant.refund({
      out_trade_no,
      out_refund_no: `${out_trade_no}-r`,
      notify_url: mailbox.url,
      amount: { refund: 500, total: 1990, currency: "CNY" },
    });
    await mailbox.wait(2);
    const { headers, body } = mailbox.received[1] ?? { headers: {}, body: "" };
    expect(merchant.trusts(headers, body)).toBe(true);
    expect(JSON.parse(body).event_type).toBe("REFUND.SUCCESS");
    expect(merchant.decrypt(body)).toMatchObject({
      refund_status: "SUCCESS",
      out_refund_no: `${out_trade_no}-r`,
      amount: { refund: 500, total: 1990 },
    });
  });
});
