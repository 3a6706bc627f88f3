import { expect, test } from "vitest";
import { channelOf } from "./arrival";

const plain = { search: "", referrer: "", host: "shop.cn", insideWechat: false };

test.each([
  ["a link with a name of its own", { search: "?ch=poster-may&st=abc" }, "poster-may"],
  ["a distributor's link", { search: "?st=abcdefghijklmnop" }, "share"],
  ["a chat", { search: "?from=singlemessage", insideWechat: true }, "wechat-chat"],
  ["Moments", { search: "?from=timeline", insideWechat: true }, "wechat-moments"],
  ["a search", { referrer: "https://www.baidu.com/s?wd=a" }, "search"],
  ["another site", { referrer: "https://blog.example/" }, "referral"],
  ["the shop itself", { referrer: "https://shop.cn/pages/cart/index" }, "direct"],
  ["WeChat's menu", { insideWechat: true }, "wechat"],
  ["a name that is none", { search: "?ch=%3Cscript%3E", referrer: "odd" }, "direct"],
])("from %s", (_, given, channel) => {
  expect(channelOf({ ...plain, ...given })).toBe(channel);
});
