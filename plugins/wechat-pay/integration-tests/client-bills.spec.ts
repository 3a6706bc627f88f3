import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BillLine } from "../src/client/bill-lines";
import type { BillKind } from "../src/client/bills";
import type { WechatPayClient } from "../src/client/wechat-pay-client";
import { shanghaiDay } from "../src/domain/shanghai-day";
import { openWechatPayClient } from "../src/options";
import { LocalWechat } from "./local-wechat";

const DAY_MS = 86_400_000;
const today = shanghaiDay(new Date());
const tomorrow = shanghaiDay(new Date(Date.now() + DAY_MS));
const longAgo = shanghaiDay(new Date(Date.now() - 30 * DAY_MS));
const ALL: BillKind = { bill: "trade", type: "ALL" };

let wechat: LocalWechat;
let client: WechatPayClient;
const numbers = [ulid(), ulid()] as const;

beforeAll(async () => {
  wechat = await LocalWechat.start();
  client = openWechatPayClient(wechat.options());
  for (const out_trade_no of numbers) {
    await client
      .placeNativeOrder({
        out_trade_no,
        amount_fen: 1990n,
        description: "咖啡豆, 500g",
        expires_at: new Date(Date.now() + 900_000),
        notify_url: "http://127.0.0.1:9/hooks/wechat-pay/transactions",
      })
      .then(({ code_url }) => wechat.control("POST", "/scans", { code_url, openid: wechat.payer() }));
  }
  await wechat.control("POST", "/settings", { today: tomorrow });
});
afterEach(async () => {
  await wechat.withoutFaults();
  await wechat.control("POST", "/settings", { today: tomorrow });
});
afterAll(() => wechat?.stop());

const linesOf = async (day: string, kind: BillKind) =>
  await client.bills.read(day, kind, async (lines) => {
    const read: BillLine[] = [];
    for await (const line of lines) {
      read.push(line);
    }
    return read;
  });

describe("a trade bill", () => {
  it("is downloaded, unpacked, proved by its hash and read to its summary", async () => {
    const lines = await linesOf(today, ALL);
    expect(lines?.map(({ kind }) => kind)).toEqual(["detail", "detail", "summary"]);
    expect(lines?.[0]?.cells.get("商户订单号")).toBe(numbers[0]);
    expect(lines?.[0]?.cells.get("商品名称")).toBe("咖啡豆, 500g");
    expect(lines?.[0]?.cells.size).toBe(27);
    expect(lines?.[2]?.cells.get("订单总金额")).toBe("39.80");
  });

  it("of a day without trade is undefined", async () => {
    expect(await linesOf(longAgo, ALL)).toBeUndefined();
  });

  it.each([
    ["tampered_body", "/billdownload"],
    ["drop_before", "/billdownload"],
    ["server_error", "/billdownload"],
    ["forged_signature", "/tradebill"],
  ])("is not believed, and no line of it read, after %s of %s", async (kind, path) => {
    await wechat.spoilAnswer({ kind, path });
    let reads = 0;
    const reading = client.bills.read(today, ALL, async () => {
      reads += 1;
    });
    await expect(reading).rejects.toMatchObject({ name: "WechatPayError" });
    expect(reads).toBe(0);
  });
});

describe("a fund-flow bill", () => {
  it("lists what moved the account", async () => {
    const lines = await linesOf(today, { bill: "fund_flow", account: "BASIC" });
    const moved = lines?.filter(({ kind }) => kind === "detail").map(({ cells }) => cells.get("业务类型"));
    expect(moved).toEqual(["交易", "扣除交易手续费", "交易", "扣除交易手续费"]);
  });
});
