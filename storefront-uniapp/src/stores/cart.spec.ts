import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Product, Variant } from "@/api/catalogue-types";
import { Refusal, Unreachable } from "@/api/refusal";
import { useCart } from "./cart";
import { lineOf } from "./cart-lines";

const fetchProduct = vi.hoisted(() => vi.fn<(id: string) => Promise<Product>>());
vi.mock("@/api/mall", () => ({ fetchProduct }));

function variant(id: string, priceFen: string, stock: number): Variant {
  return { id, title: id, sku: null, price_fen: priceFen, stock, options: { 规格: id } };
}

function product(id: string, variants: Variant[]): Product {
  return {
    id,
    title: `商品 ${id}`,
    subtitle: null,
    description: null,
    handle: id,
    thumbnail: null,
    images: [],
    options: [{ id: "o", title: "规格", values: variants.map((one) => one.id) }],
    variants,
    services: [],
    freight_note: null,
  };
}

const tea = product("tea", [variant("small", "1990", 5), variant("large", "9900", 200)]);
const [small, large] = tea.variants as [Variant, Variant];

beforeEach(() => {
  localStorage.clear();
  fetchProduct.mockReset();
  setActivePinia(createPinia());
});

describe("the cart", () => {
  it("joins the same variant and never asks for more than is in stock", () => {
    const cart = useCart();
    cart.add(lineOf(tea, small, 3));
    cart.add(lineOf(tea, small, 4));
    expect(cart.lines).toHaveLength(1);
    expect(cart.lines[0]?.quantity).toBe(5);
  });

  it("never holds more than 99 of anything, nor less than one", () => {
    const cart = useCart();
    cart.add(lineOf(tea, large, 1));
    cart.setQuantity("large", 150);
    expect(cart.lines[0]?.quantity).toBe(99);
    cart.setQuantity("large", 0);
    expect(cart.lines[0]?.quantity).toBe(1);
  });

  it("sums the selected lines in whole fen", () => {
    const cart = useCart();
    cart.add(lineOf(tea, small, 3));
    cart.add(lineOf(tea, large, 1));
    expect(cart.selectedFen).toBe(3n * 1990n + 9900n);
    cart.select("large", false);
    expect(cart.selectedFen).toBe(5970n);
    expect(cart.allSelected).toBe(false);
    cart.selectAll(true);
    expect(cart.allSelected).toBe(true);
  });

  it("survives closing the page, and forgets storage it cannot read", () => {
    useCart().add(lineOf(tea, small, 2));
    setActivePinia(createPinia());
    expect(useCart().pieces).toBe(2);
    localStorage.setItem("tengman.cart", "{broken");
    setActivePinia(createPinia());
    expect(useCart().lines).toEqual([]);
  });

  it("refreshes prices and stock, and moves what cannot be bought to the invalid group", async () => {
    const cart = useCart();
    const gone = product("gone", [variant("only", "500", 9)]);
    cart.add(lineOf(gone, gone.variants[0] as Variant, 1));
    cart.add(lineOf(tea, large, 1));
    cart.add(lineOf(tea, small, 4));
    fetchProduct.mockImplementation(async (id) => {
      if (id === "gone") throw new Refusal(404, "product_not_found", "商品不存在");
      return product("tea", [variant("small", "2090", 2), variant("large", "9900", 0)]);
    });
    await cart.refresh();
    expect(fetchProduct).toHaveBeenCalledTimes(2);
    expect(cart.valid).toMatchObject([
      { variant_id: "small", unit_price_fen: "2090", quantity: 2, stock: 2 },
    ]);
    expect(cart.invalid.map((line) => [line.variant_id, line.gone])).toEqual([
      ["large", false],
      ["only", true],
    ]);
    expect(cart.selectedFen).toBe(4180n);
  });

  it("keeps lines as they were while the shop cannot be reached", async () => {
    const cart = useCart();
    cart.add(lineOf(tea, small, 4));
    fetchProduct.mockRejectedValue(new Unreachable("offline"));
    await cart.refresh();
    expect(cart.valid).toMatchObject([{ variant_id: "small", quantity: 4 }]);
  });
});
