import { describe, expect, it } from "vitest";
import { demandOf, featureOf, isBelowAny, userAskedAbout } from "./medusa-admin-rules";

describe("demandOf", () => {
  it.each([
    ["GET", "/admin/orders", "read"],
    ["POST", "/admin/orders/order_1", "manage_orders"],
    ["POST", "/admin/orders/order_1/fulfillments/ful_1/cancel", "manage_orders"],
    ["POST", "/admin/orders/order_1/cancel", "move_money"],
    ["POST", "/Admin/Orders/order_1/CANCEL/", "move_money"],
    ["POST", "/admin/orders/order_1/transfer", "manage_customers"],
    ["POST", "/admin/payments/pay_1/refund", "move_money"],
    ["POST", "/admin/payment-collections/pc_1/mark-as-paid", "move_money"],
    ["DELETE", "/admin/products/prod_1", "manage_products"],
    ["POST", "/admin/price-lists", "manage_promotions"],
    ["POST", "/admin/regions/reg_1", "manage_settings"],
    ["DELETE", "/admin/customers/cus_1", "manage_customers"],
    ["POST", "/admin/users/user_1", "manage_access"],
    ["GET", "/admin/users", "read"],
    ["GET", "/admin/invites", "manage_access"],
    ["HEAD", "/admin/invites", "manage_access"],
    ["POST", "/admin/workflows-executions/delete-users/run", "manage_access"],
    ["GET", "/admin/workflows-executions", "manage_access"],
    ["POST", "/admin/something-new", "*"],
    ["PUT", "/admin", "*"],
  ])("%s %s asks for %s", (method, path, permission) => {
    expect(demandOf(method, path).permission).toBe(permission);
  });

  it("a key never gets at people, keys and workflows, whatever it was granted", () => {
    for (const path of ["/admin/users/u", "/admin/invites", "/admin/api-keys", "/admin/rbac/roles"]) {
      expect(demandOf("POST", path).people_only).toBe(true);
    }
    expect(demandOf("POST", "/admin/products").people_only).toBe(false);
  });
});

describe("isBelowAny", () => {
  it("compares whole segments", () => {
    const prefixes = ["/admin/mall", "/admin/wechat-pay"];
    expect(isBelowAny("/admin/Mall/disclosures", prefixes)).toBe(true);
    expect(isBelowAny("/admin/mallet", prefixes)).toBe(false);
    expect(isBelowAny("/admin", prefixes)).toBe(false);
  });
});

describe("featureOf", () => {
  it("names the feature that a route needs", () => {
    expect(featureOf("/admin/rbac/roles")).toBe("rbac");
    expect(featureOf("/admin/users/user_1/roles/role_1")).toBe("rbac");
    expect(featureOf("/admin/index/details")).toBe("index_engine");
    expect(featureOf("/admin/users/user_1")).toBeNull();
  });
});

describe("userAskedAbout", () => {
  it("tells a profile from a password, and both from the rest", () => {
    expect(userAskedAbout("POST", "/admin/users/user_1")).toEqual({ id: "user_1", what: "profile" });
    expect(userAskedAbout("POST", "/admin/USERS/user_1/reset-password/")).toEqual({
      id: "user_1",
      what: "password",
    });
    expect(userAskedAbout("POST", "/admin/users/user_1/roles")).toBeNull();
    expect(userAskedAbout("DELETE", "/admin/users/user_1")).toBeNull();
    expect(userAskedAbout("POST", "/admin/users")).toBeNull();
  });
});
