import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LocalWeChat, Merchant, openLocalWeChat } from "./local-wechat.js";

let wechat: LocalWeChat;
let merchant: Merchant;
let openid: string;

const DAY_MS = 86_400_000;
const beijing = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const today = beijing(Date.now());
const tomorrow = beijing(Date.now() + DAY_MS);

interface Bill {
  columns: string[];
  rows: Record<string, string>[];
  summary: Record<string, string>;
}

async function apply(path: string): Promise<{ hash_value: string; download_url: string }> {
  const answer = await merchant.call("GET", path);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.json.code}`);
  expect(merchant.trusts(answer.headers, answer.text)).toBe(true);
  expect(answer.json).toMatchObject({ hash_type: "SHA1" });
  return answer.json as unknown as { hash_value: string; download_url: string };
}

async function download(url: string): Promise<Buffer> {
  const { pathname, search } = new URL(url);
  const answer = await merchant.download(pathname + search);
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  expect(answer.headers.get("wechatpay-signature")).toBeNull();
  return answer.content;
}

/** Reads a bill as a merchant would: hash, byte order mark, backticks, the last two lines apart. */
async function bill(path: string, unpack = (content: Buffer) => content): Promise<Bill> {
  const { hash_value, download_url } = await apply(path);
  const content = unpack(await download(download_url));
  expect(createHash("sha1").update(content).digest("hex")).toBe(hash_value);
  const text = content.toString("utf8");
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const lines = text.slice(1).trimEnd().split("\r\n");
  const values = (line: string) => line.slice(1).split(",`");
  const named = (columns: string[], line: string) =>
    Object.fromEntries(values(line).map((value, at) => [columns[at] ?? "?", value]));
  const columns = lines[0]?.split(",") ?? [];
  const totals = lines.at(-2)?.split(",") ?? [];
  return {
    columns,
    rows: lines.slice(1, -2).map((line) => named(columns, line)),
    summary: named(totals, lines.at(-1) ?? ""),
  };
}

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
  await wechat.control("POST", "/settings", { refund_settle_ms: 0, notifications_held: true });
  for (const [number, total] of [
    ["bill-one", 1990],
    ["bill-two", 5],
    ["bill-unpaid", 700],
  ] as const) {
    await merchant.place(number, openid, {
      amount: { total, currency: "CNY" },
      description: "咖啡豆, 500g",
      attach: "第一行\n第二行",
    });
    if (number !== "bill-unpaid") await wechat.control("POST", `/orders/${number}/pay`, {});
  }
  const amount = { refund: 990, total: 1990, currency: "CNY" };
  await merchant.refund({ out_trade_no: "bill-one", out_refund_no: "bill-one-r", reason: "缺货", amount });
  await merchant.transfer("BILLPAYOUT1", openid);
});
afterAll(() => wechat.dispose());
beforeEach(async () => {
  await wechat.control("DELETE", "/bill-edits");
  await wechat.control("POST", "/settings", { today: tomorrow, bill_url_ms: 300_000 });
});

describe("a trade bill", () => {
  it("lists a day's payments and refunds in yuan, 27 columns, with a summary", async () => {
    const { columns, rows, summary } = await bill(`/v3/bill/tradebill?bill_date=${today}&bill_type=ALL`);
    expect(columns).toHaveLength(27);
    expect(rows.map((row) => [row.商户订单号, row.交易状态])).toEqual([
      ["bill-one", "SUCCESS"],
      ["bill-two", "SUCCESS"],
      ["bill-one", "REFUND"],
    ]);
    expect(rows[0]).toMatchObject({
      订单金额: "19.90",
      应结订单金额: "19.90",
      手续费: "0.12000",
      费率: "0.60%",
      交易类型: "JSAPI",
      用户标识: openid,
      商品名称: "咖啡豆, 500g",
      商户数据包: "第一行\\n第二行",
      退款金额: "0.00",
    });
    expect(rows[2]).toMatchObject({
      商户退款单号: "bill-one-r",
      退款金额: "9.90",
      申请退款金额: "9.90",
      手续费: "-0.06000",
      退款状态: "SUCCESS",
      订单金额: "0.00",
    });
    expect(summary).toEqual({
      总交易单数: "3",
      应结订单总金额: "19.95",
      退款总金额: "9.90",
      充值券退款总金额: "0.00",
      手续费总金额: "0.06000",
      订单总金额: "19.95",
      申请退款总金额: "9.90",
    });
  });

  it("comes as SUCCESS or REFUND alone, with columns of its own, and gzipped", async () => {
    const paid = await bill(
      `/v3/bill/tradebill?bill_date=${today}&bill_type=SUCCESS&tar_type=GZIP`,
      gunzipSync,
    );
    expect([paid.columns.length, paid.rows.length]).toEqual([20, 2]);
    expect(Object.keys(paid.summary)).toHaveLength(4);
    const refunded = await bill(`/v3/bill/tradebill?bill_date=${today}&bill_type=REFUND`);
    expect([refunded.columns.length, refunded.rows.length]).toEqual([29, 1]);
    expect(refunded.rows[0]?.退款成功时间).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it.each([
    ["NO_STATEMENT_EXIST", () => beijing(Date.now() - 3 * DAY_MS)],
    ["PARAM_ERROR", () => tomorrow],
    ["PARAM_ERROR", () => beijing(Date.now() - 100 * DAY_MS)],
    ["PARAM_ERROR", () => "2026-02-30"],
    ["PARAM_ERROR", () => "20260301"],
  ])("answers %s for a day that has none", async (code, day) => {
    await expect(apply(`/v3/bill/tradebill?bill_date=${day()}`)).rejects.toThrow(`400 ${code}`);
  });

  it("exists from the next day on only", async () => {
    await wechat.control("POST", "/settings", { today: null });
    await expect(apply(`/v3/bill/tradebill?bill_date=${today}`)).rejects.toThrow("400 PARAM_ERROR");
  });

  it("is downloaded within five minutes, by a signed call", async () => {
    const { download_url } = await apply(`/v3/bill/tradebill?bill_date=${today}`);
    expect((await fetch(download_url)).status).toBe(401);
    expect((await download(download_url)).length).toBeGreaterThan(100);
    await wechat.control("POST", "/settings", { bill_url_ms: 1 });
    const late = await apply(`/v3/bill/tradebill?bill_date=${today}`);
    await new Promise((done) => setTimeout(done, 20));
    await expect(download(late.download_url)).rejects.toThrow("400");
  });

  it("can be made to lie: a row less, twice, changed, invented", async () => {
    const edit = (body: Record<string, unknown>) =>
      wechat.control("POST", "/bill-edits", { bill: "trade", date: today, ...body });
    await edit({ action: "remove", number: "bill-two" });
    await edit({ action: "duplicate", number: "bill-one-r" });
    await edit({ action: "change", number: "bill-one", column: "订单金额", value: "18.90" });
    await edit({ action: "add", row: { 商户订单号: "bill-nobody", 订单金额: "1.00", 交易状态: "SUCCESS" } });
    const { rows, summary } = await bill(`/v3/bill/tradebill?bill_date=${today}`);
    expect(rows.map((row) => [row.商户订单号, row.订单金额])).toEqual([
      ["bill-one", "18.90"],
      ["bill-one", "18.90"],
      ["bill-one", "18.90"],
      ["bill-nobody", "1.00"],
    ]);
    expect(summary).toMatchObject({ 总交易单数: "4", 退款总金额: "19.80" });
  });

  it("arrives damaged by a fault, which its hash shows", async () => {
    const { hash_value, download_url } = await apply(`/v3/bill/tradebill?bill_date=${today}`);
    await wechat.control("POST", "/faults", { on: "response", kind: "tampered_body", path: "/billdownload" });
    const content = await download(download_url);
    expect(createHash("sha1").update(content).digest("hex")).not.toBe(hash_value);
  });
});

describe("a fund-flow bill", () => {
  it("lists what moved the account, each line with the balance after it", async () => {
    const { columns, rows, summary } = await bill(`/v3/bill/fundflowbill?bill_date=${today}`);
    expect(columns).toHaveLength(11);
    expect(rows.map((row) => [row.业务类型, row.收支类型, row["收支金额(元)"], row["账户结余(元)"]])).toEqual(
      [
        ["交易", "收入", "19.90", "10019.90"],
        ["扣除交易手续费", "支出", "0.12", "10019.78"],
        ["交易", "收入", "0.05", "10019.83"],
        ["退款", "支出", "9.90", "10009.93"],
        ["退还交易手续费", "收入", "0.06", "10009.99"],
      ],
    );
    expect(rows[3]).toMatchObject({ 业务凭证号: "bill-one-r", 备注: "缺货" });
    expect(summary).toEqual({
      资金流水总笔数: "5",
      收入笔数: "3",
      收入金额: "20.01",
      支出笔数: "2",
      支出金额: "10.02",
    });
  });

  it("has the transfers on the operation account, and none for an account that rested", async () => {
    const { rows } = await bill(`/v3/bill/fundflowbill?bill_date=${today}&account_type=OPERATION`);
    expect(rows.map((row) => [row.业务凭证号, row["收支金额(元)"]])).toEqual([["BILLPAYOUT1", "88.00"]]);
    await expect(apply(`/v3/bill/fundflowbill?bill_date=${today}&account_type=FEES`)).rejects.toThrow(
      "NO_STATEMENT_EXIST",
    );
  });
});
