import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CartChange, ServerCart } from "@/api/cart";
import type { Product, Variant } from "@/api/catalogue-types";
import { Refusal, Unreachable } from "@/api/refusal";
import { forgetToken, writeToken } from "@/session/token";
import { useCart } from "./cart";
import { readOutbox } from "./cart-changes";
import { lineOf } from "./cart-lines";

const fetchProduct = vi.hoisted(() => vi.fn<(id: string) => Promise<Product>>());
vi.mock("@/api/mall", () => ({ fetchProduct }));
const shop = vi.hoisted(() => ({
  fetchCart: vi.fn<() => Promise<ServerCart>>(),
  sendCartChange: vi.fn<(change: CartChange) => Promise<ServerCart>>(),
}));
vi.mock("@/api/cart", () => shop);

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

describe("the cart of somebody who is logged in", () => {
  /** A shop that does what it is told, once for each key. */
  const kept = new Map<string, number>();
  const done = new Set<string>();
  const answer = (): ServerCart => ({
    items: [...kept].map(([variant_id, quantity]) => ({
      variant_id,
      product_id: "tea",
      title: "商品 tea",
      variant_title: variant_id,
      thumbnail: null,
      quantity,
      is_selected: true,
      unit_price_fen: "1990",
      stock: 5,
      problem: null,
    })),
    goods_fen: "0",
    free_freight: { from_fen: "9900", missing_fen: "9900" },
    limits: { pieces: 99, lines: 100 },
  });
  const tell = async (change: CartChange): Promise<ServerCart> => {
    if (change.kind === "add" && !done.has(change.idempotency_key)) {
      done.add(change.idempotency_key);
      for (const { variant_id, quantity } of change.items)
        kept.set(variant_id, (kept.get(variant_id) ?? 0) + quantity);
    }
    if (change.kind === "quantity") {
      if (!kept.has(change.variant_id)) throw new Refusal(404, "cart_line_unknown", "已经没有这件商品了");
      kept.set(change.variant_id, change.quantity);
    }
    if (change.kind === "remove") for (const id of change.variant_ids) kept.delete(id);
    return answer();
  };
  const settled = () => useCart().synchronise();

  beforeEach(() => {
    kept.clear();
    done.clear();
    shop.sendCartChange.mockReset().mockImplementation(tell);
    shop.fetchCart.mockReset().mockImplementation(async () => answer());
    writeToken("customer");
  });

  it("is handed over once at the log-in and joined with what the shop kept", async () => {
    forgetToken();
    useCart().add(lineOf(tea, small, 2));
    kept.set("small", 1);
    kept.set("large", 4);
    writeToken("customer");
    await Promise.all([useCart().settle(), useCart().settle()]);
    expect(useCart().missingToFreeFreight).toBe(0n);
    setActivePinia(createPinia());
    await useCart().settle();
    expect(useCart().lines.map(({ variant_id, quantity }) => [variant_id, quantity])).toEqual([
      ["small", 3],
      ["large", 4],
    ]);
  });

  it("shows a change at once, and puts it back when the shop refuses", async () => {
    await settled();
    const cart = useCart();
    cart.add(lineOf(tea, small, 1));
    expect(cart.pieces).toBe(1);
    await settled();
    kept.clear();
    cart.setQuantity("small", 4);
    expect(cart.pieces).toBe(4);
    await settled();
    expect(cart.lines).toEqual([]);
    expect(document.querySelector(".toast")?.textContent).toBe("已经没有这件商品了");
  });

  it("waits for the network, and an answer that was lost doubles nothing", async () => {
    await settled();
    const cart = useCart();
    shop.sendCartChange.mockImplementationOnce(async (change) => {
      await tell(change);
      throw new Unreachable("lost");
    });
    cart.add(lineOf(tea, small, 2));
    await settled();
    expect([cart.pieces, readOutbox().changes.length]).toEqual([2, 1]);
    cart.setQuantity("small", 3);
    await settled();
    expect([cart.pieces, kept.get("small"), readOutbox().changes.length]).toEqual([3, 3, 0]);
  });

  it("keeps what is changed while an answer is on its way", async () => {
    await settled();
    const cart = useCart();
    cart.add(lineOf(tea, small, 1));
    cart.setQuantity("small", 2);
    cart.setQuantity("small", 5);
    expect(cart.pieces).toBe(5);
    await settled();
    expect([cart.pieces, kept.get("small")]).toEqual([5, 5]);
  });

  it("leaves this phone with its owner, and stays in the shop", async () => {
    await settled();
    useCart().add(lineOf(tea, small, 1));
    await settled();
    useCart().forget();
    forgetToken();
    expect(useCart().lines).toEqual([]);
    expect(readOutbox()).toEqual({ is_handed_over: false, changes: [] });
    expect(kept.get("small")).toBe(1);
  });
});
