import { expect, test } from "vitest";
import { maskedAddress } from "./masked-address";

test.each([
  ["/pages/login/callback?code=081abc&state=xyz", "/pages/login/callback?code=***&state=***"],
  ["/admin/invites/accept?token=eyJ.a.b&x=1", "/admin/invites/accept?token=***&x=1"],
  ["https://shop.cn/?st=AAAA#code=1", "https://shop.cn/?st=***#code=***"],
  ["/x?%74oken=1&Code=2", "/x?%74oken=***&Code=***"],
  ["/store/distribution/share-tokens/AbC_1?x=1", "/store/distribution/share-tokens/***?x=1"],
  ["/store/products?limit=20&code_like=1", "/store/products?limit=20&code_like=1"],
  ["/store/products", "/store/products"],
])("%s is logged as %s", (address, logged) => {
  expect(maskedAddress(address)).toBe(logged);
});
