import { defineStore } from "pinia";
import type { Product } from "@/api/catalogue-types";
import { fetchProduct } from "@/api/mall";
import { isRefusal } from "@/api/refusal";
import { count } from "@/insights/collector";
import { onThisPhone } from "@/storage/kept";
import {
  addLine,
  type CartLine,
  goodsFen,
  isBuyable,
  isCartLine,
  quantityLimit,
  refreshLines,
} from "./cart-lines";

const KEY = "tengman.cart";

function readLines(): CartLine[] {
  return (onThisPhone.readJson(KEY, Array.isArray) ?? []).filter(isCartLine);
}

async function fetchIfSold(id: string): Promise<Product | undefined> {
  try {
    return await fetchProduct(id);
  } catch (error) {
    if (isRefusal(error) && error.status === 404) return undefined;
    throw error;
  }
}

/** The cart of this phone: it needs no account and survives closing the page. */
export const useCart = defineStore("cart", {
  state: (): { lines: CartLine[] } => ({ lines: readLines() }),
  getters: {
    valid: (state) => state.lines.filter(isBuyable),
    invalid: (state) => state.lines.filter((line) => !isBuyable(line)),
    selected: (state) => state.lines.filter((line) => line.selected && isBuyable(line)),
    pieces: (state) => state.lines.filter(isBuyable).reduce((sum, line) => sum + line.quantity, 0),
    selectedFen(): bigint {
      return goodsFen(this.selected);
    },
    allSelected(): boolean {
      return this.valid.length > 0 && this.valid.every((line) => line.selected);
    },
  },
  actions: {
    keep(lines: CartLine[]) {
      this.lines = lines;
      onThisPhone.writeJson(KEY, lines);
    },
    add(line: CartLine) {
      this.keep(addLine(this.lines, line));
      count({ kind: "cart", product_id: line.product_id });
    },
    setQuantity(variantId: string, quantity: number) {
      this.keep(
        this.lines.map((line) =>
          line.variant_id === variantId
            ? { ...line, quantity: Math.max(1, Math.min(quantity, quantityLimit(line.stock))) }
            : line,
        ),
      );
    },
    select(variantId: string, selected: boolean) {
      this.keep(this.lines.map((line) => (line.variant_id === variantId ? { ...line, selected } : line)));
    },
    selectAll(selected: boolean) {
      this.keep(this.lines.map((line) => (isBuyable(line) ? { ...line, selected } : line)));
    },
    remove(variantIds: readonly string[]) {
      this.keep(this.lines.filter((line) => !variantIds.includes(line.variant_id)));
    },
    /** Asks the shop for the present price and stock of every line; what cannot be reached stays as it was. */
    async refresh() {
      const ids = [...new Set(this.lines.map((line) => line.product_id))];
      const answers = await Promise.allSettled(ids.map(fetchIfSold));
      const products = new Map<string, Product | undefined>();
      answers.forEach((answer, index) => {
        const id = ids[index];
        if (id !== undefined && answer.status === "fulfilled") products.set(id, answer.value);
      });
      this.keep(refreshLines(this.lines, products));
    },
  },
});
