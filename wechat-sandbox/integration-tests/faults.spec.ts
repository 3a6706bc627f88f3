import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  eventually,
  type LocalWeChat,
  Mailbox,
  Merchant,
  openLocalWeChat,
  type PayAnswer,
} from "./local-wechat.js";

let wechat: LocalWeChat;
let merchant: Merchant;
let openid: string;
let count = 0;
const number = () => {
  count += 1;
  return `FAULT${String(count).padStart(6, "0")}`;
};

/** One operation, ready to be called again and again with the same parameters. */
interface Operation {
  call: () => Promise<PayAnswer>;
  /** Whether it has left something behind at WeChat. Queries leave nothing. */
  done?: () => Promise<boolean>;
}

async function placed(pays: boolean, changes: Record<string, unknown> = {}): Promise<string> {
  const out_trade_no = number();
  await merchant.place(out_trade_no, openid, changes);
  if (pays) await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
  return out_trade_no;
}

const found = async (answer: Promise<PayAnswer>) => (await answer).status === 200;

/** Every operation of the Pay API. Each call of a maker brings a fresh subject. */
const OPERATIONS: Record<string, () => Promise<Operation>> = {
  "JSAPI order": async () => {
    const out_trade_no = number();
    return {
      call: () => merchant.place(out_trade_no, openid),
      done: () => found(merchant.query(out_trade_no)),
    };
  },
  "H5 order": async () => {
    const out_trade_no = number();
    const { payer, ...rest } = merchant.order(out_trade_no, openid);
    const scene_info = { payer_client_ip: "203.0.113.7", h5_info: { type: "Wap" } };
    return {
      call: () => merchant.call("POST", "/v3/pay/transactions/h5", { ...rest, scene_info }),
      done: () => found(merchant.query(out_trade_no)),
    };
  },
  "Native order": async () => {
    const out_trade_no = number();
    const { payer, ...rest } = merchant.order(out_trade_no, openid);
    return {
      call: () => merchant.call("POST", "/v3/pay/transactions/native", rest),
      done: () => found(merchant.query(out_trade_no)),
    };
  },
  query: async () => {
    const out_trade_no = await placed(true);
    return { call: () => merchant.query(out_trade_no) };
  },
  close: async () => {
    const out_trade_no = await placed(false);
    return {
      call: () => merchant.close(out_trade_no),
      done: async () => String((await merchant.query(out_trade_no)).json.trade_state) === "CLOSED",
    };
  },
  refund: async () => {
    const out_trade_no = await placed(true);
    const amount = { refund: 1, total: 1990, currency: "CNY" };
    const path = `/v3/refund/domestic/refunds/${out_trade_no}-r`;
    return {
      call: () => merchant.refund({ out_trade_no, out_refund_no: `${out_trade_no}-r`, amount }),
      done: () => found(merchant.call("GET", path)),
    };
  },
  "refund query": async () => {
    const out_trade_no = await placed(true);
    const amount = { refund: 1, total: 1990, currency: "CNY" };
    await merchant.refund({ out_trade_no, out_refund_no: `${out_trade_no}-r`, amount });
    return { call: () => merchant.call("GET", `/v3/refund/domestic/refunds/${out_trade_no}-r`) };
  },
  "abnormal refund": async () => {
    const out_trade_no = await placed(true);
    const out_refund_no = `${out_trade_no}-r`;
    const amount = { refund: 1, total: 1990, currency: "CNY" };
    const { json } = await merchant.refund({ out_trade_no, out_refund_no, amount });
    await wechat.control("POST", `/refunds/${out_refund_no}/settle`, { status: "ABNORMAL" });
    const path = `/v3/refund/domestic/refunds/${json.refund_id}/apply-abnormal-refund`;
    const query = () => merchant.call("GET", `/v3/refund/domestic/refunds/${out_refund_no}`);
    return {
      call: () => merchant.call("POST", path, { out_refund_no, type: "MERCHANT_BANK_CARD" }),
      done: async () => String((await query()).json.status) !== "ABNORMAL",
    };
  },
  transfer: async () => {
    const out_bill_no = number();
    return {
      call: () => merchant.transfer(out_bill_no, openid, { transfer_amount: 10 }),
      done: () => found(merchant.queryTransfer(out_bill_no)),
    };
  },
  "transfer query": async () => {
    const out_bill_no = number();
    await merchant.transfer(out_bill_no, openid, { transfer_amount: 10 });
    return { call: () => merchant.queryTransfer(out_bill_no) };
  },
  "transfer cancellation": async () => {
    const out_bill_no = number();
    await merchant.transfer(out_bill_no, openid, { transfer_amount: 10 });
    return {
      call: () => merchant.cancelTransfer(out_bill_no),
      done: async () => String((await merchant.queryTransfer(out_bill_no)).json.state).startsWith("CANCEL"),
    };
  },
  receiver: async () => {
    const account = String(1_900_000_000 + count);
    const body = {
      appid: wechat.credentials.app_id,
      type: "MERCHANT_ID",
      account,
      name: merchant.seal("上海藤蔓推广有限公司"),
      relation_type: "DISTRIBUTOR",
    };
    const slip = { wechatpay_serial: wechat.credentials.public_key_id };
    const listed = () => wechat.control<{ receivers: { account: string }[] }>("GET", "/shares");
    count += 1;
    return {
      call: () => merchant.call("POST", "/v3/profitsharing/receivers/add", body, slip),
      done: async () => (await listed()).receivers.some((receiver) => receiver.account === account),
    };
  },
  unfreezing: async () => {
    const out_trade_no = await placed(true, { settle_info: { profit_sharing: true } });
    const transaction_id = String((await merchant.query(out_trade_no)).json.transaction_id);
    const body = { transaction_id, out_order_no: `${out_trade_no}-s`, description: "解冻" };
    const path = `/v3/profitsharing/orders/${out_trade_no}-s?transaction_id=${transaction_id}`;
    return {
      call: () => merchant.call("POST", "/v3/profitsharing/orders/unfreeze", body),
      done: () => found(merchant.call("GET", path)),
    };
  },
  "fund-flow bill": async () => {
    await placed(true);
    const bill_date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    return { call: () => merchant.call("GET", `/v3/bill/fundflowbill?bill_date=${bill_date}`) };
  },
  "trade bill": async () => {
    await placed(true);
    const bill_date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    return { call: () => merchant.call("GET", `/v3/bill/tradebill?bill_date=${bill_date}`) };
  },
};

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
  await wechat.control("POST", "/settings", {
    notifications_held: true,
    refund_settle_ms: 60_000,
    today: new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10),
  });
});
afterAll(() => wechat.dispose());
beforeEach(async () => {
  await wechat.control("DELETE", "/faults");
  await wechat.control("DELETE", "/faults/random");
});

const plan = (fault: Record<string, unknown>) => wechat.control("POST", "/faults", fault);
const operations = Object.entries(OPERATIONS);

// First, while no other test has left notifications behind that would meet the planned faults.
describe("a notification", () => {
  let mailbox: Mailbox;
  beforeEach(async () => {
    mailbox = await new Mailbox().open();
    await wechat.control("POST", "/settings", { notifications_held: false, retry_speed: 1000 });
    return async () => {
      await wechat.control("POST", "/settings", { notifications_held: true });
      await mailbox.close();
    };
  });
  const pay = async () => {
    const out_trade_no = number();
    await merchant.place(out_trade_no, openid, { notify_url: mailbox.url });
    await wechat.control("POST", `/orders/${out_trade_no}/pay`, {});
    return out_trade_no;
  };
  const numbers = () => mailbox.received.map(({ body }) => merchant.decrypt(body).out_trade_no);

  it("comes three times by duplicate", async () => {
    await plan({ on: "notification", kind: "duplicate" });
    const out_trade_no = await pay();
    await mailbox.wait(3);
    expect(numbers()).toEqual([out_trade_no, out_trade_no, out_trade_no]);
  });

  it("is overtaken by reordered", async () => {
    await plan({ on: "notification", kind: "reordered" });
    const first = await pay();
    await new Promise((done) => setTimeout(done, 30));
    const second = await pay();
    await mailbox.wait(2);
    expect(numbers()).toEqual([second, first]);
  });

  it("strikes only the event it is planned for, and may lie about a transfer's amount", async () => {
    const event_type = "MCHTRANSFER.BILL.FINISHED";
    await plan({ on: "notification", kind: "wrong_amount", total: 1, event_type });
    await pay();
    await mailbox.wait(1);
    expect(merchant.decrypt(mailbox.received[0]?.body ?? "")).toMatchObject({ amount: { total: 1990 } });
    const out_bill_no = number();
    await merchant.transfer(out_bill_no, openid, { notify_url: mailbox.url, transfer_amount: 10 });
    await wechat.control("POST", `/transfers/${out_bill_no}/settle`, { state: "SUCCESS" });
    await mailbox.wait(2);
    expect(merchant.decrypt(mailbox.received[1]?.body ?? "")).toMatchObject({ transfer_amount: 1 });
  });
});

describe.each(operations)("every fault of an answer: %s", (_name, make) => {
  it.each(["forged_signature", "stale_timestamp", "unknown_serial", "tampered_body"])(
    "%s: done, and the answer is not to be trusted",
    async (kind) => {
      const { call, done } = await make();
      await plan({ on: "response", kind });
      const answer = await call();
      // A 204 has no body to tamper with.
      const isUntouched = kind === "tampered_body" && answer.status === 204;
      expect(merchant.trusts(answer.headers, answer.text)).toBe(isUntouched);
      expect(await (done?.() ?? true)).toBe(true);
      const again = await call();
      expect(merchant.trusts(again.headers, again.text)).toBe(true);
    },
  );

  it.each(["timeout_after", "error_after"])("%s: done, and the caller does not know", async (kind) => {
    const { call, done } = await make();
    await plan({ on: "response", kind, delay_ms: 5 });
    if (kind === "timeout_after") await expect(call()).rejects.toThrow();
    else expect((await call()).json.code).toBe("SYSTEM_ERROR");
    expect(await (done?.() ?? true)).toBe(true);
    expect((await call()).status).toBeLessThan(300);
  });

  it.each(["drop_before", "server_error", "refusal"])("%s: nothing was done", async (kind) => {
    const { call, done } = await make();
    await plan({ on: "response", kind });
    if (kind === "drop_before") await expect(call()).rejects.toThrow();
    else expect((await call()).status).toBe(kind === "refusal" ? 429 : 500);
    expect(await (done?.() ?? false)).toBe(false);
    expect((await call()).status).toBeLessThan(300);
  });

  it("delay: late and true", async () => {
    const { call } = await make();
    await plan({ on: "response", kind: "delay", delay_ms: 60 });
    const start = Date.now();
    const answer = await call();
    expect(Date.now() - start).toBeGreaterThanOrEqual(60);
    expect(merchant.trusts(answer.headers, answer.text)).toBe(true);
  });
});

describe("random faults", () => {
  interface Random {
    random: { struck: { operation: string; draw: number; kind: string }[] };
  }
  const storm = async (seed: string | number, rate = 0.4) => {
    await wechat.control("POST", "/faults/random", { seed, rate, on: ["response"] });
    const outcomes: string[] = [];
    for (let call = 0; call < 25; call += 1) {
      const outcome = await merchant.query("none-here").then(
        ({ status }) => String(status),
        () => "no answer",
      );
      outcomes.push(outcome);
    }
    const { random } = await wechat.control<Random>("GET", "/faults/random");
    return {
      outcomes,
      struck: random.struck.map(({ operation, draw, kind }) => ({ operation, draw, kind })),
    };
  };

  it("are the same again for the same seed, and others for another", async () => {
    const one = await storm("rain");
    expect(await storm("rain")).toEqual(one);
    expect(one.struck.length).toBeGreaterThan(3);
    expect(one.struck.length).toBeLessThan(20);
    expect((await storm("wind")).struck).not.toEqual(one.struck);
  });

  it("strike always at 1, never at 0, only where told, and stop", async () => {
    expect((await storm(1, 1)).struck).toHaveLength(25);
    expect((await storm(1, 0)).struck).toHaveLength(0);
    await wechat.control("POST", "/faults/random", { seed: 1, rate: 1, on: ["refund"], kinds: ["closed"] });
    const out_trade_no = await placed(true);
    const amount = { refund: 1, total: 1990, currency: "CNY" };
    await wechat.control("POST", "/settings", { refund_settle_ms: 0 });
    await merchant.refund({ out_trade_no, out_refund_no: `${out_trade_no}-c`, amount });
    const path = `/v3/refund/domestic/refunds/${out_trade_no}-c`;
    await eventually(async () => String((await merchant.call("GET", path)).json.status) === "CLOSED");
    await wechat.control("DELETE", "/faults/random");
    expect((await merchant.query(out_trade_no)).status).toBe(200);
  });
});
