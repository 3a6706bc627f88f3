import { describe, expect, it } from "vitest";
import { pathTo, safeReturn } from "./go";

describe("paths", () => {
  it("carry encoded parameters, without absent ones", () => {
    expect(pathTo("productList", { title: "茶 & 咖啡", q: "", order: undefined })).toBe(
      "/pages/product-list/index?title=%E8%8C%B6%20%26%20%E5%92%96%E5%95%A1",
    );
    expect(pathTo("cart")).toBe("/pages/cart/index");
  });

  it.each([
    ["/pages/order/index?id=1", "/pages/order/index?id=1"],
    ["/", "/"],
    ["//evil.example", "/"],
    ["https://evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example/x", "/"],
    ["/\n/evil.example", "/"],
    ["\t//evil.example", "/"],
    ["/\t\\evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/%2F/evil.example", "/%2F/evil.example"],
    ["///evil.example", "/"],
    ["//[", "/"],
    ["/pages/x/../login/index", "/"],
    ["javascript:alert(1)", "/"],
    ["/pages/login/callback?code=1", "/"],
    [undefined, "/"],
    ["", "/"],
  ])("returning to %s means %s", (asked, path) => {
    expect(safeReturn(asked)).toBe(path);
  });
});
