import { expect, test } from "vitest";
import { malformedIn } from "./malformed";

test.each(["/%E0%A4%A", "/store/mall/products/%E0%A4%A", "/pages/%", "/admin/orders/%00", "/app/%ff"])(
  "%s is malformed wherever it leads",
  (url) => {
    expect(malformedIn(url, false)).toEqual({});
    expect(malformedIn(url, true)).toEqual({});
  },
);

test.each([
  "/store/products?q=%00",
  "/store/products?q=%E0%A4%A",
  "/store/products?id[9999999]=x",
  "/a?b%5B4000%5D=1",
])("%s is malformed for the API; a page opens", (url) => {
  expect(malformedIn(url, true)).toEqual({});
  expect(malformedIn(url, false)).toBeUndefined();
});

test.each([
  ["/store/products?limit=-1", "limit"],
  ["/store/products?offset=-1", "offset"],
  ["/admin/orders?limit=99999999999999999999", "limit"],
  ["/admin/orders?limit=1&limit=1e3", "limit"],
  ["/admin/orders?take=ten", "take"],
])("%s names the count that is none", (url, field) => {
  expect(malformedIn(url, true)).toEqual({ field });
});

test.each([
  "/store/products?limit=20&offset=0",
  "/store/products?limit=",
  "/store/products?q=100%25&fields=%2Bmetadata,-id",
  "/store/products?q=%E8%8C%B6+%E5%8F%B6&id[]=a&id[1]=b",
  "/store/mall/orders/order_01J?x=a%2Fb",
])("%s is well formed", (url) => {
  expect(malformedIn(url, true)).toBeUndefined();
});
