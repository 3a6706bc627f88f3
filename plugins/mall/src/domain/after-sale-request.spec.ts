import { describe, expect, it } from "vitest";
import { afterSaleShape, afterSalesShape, approvalShape, sendBackShape } from "./after-sale-request";
import { readRequest } from "./order-request";

const wish = {
  type: "refund_only",
  reason: "changed_mind",
  items: [{ order_line_id: "ordli_1", quantity: 1 }],
};
const fieldOf = (answer: ReturnType<typeof readRequest>) =>
  answer.kind === "refused" ? answer.refusal.field : null;

describe("an after-sale request", () => {
  it("reads its amount as whole fen and needs none", () => {
    expect(readRequest(afterSaleShape, { ...wish, amount_fen: "1990" })).toMatchObject({
      value: { amount_fen: 1990n, description: "" },
    });
    expect(readRequest(afterSaleShape, wish)).toMatchObject({ kind: "read" });
  });

  it.each([
    [{ type: "exchange" }, "type"],
    [{ reason: "because" }, "reason"],
    [{ items: [] }, "items"],
    [{ items: [{ order_line_id: "ordli_1", quantity: 0 }] }, "items.0.quantity"],
    [{ items: [...wish.items, ...wish.items] }, "items"],
    [{ amount_fen: "19.90" }, "amount_fen"],
    [{ amount_fen: "-1" }, "amount_fen"],
    [{ description: "a\u0000b" }, "description"],
  ])("%j names %s", (change, field) => {
    expect(fieldOf(readRequest(afterSaleShape, { ...wish, ...change }))).toBe(field);
  });
});

describe("the other shapes", () => {
  it.each(["", "SF 123456", "SF12", "单号123456"])("no carrier knows %j", (tracking_number) => {
    expect(fieldOf(readRequest(sendBackShape, { carrier: "顺丰", tracking_number }))).toBe("tracking_number");
  });

  it("lists by a state or by all that are open, and approves without a body", () => {
    expect(readRequest(afterSalesShape, { state: "open", limit: "5" })).toMatchObject({
      value: { limit: 5 },
    });
    expect(fieldOf(readRequest(afterSalesShape, { state: "lost" }))).toBe("state");
    expect(readRequest(approvalShape, undefined)).toMatchObject({ kind: "read" });
  });
});
