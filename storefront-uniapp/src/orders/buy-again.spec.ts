import { createPinia, setActivePinia } from "pinia";
import { beforeEach, expect, it, vi } from "vitest";
import type { Product } from "@/api/catalogue-types";
import type { MallOrder } from "@/api/order-types";
import { Refusal } from "@/api/refusal";
import { useCart } from "@/stores/cart";
import { buyAgain } from "./buy-again";

const fetchProduct = vi.hoisted(() => vi.fn<(id: string) => Promise<Product>>());
vi.mock("@/api/mall", () => ({ fetchProduct }));

const variant = (id: string, stock: number) => ({
  id,
  title: id,
  sku: null,
  price_fen: "1990",
  stock,
  options: {},
});
const product = (id: string, stock: number): Product =>
  ({ id, title: id, thumbnail: null, variants: [variant(`${id}-v`, stock)] }) as unknown as Product;
const item = (id: string, quantity: number) =>
  ({ product_id: id, variant_id: `${id}-v`, quantity }) as MallOrder["items"][number];
const reLaunch = vi.fn();

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
  reLaunch.mockReset();
  vi.stubGlobal("uni", { reLaunch });
  fetchProduct.mockImplementation(async (id) => {
    if (id === "gone") throw new Refusal(404, "product_not_found", "gone");
    return product(id, id === "empty" ? 0 : 3);
  });
});

it("puts what is still sold into the cart, as much as there is, and opens it", async () => {
  await buyAgain({ items: [item("tea", 5), item("gone", 1), item("empty", 1)] });
  expect(useCart().lines.map(({ variant_id, quantity }) => [variant_id, quantity])).toEqual([["tea-v", 3]]);
  expect(reLaunch).toHaveBeenCalledWith({ url: "/pages/cart/index" });
});

it("stays where it is when nothing of the order can be bought", async () => {
  await buyAgain({ items: [item("gone", 1)] });
  expect(useCart().lines).toEqual([]);
  expect(reLaunch).not.toHaveBeenCalled();
});
