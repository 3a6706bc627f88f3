import { describe, expect, it } from "vitest";
import { type AllowedRoute, allowlistOf, readRoute } from "./route-allowlist";

const routes: AllowedRoute[] = [
  { path: "/store/mall/*", access: "public" },
  { method: "GET", path: "/store/orders/:id", access: "order_customer" },
  { method: "POST", path: "/auth/customer/wechat", access: "public" },
];
const allowlist = allowlistOf(routes);
const allows = (method: string, path: string) => allowlist(method, path)?.route.path ?? null;

describe("an allowlist", () => {
  it.each([
    ["GET", "/store/orders/order_1"],
    ["HEAD", "/store/orders/order_1"],
    ["GET", "/store/orders/order_1/"],
    ["GET", "/STORE/Orders/order_1"],
    ["GET", "/store/orders/%2F"],
    ["DELETE", "/store/mall/orders/1/cancel"],
    ["GET", "/store/mall"],
    ["POST", "/auth/customer/wechat"],
  ])("lets through what its rows name: %s %s", (method, path) => {
    expect(allows(method, path)).not.toBeNull();
  });

  it.each([
    ["POST", "/store/orders/order_1"],
    ["OPTIONS", "/store/orders/order_1"],
    ["GET", "/store/orders"],
    ["GET", "/store/orders/"],
    ["GET", "/store/orders//"],
    ["GET", "/store//orders/order_1"],
    ["GET", "/store/orders/order_1/transfer"],
    ["GET", "/store/orders/order_1//"],
    ["GET", "/store/%6frders/order_1"],
    ["GET", "/store/mallet"],
    ["GET", "/store/mall-orders/1"],
    ["GET", "/store/x/store/mall/orders"],
    ["GET", "/store/carts/1?/store/mall/"],
    ["GET", "/auth/customer/wechat"],
    ["POST", "/auth/customer/wechat/register"],
    ["POST", "/auth/customer/wechat\n"],
    ["get", "/store/orders/order_1"],
  ])("knows nothing else: %s %s", (method, path) => {
    expect(allows(method, path)).toBeNull();
  });

  it("says which id was asked for, as it was sent", () => {
    expect(allowlist("GET", "/store/orders/a%2Fb/")?.id).toBe("a%2Fb");
    expect(allowlist("GET", "/store/mall/orders/1")?.id).toBe("");
  });
});

describe("a configured route", () => {
  it("is a method with a path, or everything below one", () => {
    expect(readRoute("POST /auth/customer/wechat", "public")).toEqual({
      method: "POST",
      path: "/auth/customer/wechat",
      access: "public",
    });
    expect(readRoute("/store/distribution/*", "customer")).toEqual({
      path: "/store/distribution/*",
      access: "customer",
    });
  });

  it.each([
    "/store/*",
    "/auth/*",
    "/admin/users/*",
    "/hooks/*",
    "POST /hooks/wechat-pay/transactions",
    "/store/distribution",
    "GET /store/distribution/*",
    "GET /store",
    "FETCH /store/mall",
    "GET /store/:id/:id",
    "GET /store/:name",
    "GET /store/a b",
    "/store/../admin/*",
  ])("is refused when it says too much or too little: %s", (written) => {
    expect(readRoute(written, "public")).toBeNull();
  });
});
