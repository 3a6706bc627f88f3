import { defineStore } from "pinia";
import { type CartChange, fetchCart, type ServerCart, sendCartChange } from "@/api/cart";
import type { Product } from "@/api/catalogue-types";
import { fetchProduct } from "@/api/mall";
import { isRefusal, Refusal, Unreachable } from "@/api/refusal";
import { toast } from "@/components/toast";
import { count } from "@/insights/collector";
import { t } from "@/locale";
import { parseFen } from "@/money/fen";
import { readToken } from "@/session/token";
import { onThisPhone } from "@/storage/kept";
import { addition, clearOutbox, LINES_MAX, linesOfServer, readOutbox, writeOutbox } from "./cart-changes";
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

let sending: Promise<void> | undefined;

/**
 * Tells the shop of what it has not heard yet, oldest first. What it refuses is dropped and said; without a network, or
 * with a log-in that is over, the rest waits for the next time.
 * @returns the shop's cart once it has heard everything; undefined when something waits
 */
async function sendChanges(): Promise<ServerCart | undefined> {
  let cart: ServerCart | undefined;
  for (let { changes } = readOutbox(); changes.length > 0; { changes } = readOutbox()) {
    const [first] = changes as [CartChange];
    try {
      cart = await sendCartChange(first);
    } catch (error) {
      if (error instanceof Unreachable) return undefined;
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 401 || error.status === 429) return undefined;
      toast(error.message);
      cart = undefined;
    }
    // A log-out meanwhile, or another tab, may have taken it away already.
    const outbox = readOutbox();
    if (JSON.stringify(outbox.changes[0]) === JSON.stringify(first))
      writeOutbox({ ...outbox, changes: outbox.changes.slice(1) });
  }
  return cart ?? (await fetchCart().catch(() => undefined));
}

/**
 * The cart. It needs no account and survives closing the page; of those who are logged in the shop keeps it, and the page
 * shows every change before the shop has heard of it.
 */
export const useCart = defineStore("cart", {
  state: (): { lines: CartLine[]; freeFromFen: string | undefined } => ({
    lines: readLines(),
    freeFromFen: undefined,
  }),
  getters: {
    valid: (state) => state.lines.filter(isBuyable),
    invalid: (state) => state.lines.filter((line) => !isBuyable(line)),
    selected: (state) => state.lines.filter((line) => line.selected && isBuyable(line)),
    pieces: (state) => state.lines.filter(isBuyable).reduce((sum, line) => sum + line.quantity, 0),
    selectedFen(): bigint {
      return goodsFen(this.selected);
    },
    /** What is missing until the selected goods travel free, in fen; undefined where nobody knows. */
    missingToFreeFreight(): bigint | undefined {
      if (this.freeFromFen === undefined) return undefined;
      const missing = parseFen(this.freeFromFen) - this.selectedFen;
      return missing > 0n ? missing : 0n;
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
    /** Shows a change at once, and tells the shop of it where it keeps the cart. */
    change(lines: CartLine[], change: CartChange) {
      const outbox = readOutbox();
      if (outbox.is_handed_over) writeOutbox({ ...outbox, changes: [...outbox.changes, change] });
      this.keep(lines);
      if (readToken() !== undefined) void this.synchronise();
    },
    add(line: CartLine) {
      const isNew = this.lines.every(({ variant_id }) => variant_id !== line.variant_id);
      if (isNew && this.lines.length >= LINES_MAX) return toast(t.cart.full);
      this.change(addLine(this.lines, line), addition([line]));
      count({ kind: "cart", product_id: line.product_id });
    },
    setQuantity(variantId: string, wanted: number) {
      const line = this.lines.find(({ variant_id }) => variant_id === variantId);
      if (line === undefined) return;
      const quantity = Math.max(1, Math.min(wanted, quantityLimit(line.stock)));
      this.change(
        this.lines.map((one) => (one === line ? { ...one, quantity } : one)),
        { kind: "quantity", variant_id: variantId, quantity },
      );
    },
    select(variantId: string, selected: boolean) {
      this.change(
        this.lines.map((line) => (line.variant_id === variantId ? { ...line, selected } : line)),
        { kind: "select", variant_ids: [variantId], is_selected: selected },
      );
    },
    selectAll(selected: boolean) {
      this.change(
        this.lines.map((line) => (isBuyable(line) ? { ...line, selected } : line)),
        { kind: "select", is_selected: selected },
      );
    },
    remove(variantIds: readonly string[]) {
      this.change(
        this.lines.filter((line) => !variantIds.includes(line.variant_id)),
        { kind: "remove", variant_ids: [...variantIds] },
      );
    },
    /** Forgets the cart here; the shop goes on keeping it for its owner. */
    forget() {
      clearOutbox();
      this.freeFromFen = undefined;
      this.keep([]);
    },
    /**
     * Makes this phone's cart and the shop's the same: hands what was put in before the log-in over, once, tells of what
     * was changed since, and shows what the shop then says. One at a time.
     */
    synchronise(): Promise<void> {
      const outbox = readOutbox();
      if (!outbox.is_handed_over) {
        const changes = this.lines.length > 0 ? [addition(this.lines)] : [];
        writeOutbox({ is_handed_over: true, changes });
      }
      sending ??= this.followShop().finally(() => {
        sending = undefined;
      });
      return sending;
    },
    async followShop() {
      for (let cart = await sendChanges(); cart !== undefined; cart = await sendChanges()) {
        const { is_handed_over, changes } = readOutbox();
        if (!is_handed_over) return;
        // What was changed while the answer was on its way is newer than the answer.
        if (changes.length > 0) continue;
        this.freeFromFen = cart.free_freight?.from_fen;
        this.keep(linesOfServer(cart));
        return;
      }
    },
    /** After a log-in, or a time without a network: tells the shop what it has not heard. */
    async settle() {
      const { is_handed_over, changes } = readOutbox();
      if (readToken() !== undefined && (!is_handed_over || changes.length > 0)) await this.synchronise();
    },
    /** Brings the cart up to date; what cannot be reached stays as it was. */
    async refresh() {
      if (readToken() !== undefined) return this.synchronise();
      return this.refreshLines();
    },
    /** Asks the shop for the present price and stock of every line. */
    async refreshLines() {
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
