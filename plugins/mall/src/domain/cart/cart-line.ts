import { z } from "zod";

/** How much a cart holds: pieces of one variant, and variants. */
export const CART_LIMITS = { pieces: 99, lines: 100 } as const;

const id = z.string().trim().min(1).max(64);
const pieces = z.number().int().min(1).max(CART_LIMITS.pieces);

/** Body of `POST /store/mall/cart/merge`: pieces to put in, under a name that makes sending it twice put them in once. */
export const cartMergeShape = z.object({
  idempotency_key: z.string().trim().min(16).max(64),
  items: z
    .array(z.object({ variant_id: id, quantity: pieces, is_selected: z.boolean().default(true) }))
    .min(1)
    .max(CART_LIMITS.lines)
    .refine((items) => new Set(items.map(({ variant_id }) => variant_id)).size === items.length),
});

/** Body of `POST /store/mall/cart/items/:id`. */
export const cartQuantityShape = z.object({ quantity: pieces });

/** Body of `POST /store/mall/cart/selection`; without ids every line is meant. */
export const cartSelectionShape = z.object({
  variant_ids: z.array(id).max(CART_LIMITS.lines).optional(),
  is_selected: z.boolean(),
});

/** Body of `POST /store/mall/cart/removal`. */
export const cartRemovalShape = z.object({ variant_ids: z.array(id).min(1).max(CART_LIMITS.lines) });

export type CartMerge = z.infer<typeof cartMergeShape>;
export type CartSelection = z.infer<typeof cartSelectionShape>;

/** Which of the added variants find room, in their order: what is there already always does. */
export function fittingLines<Line extends { variant_id: string }>(
  present: readonly string[],
  added: readonly Line[],
): Line[] {
  const known = new Set(present);
  let room = CART_LIMITS.lines - known.size;
  return added.filter(({ variant_id }) => known.has(variant_id) || room-- > 0);
}

/** A line as it is kept: what it was called stays known when it is sold no more. */
export interface KeptLine {
  variant_id: string;
  product_id: string;
  title: string;
  variant_title: string;
  thumbnail: string | null;
  quantity: number;
  is_selected: boolean;
}

/** What the shop says of a variant now. */
export interface OfferedVariant {
  title: string;
  variant_title: string;
  thumbnail: string | null;
  price_fen: string;
  stock: number;
}

/** Why a line cannot be bought. */
export type LineProblem = "gone" | "sold_out";

/** A line as the shopper sees it. */
export type ShownLine = Omit<KeptLine, "is_selected"> & {
  is_selected: boolean;
  /** Null for what is sold no more. */
  unit_price_fen: string | null;
  stock: number;
  problem: LineProblem | null;
};

/** A kept line with today's price and stock. `offered` is null for what is sold no more. */
export function shownLine(line: KeptLine, offered: OfferedVariant | null): ShownLine {
  if (!offered) return { ...line, is_selected: false, unit_price_fen: null, stock: 0, problem: "gone" };
  const { price_fen, stock, ...names } = offered;
  const problem = stock > 0 ? null : "sold_out";
  return {
    ...line,
    ...names,
    is_selected: line.is_selected && problem === null,
    unit_price_fen: price_fen,
    stock,
    problem,
  };
}

/** What the selected lines cost, in fen, as far as there is stock of them. */
export function selectedFen(lines: readonly ShownLine[]): bigint {
  return lines
    .filter(({ is_selected }) => is_selected)
    .reduce(
      (sum, { unit_price_fen, quantity, stock }) =>
        sum + BigInt(unit_price_fen ?? 0) * BigInt(Math.min(quantity, stock)),
      0n,
    );
}

/** A price of a delivery: what it costs, in fen, and from which goods total on, in fen; null from the first piece. */
export interface FreightPrice {
  amount_fen: bigint;
  from_fen: bigint | null;
}

/**
 * What is missing until freight is free.
 * @returns null where it is free from the first piece, or never
 */
export function freeFreight(
  prices: readonly FreightPrice[],
  goods_fen: bigint,
): { from_fen: string; missing_fen: string } | null {
  const free = prices.filter(({ amount_fen }) => amount_fen === 0n);
  if (free.some(({ from_fen }) => from_fen === null)) return null;
  const totals = free.flatMap(({ from_fen }) => from_fen ?? []);
  const [first, ...others] = totals;
  if (first === undefined) return null;
  const from_fen = others.reduce((least, one) => (one < least ? one : least), first);
  const missing = from_fen > goods_fen ? from_fen - goods_fen : 0n;
  return { from_fen: String(from_fen), missing_fen: String(missing) };
}
