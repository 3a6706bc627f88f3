import { expect, it } from "vitest";
import { failureWords, problemWords } from "./transfer-words";

it("says what happened in Chinese, and what is unknown without WeChat's code for the receiver", () => {
  expect(failureWords("ACCOUNT_FROZEN")).toBe("收款人的微信账户已冻结");
  expect(failureWords("SOMETHING_NEW")).toBe("微信转账失败，请联系商家");
  expect(failureWords(null)).toBe("微信转账失败，请联系商家");
});

it("tells the merchant what to mend, with WeChat's code where it is new", () => {
  expect(problemWords("NOT_ENOUGH")).toContain("充值");
  expect(problemWords("SOMETHING_NEW")).toContain("SOMETHING_NEW");
});
