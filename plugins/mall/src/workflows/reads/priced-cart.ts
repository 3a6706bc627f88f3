import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { fenOf, type MedusaAmount, sumOfFen } from "../../domain/money";
import { inShoppersOrder, type PositionedLine } from "./line-position";

/** A promotion's share of a cart's line or shipping method, as Medusa stores it. */
export interface StoredAdjustment {
  id: string;
  code: string | null;
  promotion_id: string | null;
  description?: string | null;
  provider_id?: string | null;
  is_tax_inclusive?: boolean;
  amount: MedusaAmount;
  raw_amount?: MedusaAmount;
}

export interface StoredCart {
  id: string;
  email: string | null;
  items: (PositionedLine & {
    variant_id: string;
    product_id: string;
    product_title: string | null;
    title: string;
    variant_title: string | null;
    thumbnail: string | null;
    quantity: number;
    unit_price: MedusaAmount;
    requires_shipping: boolean;
    adjustments?: StoredAdjustment[];
    tax_lines?: { id: string }[];
    variant?: { product?: { shipping_profile?: { id: string } | null } | null } | null;
  })[];
  shipping_methods?: {
    id: string;
    amount: MedusaAmount;
    adjustments?: StoredAdjustment[];
    tax_lines?: { id: string }[];
  }[];
}

/** Cart amounts in whole fen; every amount is a decimal string, for workflows carry plain JSON. */
export interface PricedCart {
  cart_id: string;
  lines: {
    variant_id: string;
    product_id: string;
    title: string;
    variant_title: string;
    thumbnail: string | null;
    quantity: number;
    unit_price_fen: string;
    discount_fen: string;
    total_fen: string;
  }[];
  /** What each promotion takes off, by its code; automatic promotions count with their code too. */
  promotions: { code: string; discount_fen: string }[];
  goods_fen: string;
  discount_fen: string;
  freight_fen: string;
  total_fen: string;
}

/** Reads a cart with its lines, shipping methods and adjustments. */
export async function readStoredCart(container: MedusaContainer, cart_id: string): Promise<StoredCart> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph(
    {
      entity: "cart",
      fields: [
        "id",
        "email",
        "items.*",
        "items.adjustments.*",
        "items.tax_lines.id",
        "items.variant.product.shipping_profile.id",
        "shipping_methods.*",
        "shipping_methods.adjustments.*",
        "shipping_methods.tax_lines.id",
      ],
      filters: { id: cart_id },
    },
    { throwIfKeyNotFound: true },
  );
  const cart = data[0] as unknown as StoredCart;
  return { ...cart, items: inShoppersOrder(cart.items) };
}

const discountFen = (adjustments: StoredAdjustment[] | undefined) =>
  sumOfFen((adjustments ?? []).map(({ amount }) => fenOf(amount)));

/**
 * The amounts of a cart whose discounts are whole fen.
 * @throws {FractionOfFenError} when a price is not a whole number of fen.
 */
export function priceCart(cart: StoredCart): PricedCart {
  const methods = cart.shipping_methods ?? [];
  const lines = cart.items.map((item) => {
    const unit_price_fen = fenOf(item.unit_price);
    const discount_fen = discountFen(item.adjustments);
    const goods_fen = unit_price_fen * BigInt(item.quantity);
    return { item, unit_price_fen, goods_fen, discount_fen, total_fen: goods_fen - discount_fen };
  });
  const goods = sumOfFen(lines.map((line) => line.goods_fen));
  const discount = sumOfFen(lines.map((line) => line.discount_fen));
  const freight = sumOfFen(methods.map((method) => fenOf(method.amount) - discountFen(method.adjustments)));
  return {
    cart_id: cart.id,
    lines: lines.map(({ item, unit_price_fen, discount_fen, total_fen }) => ({
      variant_id: item.variant_id,
      product_id: item.product_id,
      title: item.product_title ?? item.title,
      variant_title: item.variant_title ?? "",
      thumbnail: item.thumbnail,
      quantity: item.quantity,
      unit_price_fen: String(unit_price_fen),
      discount_fen: String(discount_fen),
      total_fen: String(total_fen),
    })),
    promotions: discountByCode([...cart.items, ...methods].flatMap(({ adjustments }) => adjustments ?? [])),
    goods_fen: String(goods),
    discount_fen: String(discount),
    freight_fen: String(freight),
    total_fen: String(goods - discount + freight),
  };
}

function discountByCode(adjustments: StoredAdjustment[]): PricedCart["promotions"] {
  const byCode = new Map<string, bigint>();
  for (const { code, amount } of adjustments) {
    if (code) byCode.set(code, (byCode.get(code) ?? 0n) + fenOf(amount));
  }
  return [...byCode].map(([code, fen]) => ({ code, discount_fen: String(fen) }));
}
