import type { MerchantFault } from "../../domain/merchant-fault";

/** A product as it stands in a list. */
export interface ProductCard {
  id: string;
  title: string;
  subtitle: string;
  handle: string;
  thumbnail: string | null;
  /** The lowest price of its variants. */
  price_fen: string;
  original_price_fen?: string;
  /** What buyers say, where somebody said something. */
  rating?: CardRating;
}

/** How many buyers reviewed a product, and the mean in tenths of a star. */
export interface CardRating {
  count: number;
  stars_tenths: number;
}

/** The fault of a product that could not be read at all. */
export const unreadableProduct = ({ id, title }: { id: string; title?: string | null }, detail: string) =>
  ({
    kind: "product_unreadable",
    subject_type: "product",
    subject_id: id,
    title: title ?? "",
    detail,
  }) satisfies MerchantFault;
