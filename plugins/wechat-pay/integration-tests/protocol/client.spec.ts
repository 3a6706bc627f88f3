import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BillLine } from "../../src/client/bill-lines";
import type { BillKind } from "../../src/client/bills";
import { WechatPayError } from "../../src/client/errors";
import type { TransferRequest } from "../../src/client/transfer-bills";
import type { WechatPayClient } from "../../src/client/wechat-pay-client";
import { shanghaiDay } from "../../src/domain/shanghai-day";
import { openWechatPayClient } from "../../src/options";
import { LocalWechat } from "../local-wechat";
import { CLIENT_OPERATIONS, type ClientOperation, FAULTS, rowsOf, tablePage } from "./table";

const DAY_MS = 86_400_000;
const today = shanghaiDay(new Date());

let wechat: LocalWechat;
let client: WechatPayClient;

beforeAll(async () => {
  wechat = await LocalWechat.start();
  client = openWechatPayClient(wechat.options({ profit_sharing: {} }));
  const { code_url } = await client.placeNativeOrder({
    out_trade_no: ulid(),
    amount_fen: 1990n,
    description: "咖啡豆",
    expires_at: new Date(Date.now() + 900_000),
    notify_url: "http://127.0.0.1:9/hooks/wechat-pay/transactions",
  });
  await wechat.control("POST", "/scans", { code_url, openid: wechat.payer() });
});
afterEach(() => wechat.withoutFaults());
afterAll(() => wechat?.stop());

interface WechatTransfer {
  out_bill_no: string;
  state: string;
}

const arm = (fault: Record<string, unknown>) =>
  wechat.control("POST", "/faults", {
    delay_ms: fault.kind === "timeout_after" ? 20 : 150,
    ...fault,
  });

/** Runs a call that may fail in one way only: with the client's own error. */
async function perhaps<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    expect(error).toBeInstanceOf(WechatPayError);
    return undefined;
  }
}

const transferRequest = (): TransferRequest => ({
  out_bill_no: ulid(),
  app_id: client.app_id,
  openid: wechat.payer(),
  amount_fen: 100n,
  remark: "分销佣金",
  position: "分销商",
  reward: "推广佣金",
  notify_url: "https://shop.example/hooks/wechat-pay/transfers",
});

async function transfersAtWechat(number: string): Promise<WechatTransfer[]> {
  const { transfers } = await wechat.control<{ transfers: WechatTransfer[] }>("GET", "/transfers");
  return transfers.filter(({ out_bill_no }) => out_bill_no === number);
}

/** What a careful caller does: query first, then ask again under the same number. */
async function ensureTransfer(request: TransferRequest) {
  await perhaps(client.transfers.create(request));
  const known = await client.transfers.findByOutBillNo(request.out_bill_no);
  return known ?? (await client.transfers.create(request));
}

async function bothNameTheSame(number: string): Promise<void> {
  const [atWechat, ...more] = await transfersAtWechat(number);
  expect(more).toEqual([]);
  expect(await client.transfers.findByOutBillNo(number)).toMatchObject({ state: atWechat?.state });
}

const COMPANY = { mch_id: "1900000109", name: "杭州供货有限公司", relation: "SUPPLIER" } as const;

async function receiversAtWechat(): Promise<string[]> {
  const { receivers } = await wechat.control<{ receivers: Record<string, { account: string }> }>(
    "GET",
    "/shares",
  );
  return Object.values(receivers).map(({ account }) => account);
}

async function linesOf(kind: BillKind): Promise<BillLine[] | undefined> {
  return await client.bills.read(today, kind, async (lines) => {
    const read: BillLine[] = [];
    for await (const line of lines) {
      read.push(line);
    }
    return read;
  });
}

async function readsBill(kind: BillKind, fault: Record<string, unknown>): Promise<void> {
  await wechat.control("POST", "/settings", { today: shanghaiDay(new Date(Date.now() + DAY_MS)) });
  const lines = await linesOf(kind);
  expect(lines?.length).toBeGreaterThan(1);
  await arm({ on: "response", ...fault });
  const faulty = await perhaps(linesOf(kind));
  expect([lines, undefined]).toContainEqual(faulty);
  expect(await linesOf(kind)).toEqual(lines);
}

const TRADES: BillKind = { bill: "trade", type: "ALL" };
const PLAYS: Record<ClientOperation, (kind: string) => Promise<void>> = {
  "create a transfer": async (kind) => {
    const request = transferRequest();
    await arm({ on: "response", kind, method: "POST", out_trade_no: request.out_bill_no });
    await ensureTransfer(request);
    await bothNameTheSame(request.out_bill_no);
  },
  "query a transfer": async (kind) => {
    const request = transferRequest();
    await client.transfers.create(request);
    await arm({ on: "response", kind, path: `/out-bill-no/${request.out_bill_no}` });
    await perhaps(client.transfers.findByOutBillNo(request.out_bill_no));
    await bothNameTheSame(request.out_bill_no);
  },
  "cancel a transfer": async (kind) => {
    const { out_bill_no } = await ensureTransfer(transferRequest());
    await arm({ on: "response", kind, path: `${out_bill_no}/cancel` });
    await perhaps(client.transfers.cancel(out_bill_no));
    await perhaps(client.transfers.cancel(out_bill_no));
    const state = async () => (await client.transfers.findByOutBillNo(out_bill_no))?.state;
    await expect.poll(state, { timeout: 10_000 }).toBe("CANCELLED");
  },
  "transfer at WeChat": async (kind) => {
    const request = transferRequest();
    await arm({ on: "transfer", kind, out_trade_no: request.out_bill_no });
    await client.transfers.create(request);
    const confirming = `/transfers/${request.out_bill_no}/confirm`;
    await expect
      .poll(() => client.transfers.findByOutBillNo(request.out_bill_no), { timeout: 10_000 })
      .toMatchObject({ state: kind === "processing" ? "PROCESSING" : "WAIT_USER_CONFIRM" });
    if (kind !== "processing") {
      await wechat.control("POST", confirming, {});
    }
    await expect
      .poll(() => client.transfers.findByOutBillNo(request.out_bill_no), { timeout: 10_000 })
      .toMatchObject({
        state: kind === "fail" ? "FAIL" : kind === "processing" ? "PROCESSING" : "SUCCESS",
      });
    await bothNameTheSame(request.out_bill_no);
  },
  "add a share's receiver": async (kind) => {
    await arm({ on: "response", kind, path: "/receivers/add" });
    await perhaps(client.sharing.addReceiver(COMPANY));
    await client.sharing.addReceiver(COMPANY);
    expect(await receiversAtWechat()).toEqual([COMPANY.mch_id]);
  },
  "remove a share's receiver": async (kind) => {
    await client.sharing.addReceiver(COMPANY);
    await arm({ on: "response", kind, path: "/receivers/delete" });
    // Removed by the call whose answer was lost, it is not known any more: a refusal, and what was wanted.
    await perhaps(client.sharing.removeReceiver(COMPANY.mch_id));
    await perhaps(client.sharing.removeReceiver(COMPANY.mch_id));
    expect(await receiversAtWechat()).toEqual([]);
  },
  "trade bill": (kind) => readsBill(TRADES, { kind, path: "/v3/bill/tradebill" }),
  "fund-flow bill": (kind) =>
    readsBill({ bill: "fund_flow", account: "BASIC" }, { kind, path: "/v3/bill/fundflowbill" }),
  "a bill's file": (kind) => readsBill(TRADES, { kind, path: "/billdownload" }),
  certificates: async (kind) => {
    await wechat.control("POST", "/settings", { signing: "certificate" });
    const { public_key_id: _id, public_key: _key, ...rest } = wechat.options();
    const certified = openWechatPayClient({ ...rest, platform_certificates: true });
    await arm({ on: "response", kind, path: "/v3/certificates" });
    await perhaps(certified.findTrade(ulid()));
    const { code_url } = await certified.placeNativeOrder({
      out_trade_no: ulid(),
      amount_fen: 1n,
      description: "咖啡豆",
      expires_at: new Date(Date.now() + 900_000),
      notify_url: "http://127.0.0.1:9/hooks/wechat-pay/transactions",
    });
    expect(code_url).toMatch(/^weixin:/);
  },
};

describe("the client", () => {
  it.each(rowsOf(CLIENT_OPERATIONS).map((row) => [row.operation, row.on, row.kind, row.ends] as const))(
    "%s: %s %s → %s",
    async (operation, _on, kind) => {
      await PLAYS[operation](kind);
      const { faults } = await wechat.control<{ faults: unknown[] }>("GET", "/faults");
      expect(faults, "the fault struck").toEqual([]);
    },
  );
});

describe("the table", () => {
  it("has every fault that WeChat can play", async () => {
    const { kinds } = await wechat.control<{ kinds: Record<string, string[]> }>("GET", "/faults/kinds");
    expect(kinds).toMatchObject(FAULTS);
    expect(Object.keys(kinds).sort()).toEqual(Object.keys(FAULTS).sort());
  });

  it("stands in the documentation as it is played", async () => {
    await expect(tablePage()).toMatchFileSnapshot("../../docs/protocol-table.md");
  });
});
