import { expect, it } from "vitest";
import { newCustomer } from "./new-customer";

it("is called by the number's last four digits, has its number and an account", () => {
  expect(newCustomer("13800138000")).toEqual({
    first_name: "用户8000",
    phone: "13800138000",
    has_account: true,
  });
});
