import { describe, expect, it } from "vitest";
import { homeBlockShape, homeBlocksShape } from "./block";

describe("a block", () => {
  it.each([
    ["//elsewhere.example"],
    ["https://elsewhere.example"],
    ["/\\elsewhere.example"],
    ["javascript:alert(1)"],
    ["pages/home/index"],
  ])("leads nowhere but to the shop: not to %s", (link) => {
    const notice = { id: "n", kind: "notice", text: "公告", link };
    expect(homeBlockShape.safeParse(notice).success).toBe(false);
    expect(homeBlockShape.safeParse({ ...notice, link: "/pages/cart/index" }).success).toBe(true);
  });

  it.each([
    ["https://work.weixin.qq.com/kfid/kfc123", true],
    ["tel:400-800-1234", true],
    ["mailto:help@shop.example", true],
    ["https://work.weixin.qq.com.evil.example/", false],
    ["javascript:alert(1)", false],
    ["http://work.weixin.qq.com/", false],
  ])("of customer service may lead to %s: %s", (link, isGood) => {
    expect(homeBlockShape.safeParse({ id: "s", kind: "service", title: "客服", link }).success).toBe(isGood);
  });

  it("has a name of its own on its page", () => {
    const twice = [
      { id: "a", kind: "spacer" },
      { id: "a", kind: "spacer" },
    ];
    expect(homeBlocksShape.safeParse(twice).success).toBe(false);
  });
});
