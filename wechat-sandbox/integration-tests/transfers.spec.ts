import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, type LocalWeChat, Mailbox, Merchant, openLocalWeChat } from "./local-wechat.js";

interface Person {
  openid: string;
  real_name: string;
  mini_program_openid: string;
}

let wechat: LocalWeChat;
let merchant: Merchant;
let mailbox: Mailbox;
let person: Person;
let other: Person;
let count = 0;
const number = () => {
  count += 1;
  return `PAYOUT${String(count).padStart(6, "0")}`;
};
const stateOf = async (out_bill_no: string) => String((await merchant.queryTransfer(out_bill_no)).json.state);
const confirm = (out_bill_no: string, body: Record<string, unknown> = {}) =>
  wechat.control("POST", `/transfers/${out_bill_no}/confirm`, body);
const operation = async () =>
  (await wechat.control<{ balances: { OPERATION: number } }>("GET", "/funds")).balances.OPERATION;

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: [Person, Person] }>("GET", "/people");
  [person, other] = people;
});
afterAll(() => wechat.dispose());
beforeEach(async () => {
  mailbox = await new Mailbox().open();
  await wechat.control("DELETE", "/faults");
  await wechat.control("DELETE", "/settings");
  await wechat.control("POST", "/settings", {
    transfer_settle_ms: 0,
    transfer_user_day_max: 100_000_000,
    transfer_day_max: 100_000_000,
  });
  return () => mailbox.close();
});

describe("a transfer", () => {
  it("waits for its receiver, arrives after the confirmation and is told of", async () => {
    const out_bill_no = number();
    const before = await operation();
    const answer = await merchant.transfer(out_bill_no, person.openid, { notify_url: mailbox.url });
    expect(answer.status).toBe(200);
    expect(merchant.trusts(answer.headers, answer.text)).toBe(true);
    expect(answer.json).toEqual({
      out_bill_no,
      transfer_bill_no: expect.stringMatching(/^\d+$/),
      create_time: expect.stringMatching(/\+08:00$/),
      state: "WAIT_USER_CONFIRM",
      package_info: expect.any(String),
    });
    expect(await operation()).toBe(before - 8_800);
    await confirm(out_bill_no);
    await mailbox.wait(1);
    const { headers, body } = mailbox.received[0] ?? { headers: {}, body: "" };
    expect(merchant.trusts(headers, body)).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      event_type: "MCHTRANSFER.BILL.FINISHED",
      resource: { original_type: "mch_payment" },
    });
    expect(merchant.decrypt(body)).toMatchObject({
      out_bill_no,
      state: "SUCCESS",
      transfer_amount: 8_800,
      openid: person.openid,
      mchid: wechat.credentials.mch_id,
    });
    const byWeChatNumber = await merchant.call(
      "GET",
      `/v3/fund-app/mch-transfer/transfer-bills/transfer-bill-no/${answer.json.transfer_bill_no}`,
    );
    expect(byWeChatNumber.json).toMatchObject({ out_bill_no, state: "SUCCESS", transfer_amount: 8_800 });
    expect(byWeChatNumber.json).not.toHaveProperty("package_info");
    await expect(confirm(out_bill_no)).rejects.toThrow("NOT_WAITING");
  });

  it("is one however often it is asked for with the same number, also when the name is encrypted anew", async () => {
    const out_bill_no = number();
    const before = await operation();
    const ask = () =>
      merchant.transfer(out_bill_no, person.openid, { user_name: merchant.seal(person.real_name) });
    const [first, again] = [await ask(), await ask()];
    expect(again.json).toEqual(first.json);
    const changed = await merchant.transfer(out_bill_no, person.openid, { transfer_amount: 1_000 });
    expect([changed.status, changed.json.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(await operation()).toBe(before - 8_800);
  });

  it("reaches a mini program's openid, and that person confirms", async () => {
    const out_bill_no = number();
    const changes = { appid: wechat.credentials.mini_program_app_id };
    expect((await merchant.transfer(out_bill_no, person.openid, changes)).json.detail?.field).toBe("/openid");
    expect((await merchant.transfer(out_bill_no, person.mini_program_openid, changes)).status).toBe(200);
    await expect(confirm(out_bill_no, { openid: other.openid })).rejects.toThrow("OTHER_RECEIVER");
    await confirm(out_bill_no, { openid: person.openid });
    await eventually(async () => (await stateOf(out_bill_no)) === "SUCCESS");
  });

  it.each([
    ["/out_bill_no", { out_bill_no: "has_underscore" }],
    ["/out_bill_no", { out_bill_no: "x".repeat(33) }],
    ["/openid", { openid: "o-nobody" }],
    ["/transfer_remark", { transfer_remark: "长".repeat(33) }],
    ["/transfer_amount", { transfer_amount: 9 }],
    ["/transfer_amount", { transfer_amount: 1.5 }],
    ["/notify_url", { notify_url: "http://shop.test/?a=1" }],
    ["/transfer_scene_report_infos", { transfer_scene_report_infos: [] }],
    [
      "/transfer_scene_report_infos",
      { transfer_scene_report_infos: [{ info_type: "岗位类型", info_content: "推广员" }] },
    ],
    [
      "/transfer_scene_report_infos/0/info_content",
      { transfer_scene_report_infos: [{ info_type: "岗位类型", info_content: "长".repeat(33) }] },
    ],
  ])("is refused for %s: %j", async (field, changes) => {
    const answer = await merchant.transfer(number(), person.openid, changes);
    expect([answer.status, answer.json.code, answer.json.detail?.field]).toEqual([400, "PARAM_ERROR", field]);
  });

  it("is refused for another scene and another app", async () => {
    const code = async (changes: Record<string, unknown>) =>
      (await merchant.transfer(number(), person.openid, changes)).json.code;
    expect(await code({ transfer_scene_id: "1000" })).toBe("INVALID_REQUEST");
    expect(await code({ appid: "wx0" })).toBe("APPID_MCHID_NOT_MATCH");
  });

  it("checks the name: right, wrong, unreadable, too little money for it, too much without it", async () => {
    const ask = (transfer_amount: number, user_name?: string, serial?: string) =>
      merchant.call(
        "POST",
        "/v3/fund-app/mch-transfer/transfer-bills",
        merchant.transferBody(number(), person.openid, { transfer_amount, user_name }),
        { wechatpay_serial: serial ?? wechat.credentials.public_key_id },
      );
    await wechat.control("POST", "/settings", { transfer_single_max: 500_000 });
    expect((await ask(30, merchant.seal(person.real_name))).status).toBe(200);
    expect((await ask(30, merchant.seal(other.real_name))).json.code).toBe("INVALID_REQUEST");
    expect((await ask(30, person.real_name)).json.detail?.field).toBe("/user_name");
    expect((await ask(30, merchant.seal(person.real_name), "00")).json.detail?.field).toBe(
      "Wechatpay-Serial",
    );
    expect((await ask(29, merchant.seal(person.real_name))).json.detail?.field).toBe("/user_name");
    expect((await ask(29)).status).toBe(200);
    expect((await ask(199_999)).status).toBe(200);
    expect((await ask(200_000)).json.detail?.field).toBe("/user_name");
    expect((await ask(200_000, merchant.seal(person.real_name))).status).toBe(200);
  });

  it("stays within the merchant's limits and its balance", async () => {
    const ask = async (openid: string, transfer_amount: number) => {
      const answer = await merchant.transfer(number(), openid, { transfer_amount });
      return answer.status === 200 ? "ok" : `${answer.status} ${answer.json.code}`;
    };
    expect(await ask(person.openid, 20_001)).toBe("403 QUOTA_EXCEED");
    const { transfers } = await wechat.control<{ transfers: { transfer_amount: number }[] }>(
      "GET",
      "/transfers",
    );
    const sent = transfers.reduce((sum, { transfer_amount }) => sum + transfer_amount, 0);
    await wechat.control("POST", "/settings", { transfer_day_max: sent + 1_000 });
    expect(await ask(other.openid, 1_001)).toBe("403 QUOTA_EXCEED");
    expect(await ask(other.openid, 400)).toBe("ok");
    await wechat.control("POST", "/settings", { transfer_user_day_max: 1_000 });
    expect(await ask(other.openid, 601)).toBe("403 QUOTA_EXCEED");
    expect(await ask(other.openid, 500)).toBe("ok");
    await wechat.control("POST", "/funds", { account: "OPERATION", balance: 99 });
    expect(await ask(other.openid, 100)).toBe("403 NOT_ENOUGH");
    await wechat.control("POST", "/funds", { account: "OPERATION", balance: 100_000_000 });
    expect(await ask(other.openid, 100)).toBe("ok");
  });

  it("is cancelled until somebody confirms, and the money comes back", async () => {
    const [waiting, arrived] = [number(), number()];
    const before = await operation();
    await merchant.transfer(waiting, person.openid, { notify_url: mailbox.url });
    await wechat.control("POST", "/settings", { transfer_settle_ms: 60 });
    const cancelled = await merchant.cancelTransfer(waiting);
    expect([cancelled.status, cancelled.json.state]).toEqual([200, "CANCELING"]);
    await expect(confirm(waiting)).rejects.toThrow("NOT_WAITING");
    await mailbox.wait(1);
    expect(merchant.decrypt(mailbox.received[0]?.body ?? "")).toMatchObject({ state: "CANCELLED" });
    expect((await merchant.cancelTransfer(waiting)).json.state).toBe("CANCELLED");
    expect(await operation()).toBe(before);
    await merchant.transfer(arrived, person.openid);
    await confirm(arrived);
    expect((await merchant.cancelTransfer(arrived)).json.code).toBe("INVALID_REQUEST");
    expect((await merchant.cancelTransfer("NOSUCHBILL")).json.code).toBe("NOT_FOUND");
  });

  it.each(["FAIL", "CANCELLED"])("ends %s when nobody confirms for a day", async (transfer_expires_as) => {
    await wechat.control("POST", "/settings", { transfer_expires_as });
    const out_bill_no = number();
    const before = await operation();
    await merchant.transfer(out_bill_no, person.openid, { notify_url: mailbox.url });
    await wechat.control("POST", `/transfers/${out_bill_no}/expire`);
    expect(await stateOf(out_bill_no)).toBe(transfer_expires_as);
    await mailbox.wait(1);
    expect(merchant.decrypt(mailbox.received[0]?.body ?? "")).toMatchObject({
      state: transfer_expires_as,
      fail_reason: "OVERDUE_CLOSE",
    });
    expect(await operation()).toBe(before);
    await expect(confirm(out_bill_no)).rejects.toThrow("EXPIRED");
  });

  it("goes on after a restart", async () => {
    await wechat.control("POST", "/settings", { transfer_settle_ms: 300 });
    const [confirmed, waiting] = [number(), number()];
    await merchant.transfer(confirmed, person.openid);
    await merchant.transfer(waiting, person.openid);
    await confirm(confirmed);
    wechat = await wechat.restart();
    merchant = new Merchant(wechat);
    expect(await stateOf(waiting)).toBe("WAIT_USER_CONFIRM");
    await eventually(async () => (await stateOf(confirmed)) === "SUCCESS");
  });
});

describe("a faulty transfer", () => {
  const plan = (fault: Record<string, unknown>) =>
    wechat.control("POST", "/faults", { on: "transfer", ...fault });

  it("accepted waits before its receiver is asked", async () => {
    await plan({ kind: "accepted", delay_ms: 50 });
    const out_bill_no = number();
    const answer = await merchant.transfer(out_bill_no, person.openid);
    expect(answer.json).toMatchObject({ state: "ACCEPTED" });
    expect(answer.json).not.toHaveProperty("package_info");
    await eventually(async () => (await stateOf(out_bill_no)) === "WAIT_USER_CONFIRM");
    const again = await merchant.transfer(out_bill_no, person.openid);
    expect(again.json).toHaveProperty("package_info");
  });

  it("processing stays until it is moved on by hand", async () => {
    await plan({ kind: "processing" });
    const out_bill_no = number();
    await merchant.transfer(out_bill_no, person.openid);
    await expect(confirm(out_bill_no)).rejects.toThrow("NOT_WAITING");
    await wechat.control("POST", `/transfers/${out_bill_no}/settle`, { state: "WAIT_USER_CONFIRM" });
    await confirm(out_bill_no);
    await eventually(async () => (await stateOf(out_bill_no)) === "SUCCESS");
  });

  it("transfering takes long after the confirmation", async () => {
    await plan({ kind: "transfering", delay_ms: 100 });
    const out_bill_no = number();
    await merchant.transfer(out_bill_no, person.openid);
    await confirm(out_bill_no);
    expect(await stateOf(out_bill_no)).toBe("TRANSFERING");
    await eventually(async () => (await stateOf(out_bill_no)) === "SUCCESS");
  });

  it("fail ends after the confirmation with its reason, and the money comes back", async () => {
    await plan({ kind: "fail", fail_reason: "ACCOUNT_FROZEN" });
    const out_bill_no = number();
    const before = await operation();
    await merchant.transfer(out_bill_no, person.openid);
    await confirm(out_bill_no);
    await eventually(async () => (await stateOf(out_bill_no)) === "FAIL");
    expect((await merchant.queryTransfer(out_bill_no)).json).toMatchObject({ fail_reason: "ACCOUNT_FROZEN" });
    expect(await operation()).toBe(before);
  });
});
