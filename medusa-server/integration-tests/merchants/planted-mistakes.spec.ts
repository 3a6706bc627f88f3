import { describe, expect, it } from "vitest";
import { discountFaults, orderFaults, type SeenOrder } from "./checks/order";
import { hiddenFaults, pageFaults } from "./checks/pages";
import { refusalFaults } from "./checks/refusal";
import {
  balanceFaults,
  type Commission,
  commissionFaults,
  type Figures,
  figureFaults,
  stockFaults,
} from "./checks/rest";
import { changesBetween } from "./digest";
import type { OrderRecord } from "./model";

const ORDER: OrderRecord = {
  id: "order_1",
  shopper: 0,
  placed_fen: 10_000,
  paid_fen: 10_000,
  refunded_fen: 0,
  canceled: false,
  received: false,
  lines: new Map([["ordli_1", { variant_id: "variant_1", quantity: 2, fulfilled: 0, sent: 0 }]]),
  parcels: new Map(),
  called_off: new Set(),
  reshaped: false,
  returns: [],
  after_sales: new Map(),
  archived: false,
};

const LINE = {
  id: "ordli_1",
  variant_id: "variant_1",
  quantity: 2,
  unit_price_fen: "5000",
  discount_fen: "0",
  total_fen: "10000",
};

const SEEN: SeenOrder = {
  id: "order_1",
  state: "to_ship",
  total_fen: "10000",
  paid_fen: "10000",
  refunded_fen: "0",
  refunding_fen: "0",
  items: [LINE],
};

const FIGURES: Figures = {
  order_id: "order_1",
  status: "pending",
  captured: 10_000,
  refunded: 10_000,
  transacted_in: 10_000,
  transacted_back: 10_000,
  summary_paid: 10_000,
  summary_refunded: 10_000,
  collected: 10_000,
  collected_back: 10_000,
  wechat_paid: 10_000,
  wechat_refunded: 10_000,
};

const COMMISSION: Commission = {
  order_id: "order_1",
  distributor_id: "dist_1",
  status: "active",
  closed_before: false,
  amount_fen: 1_000,
  clawed_fen: 0,
  is_refunded_whole: false,
};

const UNPAID: OrderRecord = { ...ORDER, paid_fen: 0 };
const REFUSAL = { status: 409, body: { code: "order_changed", message: "订单有未完成的修改" } };

describe("a shop that does as it should gives no fault", () => {
  it("in its pages, orders, refusals and figures", () => {
    expect(pageFaults({ path: "/store/mall/home", status: 200, body: { sections: [] } })).toEqual([]);
    expect(hiddenFaults("/store/mall/products", ["prod_1"], ["prod_2", "prod_1"])).toEqual([]);
    expect(orderFaults(ORDER, SEEN)).toEqual([]);
    expect(refusalFaults(REFUSAL, changesBetween({ money: [1] }, { money: [1] }))).toEqual([]);
    expect(figureFaults(FIGURES)).toEqual([]);
    expect(stockFaults({ inventory_item_id: "iitem_1", stocked: 10, reserved: 2, owed: 2 })).toEqual([]);
    expect(commissionFaults(COMMISSION)).toEqual([]);
    expect(commissionFaults({ ...COMMISSION, clawed_fen: 1_000, is_refunded_whole: true })).toEqual([]);
    const earning = { distributor_id: "dist_1", customer_id: "cus_1", fen: 1_000, customer_is_gone: false };
    expect(balanceFaults(earning)).toEqual([]);
  });
});

describe("a planted mistake is caught", () => {
  const caught = (faults: readonly string[], what: RegExp) => expect(faults.join("\n")).toMatch(what);

  it("a fractional price takes a list down", () => {
    const body = { code: "unknown_error", message: "An unknown error occurred." };
    caught(pageFaults({ path: "/store/mall/products?order=newest", status: 500, body }), /newest is 500/);
  });

  it("a fractional price hides other goods from a list", () => {
    caught(hiddenFaults("/store/mall/products", ["prod_1", "prod_2"], ["prod_2"]), /hides prod_1/);
  });

  it("one odd order hides a shopper's others", () => {
    caught(hiddenFaults("/store/mall/orders", ["order_1"], []), /hides order_1/);
    caught(pageFaults({ path: "/store/mall/orders", status: 500, body: {} }), /orders is 500/);
  });

  it("a paid order is shown as unpaid", () => {
    caught(orderFaults(ORDER, { ...SEEN, state: "to_pay" }), /is shown to_pay, and rests in to_ship/);
    caught(
      orderFaults({ ...ORDER, reshaped: true }, { ...SEEN, state: "to_pay" }),
      /rests in to_ship or shipped/,
    );
    caught(orderFaults({ ...ORDER, received: true }, { ...SEEN, state: "to_pay" }), /rests in received/);
  });

  it("an unpaid order that was edited to nothing waits to be shipped", () => {
    const emptied = { ...SEEN, state: "to_ship", total_fen: "0", paid_fen: "0", items: [] };
    caught(
      orderFaults({ ...UNPAID, reshaped: true }, emptied),
      /is shown to_ship, and rests in to_pay or canceled/,
    );
  });

  it("a refund is booked twice", () => {
    caught(figureFaults({ ...FIGURES, transacted_back: 20_000 }), /transactions gave back 20000 fen/);
    caught(figureFaults({ ...FIGURES, summary_refunded: 20_000 }), /the summary gave back 20000 fen/);
    caught(figureFaults({ ...FIGURES, collected_back: 20_000 }), /the collection gave back 20000 fen/);
    caught(orderFaults(ORDER, { ...SEEN, refunded_fen: "5000" }), /shows 5000 fen given back of 0/);
  });

  it("a refund moves twice at WeChat, and one of the two was answered 400", () => {
    const once = { ...ORDER, refunded_fen: 2_500 };
    caught(orderFaults(once, { ...SEEN, refunded_fen: "5000" }), /shows 5000 fen given back of 2500/);
    caught(
      figureFaults({ ...FIGURES, refunded: 2_500, wechat_refunded: 5_000 }),
      /WeChat gave back 5000 fen/,
    );
  });

  it("a cancelled order keeps what Medusa says it gave back", () => {
    caught(figureFaults({ ...FIGURES, transacted_back: 0 }), /transactions gave back 0 fen/);
  });

  it("a refusal moved money, or left something behind", () => {
    const before = { money: [["pay_1", null]], changes: [] };
    caught(
      refusalFaults(REFUSAL, changesBetween(before, { ...before, money: [["pay_1", 15_000]] })),
      /and yet money/,
    );
    caught(
      refusalFaults(REFUSAL, changesBetween(before, { ...before, changes: ["ordch_1"] })),
      /and yet changes/,
    );
  });

  it("a refusal without a code or a reason, or with 500", () => {
    caught(
      refusalFaults({ status: 400, body: { type: "invalid_data", message: "No" } }, []),
      /without a code/,
    );
    caught(refusalFaults({ status: 400, body: { code: "no" } }, []), /without a reason/);
    caught(refusalFaults({ status: 500, body: REFUSAL.body }, []), /a refusal is a 4xx/);
  });

  it("a closed distributor goes on earning", () => {
    caught(
      commissionFaults({ ...COMMISSION, status: "closed", closed_before: true }),
      /whose account is closed/,
    );
  });

  it("commission is kept on what was refunded, or taken back twice", () => {
    caught(commissionFaults({ ...COMMISSION, is_refunded_whole: true }), /keeps 1000 fen/);
    caught(commissionFaults({ ...COMMISSION, clawed_fen: 2_000 }), /2000 fen of 1000 taken back/);
  });

  it("a deleted customer's balance is stranded", () => {
    const gone = { distributor_id: "dist_1", customer_id: "cus_1", fen: 880, customer_is_gone: true };
    caught(balanceFaults(gone), /880 fen of dist_1 are stranded/);
  });

  it("what the shop paid for its goods is shown", () => {
    const body = { product: { metadata: { cost_fen: "700" } } };
    caught(pageFaults({ path: "/store/products/prod_1", status: 200, body }), /what the shop paid/);
  });

  it("stock is kept back for what has left, or falls below nothing", () => {
    const level = { inventory_item_id: "iitem_1", stocked: 10, reserved: 2, owed: 0 };
    caught(stockFaults(level), /2 reserved, and orders wait for 0/);
    caught(stockFaults({ ...level, stocked: -1, reserved: 0 }), /-1 in stock/);
  });

  it("a percentage is kept for pieces that were taken away", () => {
    const [before, after] = [
      { quantity: 3, discount_fen: 19_798 },
      { quantity: 2, discount_fen: 19_798 },
    ];
    caught(discountFaults("ordli_1", before, after), /keeps 19798 fen of discount for 2 of 3 pieces/);
    expect(discountFaults("ordli_1", before, { quantity: 2, discount_fen: 13_199 })).toEqual([]);
  });

  it("an amount is no whole fen, or a discount exceeds its line", () => {
    caught(orderFaults(ORDER, { ...SEEN, total_fen: "999.9" }), /an amount of 999.9/);
    const items = [{ ...LINE, discount_fen: "10001" }];
    caught(orderFaults(ORDER, { ...SEEN, items }), /more than it costs/);
  });
});
