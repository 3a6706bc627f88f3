import type { MotifName } from "../pictures/motifs/index";
import type { Tone } from "../pictures/tone";

/** One product as the demonstration shop offers it. Prices are yuan as people write them: `"39.90"`. */
export interface ProductDraft {
  handle: string;
  title: string;
  subtitle: string;
  /** Paragraphs of the description. */
  description: string[];
  /** Option title → values, at least one; variants are all combinations. */
  options: Record<string, string[]>;
  /** One price for all variants, or one for each value of an option. */
  price: string | { option: string; of: Record<string, string> };
  /** Pieces in stock of each variant. */
  stock: number;
  /** Titles of variants that are sold out at the moment. */
  sold_out?: string[];
  weight_grams: number;
  picture: { motif: MotifName; tones: Tone[] };
}

export interface CategoryDraft {
  handle: string;
  name: string;
  description: string;
  /** Letters in this category's article numbers. */
  sku_prefix: string;
  icon: { motif: MotifName; tone: Tone };
  products: ProductDraft[];
}
