import { describe, expect, it } from "vitest";
import { answerOf } from "@/wechat/bridge";
import { resultOf } from "./result-of";

describe("the result of a payment", () => {
  it("is what the server says about the order, never what the pay sheet said", () => {
    expect(resultOf(undefined, true)).toBe("checking");
    expect(resultOf("to_pay", true)).toBe("checking");
    expect(resultOf("to_pay", false)).toBe("unpaid");
    expect(resultOf("to_ship", true)).toBe("paid");
    expect(resultOf("received", false)).toBe("paid");
    expect(resultOf("canceled", false)).toBe("closed");
    expect(resultOf("refunded", false)).toBe("closed");
  });
});

describe("the pay sheet's answer", () => {
  it.each([
    ["get_brand_wcpay_request:ok", "ok"],
    ["get_brand_wcpay_request:cancel", "cancel"],
    ["get_brand_wcpay_request:fail", "fail"],
    ["get_brand_wcpay_request:fail_no permission", "fail"],
    ["", "fail"],
  ])("%s is %s", (message, answer) => {
    expect(answerOf(message)).toBe(answer);
  });
});
