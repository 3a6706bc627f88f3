import { expect, test } from "vitest";
import { maskedAddress } from "./masked-address";

test.each([
  ["/pages/login/callback?code=081abc&state=xyz", "/pages/login/callback?code=***&state=***"],
  ["/admin/invites/accept?token=eyJ.a.b&x=1", "/admin/invites/accept?token=***&x=1"],
  ["https://shop.cn/?st=AAAA#code=1", "https://shop.cn/?st=***#code=***"],
  ["/x?%74oken=1&Code=2", "/x?%74oken=***&Code=***"],
  ["/store/distribution/share-tokens/AbC_1?x=1", "/store/distribution/share-tokens/***?x=1"],
  ["/store/products?limit=20&code_like=1", "/store/products?limit=20&code_like=1"],
  ["/hooks/official-account?openid=oABC&nonce=1", "/hooks/official-account?openid=***&nonce=1"],
  ["/admin/customers?q=13800138000&limit=20", "/admin/customers?q=***&limit=20"],
  ["/store/products", "/store/products"],
  ["/admin/orders?q=13800138000&limit=20", "/admin/orders?q=***&limit=20"],
  ["/admin/customers?q=chen%40shop.cn", "/admin/customers?q=***"],
  ["/admin/x/oABCDEFGHIJKLMNOPQRSTUVWXYZ_/y", "/admin/x/***/y"],
  [
    "/store/mall/orders/order_01JDVWZ1K5M8Q2R3S4T5V6W7X8",
    "/store/mall/orders/order_01JDVWZ1K5M8Q2R3S4T5V6W7X8",
  ],
  ["/admin/orders?number=2026113013800138000", "/admin/orders?number=2026113013800138000"],
])("%s is logged as %s", (address, logged) => {
  expect(maskedAddress(address)).toBe(logged);
});
