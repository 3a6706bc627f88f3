import { beforeEach, describe, expect, it } from "vitest";
import { FundLedger } from "../funds/fund-ledger.js";
import { lookFor, makePerson } from "../people/people.js";
import { freshState, type SandboxState } from "../state/state.js";
import { OrderBook } from "./order-book.js";
import { RefundBook } from "./refund-book.js";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let state: SandboxState;
let orders: OrderBook;
let refunds: RefundBook;
let openid: string;

beforeEach(() => {
  const people = ["甲", "乙"].map((nickname, index) =>
    makePerson("wx1", { nickname, wechat_id: `wxid_${index}`, sex: 0, look: lookFor(nickname) }),
  );
  state = freshState(people);
  openid = people[0]?.openid ?? "";
  orders = new OrderBook(state, { app_id: "wx1", mini_program_app_id: "wx2", mch_id: "16" });
  refunds = new RefundBook(state, orders, new FundLedger(state));
});

function place(time_expire?: string): string {
  return orders.place(
    "JSAPI",
    {
      appid: "wx1",
      mchid: "16",
      description: "豆子",
      out_trade_no: "order-1",
      notify_url: "http://shop.test/hooks",
      amount: { total: 5_000, currency: "CNY" },
      payer: { openid },
      ...(time_expire === undefined ? {} : { time_expire }),
    },
    NOW,
  ).prepay_id;
}

describe("a prepay_id", () => {
  it("lives two hours", () => {
    const id = place();
    expect(orders.payable(id, openid, NOW + 2 * HOUR_MS - 1)).toMatchObject({ out_trade_no: "order-1" });
    expect(orders.payable(id, openid, NOW + 2 * HOUR_MS)).toBe("prepay_expired");
    expect(orders.payable("wx-other", openid, NOW)).toBe("unknown_prepay");
    expect(orders.payable("constructor", openid, NOW)).toBe("unknown_prepay");
  });

  it("ends with its order's time_expire", () => {
    const id = place("2026-03-01T20:15:00+08:00");
    expect(orders.payable(id, openid, NOW + 899_999)).toMatchObject({ out_trade_no: "order-1" });
    expect(orders.payable(id, openid, NOW + 900_000)).toBe("order_expired");
  });
});

describe("an order without time_expire", () => {
  it("can be paid for seven days", () => {
    place();
    const order = orders.byOutTradeNo("order-1");
    expect(orders.payableOrder(order, openid, NOW + 7 * DAY_MS - 1)).toBe(order);
    expect(orders.payableOrder(order, openid, NOW + 7 * DAY_MS)).toBe("order_expired");
  });
});

describe("a refund", () => {
  const ask = (out_refund_no: string, refund: number, now: number) =>
    refunds.request(
      { out_trade_no: "order-1", out_refund_no, amount: { refund, total: 5_000, currency: "CNY" } },
      now,
      () => "SUCCESS",
    );
  const pay = () => {
    place();
    orders.settle(orders.byOutTradeNo("order-1"), openid, NOW);
  };

  it("is possible for a year", () => {
    pay();
    expect(() => ask("r1", 1, NOW + 365 * DAY_MS + 1)).toThrow("一年");
    expect(ask("r1", 1, NOW + 365 * DAY_MS).isNew).toBe(true);
  });

  it("comes in fifty parts at most", () => {
    pay();
    for (let part = 1; part <= 50; part += 1) ask(`r${part}`, 1, NOW);
    expect(() => ask("r51", 1, NOW)).toThrow("50");
    expect(ask("r50", 1, NOW).isNew).toBe(false);
  });

  it("settles once", () => {
    pay();
    const { refund } = ask("r1", 5_000, NOW);
    expect(refunds.settle(refund, "ABNORMAL", NOW)).toBe(true);
    expect(refunds.settle(refund, "SUCCESS", NOW)).toBe(false);
    expect(refund.status).toBe("ABNORMAL");
  });
});
