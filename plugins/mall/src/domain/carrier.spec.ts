import { expect, it } from "vitest";
import { carrierOf } from "./carrier";

it.each([
  ["SF1234567890123", "顺丰速运"],
  ["sf1234567890123 ", "顺丰速运"],
  ["JDVA12345678901", "京东快递"],
  ["YT1234567890123", "圆通速递"],
  ["EA123456789CN", "邮政 EMS"],
  // Several carriers print numbers of digits alone: none is named wrongly.
  ["773123456789012", undefined],
  ["SF1", undefined],
  [undefined, undefined],
])("%s is carried by %s", (number, name) => {
  expect(carrierOf(undefined, number)?.name).toBe(name);
});

it("believes the merchant, and knows the number to ring where it knows the carrier", () => {
  expect(carrierOf("顺丰", "YT1234567890123")).toEqual({ name: "顺丰", phone: "95338" });
  expect(carrierOf("跑腿小哥", "1")).toEqual({ name: "跑腿小哥" });
});
