import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { WechatPayError } from "../src/client/errors";
import type { WechatPayClient } from "../src/client/wechat-pay-client";
import { outcomeOf, type Share } from "../src/domain/profit-sharing";
import { openWechatPayClient } from "../src/options";
import { LocalWechat } from "./local-wechat";

const COMPANY = "1900000109";

let wechat: LocalWechat;
let client: WechatPayClient;

beforeAll(async () => {
  wechat = await LocalWechat.start();
  client = openWechatPayClient(wechat.options({ profit_sharing: {} }));
  await client.sharing.addReceiver({ mch_id: COMPANY, name: "杭州供货有限公司", relation: "SUPPLIER" });
});
afterEach(() => wechat.withoutFaults());
afterAll(() => wechat?.stop());

/** A paid order of ¥100.00. @returns WeChat's number of the payment */
async function paid(by: WechatPayClient = client): Promise<string> {
  const out_trade_no = ulid();
  await by.placeJsapiOrder({
    out_trade_no,
    amount_fen: 10_000n,
    description: "藤蔓好物",
    expires_at: new Date(Date.now() + 900_000),
    notify_url: "http://127.0.0.1:9/hooks/wechat-pay/transactions",
    openid: wechat.payer(),
  });
  await wechat.pay(out_trade_no);
  return (await by.findTrade(out_trade_no))?.transaction_id ?? "";
}

const request = (transaction_id: string, amount_fen = 2_000n, mch_id = COMPANY) => ({
  transaction_id,
  out_order_no: ulid(),
  parts: [{ mch_id, amount_fen, description: "供货款" }],
  unfreeze: false,
});

const failureOf = async (call: Promise<unknown>): Promise<WechatPayError> =>
  (await call.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => error,
  )) as WechatPayError;

async function ended(out_order_no: string, transaction_id: string): Promise<Share> {
  const find = async () => await client.sharing.find(out_order_no, transaction_id);
  await expect.poll(async () => (await find())?.is_finished, { timeout: 10_000 }).toBe(true);
  const share = await find();
  return share ?? expect.fail("the share is gone");
}

it("reaches a company, is one share however often one number asks, and what is left is freed", async () => {
  const transaction_id = await paid();
  const asked = request(transaction_id);
  await wechat.spoilAnswer({ kind: "timeout_after", path: "/profitsharing/orders" });
  expect((await failureOf(client.sharing.share(asked))).outcome_unknown).toBe(true);
  await client.sharing.share(asked);
  const share = await ended(asked.out_order_no, transaction_id);
  expect(outcomeOf(share)).toBe("succeeded");
  expect(share.parts).toMatchObject([{ mch_id: COMPANY, amount_fen: 2_000n, result: "SUCCESS" }]);
  expect(await client.sharing.remaining(transaction_id)).toBe(1_000n);
  const out_order_no = ulid();
  await client.sharing.unfreeze({ transaction_id, out_order_no, description: "分账完成" });
  await ended(out_order_no, transaction_id);
  expect((await failureOf(client.sharing.share(request(transaction_id, 100n)))).failure).toBe("refused");
});

it("comes back, whole or in part, under a number of its own", async () => {
  const transaction_id = await paid();
  const asked = request(transaction_id);
  await client.sharing.share(asked);
  await ended(asked.out_order_no, transaction_id);
  const back = {
    out_order_no: asked.out_order_no,
    out_return_no: ulid(),
    mch_id: COMPANY,
    amount_fen: 500n,
    description: "商品退货",
  };
  await client.sharing.takeBack(back);
  const result = async () => (await client.sharing.findReturn(back.out_return_no, back.out_order_no))?.result;
  await expect.poll(result, { timeout: 10_000 }).toBe("SUCCESS");
  const tooMuch = { ...back, out_return_no: ulid(), amount_fen: 1_501n };
  expect((await failureOf(client.sharing.takeBack(tooMuch))).failure).toBe("refused");
});

it("is FINISHED and yet nothing for a company nobody added; removed ones are none any more", async () => {
  const other = "1900000110";
  await client.sharing.addReceiver({ mch_id: other, name: "临时合作有限公司", relation: "PARTNER" });
  await client.sharing.removeReceiver(other);
  const transaction_id = await paid();
  const asked = request(transaction_id, 1_000n, other);
  await client.sharing.share(asked);
  const share = await ended(asked.out_order_no, transaction_id);
  expect(outcomeOf(share)).toBe("failed");
  expect(share.parts).toMatchObject([{ result: "CLOSED", fail_reason: "NO_RELATION" }]);
});

it("is refused above what WeChat lets share, for orders without the mark, and of unknown numbers", async () => {
  const transaction_id = await paid();
  expect(await failureOf(client.sharing.share(request(transaction_id, 3_001n)))).toMatchObject({
    code: "RULE_LIMIT",
  });
  const unmarked = await paid(openWechatPayClient(wechat.options()));
  expect((await failureOf(client.sharing.share(request(unmarked)))).failure).toBe("refused");
  expect(await client.sharing.find(ulid(), transaction_id)).toBeUndefined();
  expect(await client.sharing.findReturn(ulid(), ulid())).toBeUndefined();
});
