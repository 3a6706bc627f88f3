import { expect, test } from "vitest";
import { methodLabel, routeLabel } from "./route-label";

test.each([
  ["/store/mall/orders/order_1/payment", "/store/mall/orders/:id/payment", "/store/mall/orders/:id/payment"],
  ["/store/nothing/1", undefined, "(no route)"],
  ["/assets/index-abc.js", undefined, "/assets/*"],
  ["/app/orders/order_1", undefined, "/app/*"],
  ["/pages/product/index", undefined, "(page)"],
  ["/", "/", "(page)"],
])("%s is counted as what it is, not by its address", (path, pattern, label) => {
  expect(routeLabel(path, pattern)).toBe(label);
});

test("a method that nobody knows is one label", () => {
  expect(methodLabel("GET")).toBe("GET");
  expect(methodLabel("X-13800138000")).toBe("(other)");
});
