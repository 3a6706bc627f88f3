import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, type LocalWeChat, Merchant, openLocalWeChat, type PayAnswer } from "./local-wechat.js";

interface Person {
  openid: string;
  real_name: string;
}

const COMPANY = "1900001234";
let wechat: LocalWeChat;
let merchant: Merchant;
let person: Person;
let count = 0;

const post = (path: string, body: Record<string, unknown>): Promise<PayAnswer> =>
  merchant.call("POST", `/v3/profitsharing${path}`, body, {
    wechatpay_serial: wechat.credentials.public_key_id,
  });
const number = () => {
  count += 1;
  return `share-${String(count).padStart(4, "0")}`;
};

/** A paid order of ¥100; its money frozen unless said otherwise. */
async function paidOrder(profit_sharing = true): Promise<{ out_trade_no: string; transaction_id: string }> {
  const out_trade_no = number();
  const amount = { total: 10_000, currency: "CNY" };
  await merchant.place(out_trade_no, person.openid, { amount, settle_info: { profit_sharing } });
  await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
  const query = await merchant.query(out_trade_no);
  return { out_trade_no, transaction_id: String(query.json.transaction_id) };
}

const toCompany = (amount: number) => ({
  type: "MERCHANT_ID",
  account: COMPANY,
  amount,
  description: "推广服务费",
});
const share = (
  transaction_id: string,
  out_order_no: string,
  receivers: Record<string, unknown>[],
  unfreeze_unsplit = false,
) =>
  post("/orders", {
    appid: wechat.credentials.app_id,
    transaction_id,
    out_order_no,
    receivers,
    unfreeze_unsplit,
  });
const query = (out_order_no: string, transaction_id: string) =>
  merchant.call("GET", `/v3/profitsharing/orders/${out_order_no}?transaction_id=${transaction_id}`);
const finished = (out_order_no: string, transaction_id: string) =>
  eventually(async () => String((await query(out_order_no, transaction_id)).json.state) === "FINISHED");
const funds = () =>
  wechat.control<{ balances: { BASIC: number }; available: { BASIC: number } }>("GET", "/funds");

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: [Person] }>("GET", "/people");
  [person] = people;
  await wechat.control("POST", "/settings", { notifications_held: true, profit_sharing_settle_ms: 30 });
});
afterAll(() => wechat.dispose());
beforeEach(async () => {
  await wechat.control("DELETE", "/faults");
  await post("/receivers/add", {
    appid: wechat.credentials.app_id,
    type: "MERCHANT_ID",
    account: COMPANY,
    name: merchant.seal("上海藤蔓推广有限公司"),
    relation_type: "DISTRIBUTOR",
  });
});

describe("a receiver", () => {
  const person_receiver = (changes: Record<string, unknown> = {}) => ({
    appid: wechat.credentials.app_id,
    type: "PERSONAL_OPENID",
    account: person.openid,
    relation_type: "USER",
    ...changes,
  });

  it("is added, added again, and deleted once", async () => {
    const added = await post("/receivers/add", person_receiver({ name: merchant.seal(person.real_name) }));
    expect([added.status, added.json]).toEqual([
      200,
      { type: "PERSONAL_OPENID", account: person.openid, relation_type: "USER" },
    ]);
    const custom = { relation_type: "CUSTOM", custom_relation: "推广员" };
    expect((await post("/receivers/add", person_receiver(custom))).json).toMatchObject(custom);
    const { appid, type, account } = person_receiver();
    expect((await post("/receivers/delete", { appid, type, account })).status).toBe(200);
    expect((await post("/receivers/delete", { appid, type, account })).json.code).toBe("RESOURCE_NOT_EXISTS");
  });

  it.each([
    ["PARAM_ERROR", { account: "o-nobody" }],
    ["PARAM_ERROR", { type: "MERCHANT_ID", account: COMPANY }],
    ["PARAM_ERROR", { type: "MERCHANT_ID", account: "abc", name: "x" }],
    ["PARAM_ERROR", { relation_type: "CUSTOM" }],
    ["PARAM_ERROR", { custom_relation: "推广员" }],
    ["PARAM_ERROR", { name: "not encrypted" }],
    ["APPID_MCHID_NOT_MATCH", { appid: "wx0" }],
  ])("is refused with %s for %j", async (code, changes) => {
    expect((await post("/receivers/add", person_receiver(changes))).json.code).toBe(code);
  });

  it("is refused under another person's name", async () => {
    const answer = await post("/receivers/add", person_receiver({ name: merchant.seal("别人") }));
    expect(answer.json.code).toBe("INVALID_REQUEST");
  });
});

describe("an order's money", () => {
  it("is frozen until shared and unfrozen, and only the shared part leaves", async () => {
    const before = await funds();
    const { transaction_id } = await paidOrder();
    expect((await funds()).available.BASIC).toBe(before.available.BASIC);
    const [first, second] = [number(), number()];
    const asked = await share(transaction_id, first, [toCompany(1_000)]);
    expect([asked.status, asked.json.state]).toEqual([200, "PROCESSING"]);
    expect(merchant.trusts(asked.headers, asked.text)).toBe(true);
    await finished(first, transaction_id);
    expect((await query(first, transaction_id)).json).toMatchObject({
      receivers: [{ account: COMPANY, amount: 1_000, result: "SUCCESS" }],
    });
    const amounts = await merchant.call("GET", `/v3/profitsharing/transactions/${transaction_id}/amounts`);
    expect(amounts.json).toEqual({ transaction_id, unsplit_amount: 2_000 });
    const unfreeze = { transaction_id, out_order_no: second, description: "解冻全部剩余资金" };
    expect((await post("/orders/unfreeze", unfreeze)).status).toBe(200);
    await finished(second, transaction_id);
    const after = await funds();
    expect(after.balances.BASIC - before.balances.BASIC).toBe(10_000 - 60 - 1_000);
    expect(after.available.BASIC - before.available.BASIC).toBe(10_000 - 60 - 1_000);
    expect((await share(transaction_id, number(), [toCompany(1)])).json.code).toBe("INVALID_REQUEST");
  });

  it("can be shared in one request that unfreezes the rest", async () => {
    const { transaction_id } = await paidOrder();
    const out_order_no = number();
    await share(transaction_id, out_order_no, [toCompany(3_000)], true);
    expect((await share(transaction_id, number(), [toCompany(1)])).json.code).toBe("INVALID_REQUEST");
    await finished(out_order_no, transaction_id);
  });

  it("thaws by itself after thirty days", async () => {
    const { out_trade_no, transaction_id } = await paidOrder();
    await wechat.control("POST", `/orders/${out_trade_no}/thaw`);
    expect((await share(transaction_id, number(), [toCompany(1)])).json.code).toBe("INVALID_REQUEST");
  });

  it("is shared up to 30 % and not at all without the order's own mark", async () => {
    const { transaction_id } = await paidOrder();
    expect((await share(transaction_id, number(), [toCompany(3_001)])).json.code).toBe("RULE_LIMIT");
    await share(transaction_id, number(), [toCompany(2_000)]);
    expect((await share(transaction_id, number(), [toCompany(1_001)])).json.code).toBe("RULE_LIMIT");
    const plain = await paidOrder(false);
    expect((await share(plain.transaction_id, number(), [toCompany(1)])).json.code).toBe("INVALID_REQUEST");
    expect((await share("4200000", number(), [toCompany(1)])).json.code).toBe("ORDER_NOT_EXIST");
  });

  it("is shared once per number", async () => {
    const { transaction_id } = await paidOrder();
    const out_order_no = number();
    const first = await share(transaction_id, out_order_no, [toCompany(500)]);
    const again = await share(transaction_id, out_order_no, [toCompany(500)]);
    expect(again.json.order_id).toBe(first.json.order_id);
    expect((await share(transaction_id, out_order_no, [toCompany(501)])).json.code).toBe("INVALID_REQUEST");
  });

  it("FINISHED is not success: a stranger's part and a faulty one end CLOSED and stay with the order", async () => {
    const { transaction_id } = await paidOrder();
    const [stranger, faulty] = [number(), number()];
    await share(transaction_id, stranger, [{ ...toCompany(100), account: "1900009999" }]);
    await finished(stranger, transaction_id);
    expect((await query(stranger, transaction_id)).json).toMatchObject({
      receivers: [{ result: "CLOSED", fail_reason: "NO_RELATION" }],
    });
    await wechat.control("POST", "/faults", {
      on: "profit_sharing",
      kind: "closed",
      fail_reason: "RECEIVER_HIGH_RISK",
    });
    await share(transaction_id, faulty, [toCompany(100)]);
    await finished(faulty, transaction_id);
    expect((await query(faulty, transaction_id)).json).toMatchObject({
      receivers: [{ result: "CLOSED", fail_reason: "RECEIVER_HIGH_RISK" }],
    });
    const amounts = await merchant.call("GET", `/v3/profitsharing/transactions/${transaction_id}/amounts`);
    expect(amounts.json).toMatchObject({ unsplit_amount: 3_000 });
  });
});

describe("a return", () => {
  const back = (out_order_no: string, out_return_no: string, amount: number, return_mchid = COMPANY) =>
    post("/return-orders", { out_order_no, out_return_no, return_mchid, amount, description: "用户退款" });
  const result = async (out_return_no: string, out_order_no: string) =>
    String(
      (
        await merchant.call(
          "GET",
          `/v3/profitsharing/return-orders/${out_return_no}?out_order_no=${out_order_no}`,
        )
      ).json.result,
    );
  async function sharedOrder(receiver: Record<string, unknown>): Promise<string> {
    const { transaction_id } = await paidOrder();
    const out_order_no = number();
    await share(transaction_id, out_order_no, [receiver], true);
    await finished(out_order_no, transaction_id);
    return out_order_no;
  }

  it("brings a merchant's part back, in pieces and not a fen more", async () => {
    const out_order_no = await sharedOrder(toCompany(1_000));
    const before = await funds();
    const [one, two] = [number(), number()];
    expect((await back(out_order_no, one, 600)).json).toMatchObject({ result: "PROCESSING", amount: 600 });
    expect((await back(out_order_no, one, 600)).status).toBe(200);
    expect((await back(out_order_no, one, 601)).json.code).toBe("INVALID_REQUEST");
    expect((await back(out_order_no, number(), 401)).json.code).toBe("INVALID_REQUEST");
    await back(out_order_no, two, 400);
    await eventually(async () => (await result(two, out_order_no)) === "SUCCESS");
    expect(await result(one, out_order_no)).toBe("SUCCESS");
    expect((await funds()).balances.BASIC - before.balances.BASIC).toBe(1_000);
  });

  it("is refused for a person's part, and may fail", async () => {
    await post("/receivers/add", {
      appid: wechat.credentials.app_id,
      type: "PERSONAL_OPENID",
      account: person.openid,
      relation_type: "USER",
    });
    const personal = await sharedOrder({
      ...toCompany(100),
      type: "PERSONAL_OPENID",
      account: person.openid,
    });
    expect((await back(personal, number(), 1, person.openid)).json.code).toBe("INVALID_REQUEST");
    const out_order_no = await sharedOrder(toCompany(100));
    await wechat.control("POST", "/faults", { on: "profit_sharing", kind: "return_failed" });
    const out_return_no = number();
    await back(out_order_no, out_return_no, 100);
    await eventually(async () => (await result(out_return_no, out_order_no)) === "FAILED");
    expect((await back(out_order_no, number(), 100)).status).toBe(200);
  });
});
