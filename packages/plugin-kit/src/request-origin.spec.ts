import { describe, expect, it } from "vitest";
import { isForeign, type RequestOrigin } from "./request-origin";

const isOwn = (origin: string) => origin === "https://shop.cn";

const sent = (given: Partial<RequestOrigin>) =>
  isForeign(
    {
      method: "POST",
      origin: undefined,
      host: "admin.shop.cn",
      fetch_site: undefined,
      content_type: "application/json",
      ...given,
    },
    isOwn,
  );

describe("isForeign", () => {
  it.each<[string, Partial<RequestOrigin>]>([
    ["another page's JSON", { origin: "https://evil.example" }],
    ["another page's request without a body", { origin: "https://evil.example", content_type: undefined }],
    ["a sandboxed frame's", { origin: "null" }],
    ["a look-alike's", { origin: "https://shop.cn.evil.example" }],
    ["a neighbour on another port", { origin: "https://admin.shop.cn:8443" }],
    [
      "a form, even of our own",
      { origin: "https://shop.cn", content_type: "application/x-www-form-urlencoded" },
    ],
    ["a form of text", { content_type: "text/plain;charset=UTF-8" }],
    ["a form with files that hides where it comes from", { content_type: "multipart/form-data; boundary=x" }],
    ["what a browser calls cross-site", { fetch_site: "cross-site" }],
    ["what a browser calls same-site", { fetch_site: "same-site" }],
    ["DELETE of another page", { method: "DELETE", origin: "https://evil.example", content_type: undefined }],
  ])("%s is", (_, given) => {
    expect(sent(given)).toBe(true);
  });

  it.each<[string, Partial<RequestOrigin>]>([
    ["the page of the host itself", { origin: "https://admin.shop.cn" }],
    ["a configured origin", { origin: "https://shop.cn", fetch_site: "cross-site" }],
    [
      "files of our own page",
      { origin: "https://admin.shop.cn", content_type: "multipart/form-data; boundary=x" },
    ],
    ["a script without a browser", {}],
    ["our own page without an Origin", { fetch_site: "same-origin" }],
    ["reading", { method: "GET", origin: "https://evil.example" }],
  ])("%s is not", (_, given) => {
    expect(sent(given)).toBe(false);
  });
});
