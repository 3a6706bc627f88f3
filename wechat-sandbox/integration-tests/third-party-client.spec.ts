import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Rsa, Wechatpay } from "wechatpay-axios-plugin";
import { type LocalWeChat, openLocalWeChat } from "./local-wechat.js";

/** What we use of the client; its own types describe every path of WeChat's by a chain of properties. */
interface Chain {
  get: (config?: Record<string, unknown>) => Promise<{ status: number; data: never }>;
  post: (
    data?: Record<string, unknown>,
    config?: Record<string, unknown>,
  ) => Promise<{ status: number; data: never }>;
}

let wechat: LocalWeChat;
let client: (path: string) => Chain;
let openid: string;

/** A client somebody else wrote. It signs, and verifies every answer against WeChat's public key, or throws. */
beforeAll(async () => {
  wechat = await openLocalWeChat();
  const { mch_id, merchant_serial, merchant_private_key, public_key_id, public_key } = wechat.credentials;
  const wechatpay = new Wechatpay({
    mchid: mch_id,
    serial: merchant_serial,
    privateKey: merchant_private_key,
    certs: { [public_key_id]: public_key },
    baseURL: `${wechat.origin}/`,
  }) as unknown as { chain: (path: string) => Chain };
  client = (path) => wechatpay.chain(path);
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
  await wechat.control("POST", "/settings", {
    refund_settle_ms: 0,
    transfer_settle_ms: 0,
    notifications_held: true,
    today: new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10),
  });
});
afterAll(() => wechat.dispose());

const order = (out_trade_no: string) => ({
  appid: wechat.credentials.app_id,
  mchid: wechat.credentials.mch_id,
  description: "云南小粒咖啡豆 500g",
  out_trade_no,
  notify_url: "http://127.0.0.1:9/hooks",
  amount: { total: 1990, currency: "CNY" },
  payer: { openid },
});
const query = async (out_trade_no: string) => {
  const params = { mchid: wechat.credentials.mch_id };
  return (await client(`v3/pay/transactions/out-trade-no/${out_trade_no}`).get({ params })).data;
};

describe("a WeChat Pay client that is not ours", () => {
  it("places an order, queries it and closes it", async () => {
    const placed = await client("v3/pay/transactions/jsapi").post(order("axios-order-1"));
    expect(placed.data).toEqual({ prepay_id: expect.stringMatching(/^wx/) });
    expect(await query("axios-order-1")).toMatchObject({ trade_state: "NOTPAY" });
    const closed = await client("v3/pay/transactions/out-trade-no/axios-order-1/close").post({
      mchid: wechat.credentials.mch_id,
    });
    expect(closed.status).toBe(204);
    expect(await query("axios-order-1")).toMatchObject({ trade_state: "CLOSED" });
  });

  it("hears a refusal as one", async () => {
    const again = client("v3/pay/transactions/jsapi").post(order("axios-order-1"));
    await expect(again).rejects.toMatchObject({ response: { status: 400, data: { code: "ORDER_CLOSED" } } });
  });

  it("refunds a paid order", async () => {
    await client("v3/pay/transactions/jsapi").post(order("axios-order-2"));
    await wechat.control("POST", "/orders/axios-order-2/pay", {});
    const refund = await client("v3/refund/domestic/refunds").post({
      out_trade_no: "axios-order-2",
      out_refund_no: "axios-order-2-r",
      amount: { refund: 990, total: 1990, currency: "CNY" },
    });
    expect(refund.data).toMatchObject({ status: "PROCESSING", amount: { refund: 990 } });
    await new Promise((done) => setTimeout(done, 50));
    const asked = await client("v3/refund/domestic/refunds/axios-order-2-r").get();
    expect(asked.data).toMatchObject({ status: "SUCCESS" });
  });

  it("transfers with an encrypted name", async () => {
    const { app_id, public_key_id, public_key } = wechat.credentials;
    const transfer = await client("v3/fund-app/mch-transfer/transfer-bills").post(
      {
        appid: app_id,
        out_bill_no: "AXIOSPAYOUT1",
        transfer_scene_id: "1005",
        openid,
        user_name: Rsa.encrypt("林晓雨", Rsa.from(public_key, Rsa.KEY_TYPE_PUBLIC)),
        transfer_amount: 8_800,
        transfer_remark: "三月推广佣金",
        transfer_scene_report_infos: [
          { info_type: "岗位类型", info_content: "推广员" },
          { info_type: "报酬说明", info_content: "三月推广佣金" },
        ],
      },
      { headers: { "Wechatpay-Serial": public_key_id } },
    );
    expect(transfer.data).toMatchObject({ state: "WAIT_USER_CONFIRM" });
    await wechat.control("POST", "/transfers/AXIOSPAYOUT1/confirm", {});
    await new Promise((done) => setTimeout(done, 50));
    const asked = await client("v3/fund-app/mch-transfer/transfer-bills/out-bill-no/AXIOSPAYOUT1").get();
    expect(asked.data).toMatchObject({ state: "SUCCESS", transfer_amount: 8_800 });
  });

  it("downloads a day's bill", async () => {
    const bill_date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const applied = await client("v3/bill/tradebill").get({ params: { bill_date, tar_type: "GZIP" } });
    const { hash_value, download_url } = applied.data as { hash_value: string; download_url: string };
    const { pathname, searchParams } = new URL(download_url);
    const file = await client(pathname.slice(1)).get({
      params: Object.fromEntries(searchParams),
      responseType: "arraybuffer",
    });
    const content = gunzipSync(file.data);
    expect(createHash("sha1").update(content).digest("hex")).toBe(hash_value);
    expect(content.toString("utf8")).toContain("`axios-order-2,");
  });

  it("refuses an answer that was tampered with", async () => {
    await wechat.control("POST", "/faults", { on: "response", kind: "tampered_body" });
    await expect(query("axios-order-2")).rejects.toMatchObject({ code: "EV3_RES_HEADER_SIGNATURE_DIGEST" });
  });
});
