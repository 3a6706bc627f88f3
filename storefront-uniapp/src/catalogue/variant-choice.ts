import type { Product, Variant } from "@/api/catalogue-types";

/** Option title → chosen value. */
export type Choice = Readonly<Record<string, string>>;

/** The variant a complete choice names. */
export function variantFor(product: Product, choice: Choice): Variant | undefined {
  return product.variants.find((variant) =>
    product.options.every((option) => variant.options[option.title] === choice[option.title]),
  );
}

/** The first option that still has no value. */
export function missingOption(product: Product, choice: Choice): string | undefined {
  return product.options.find((option) => choice[option.title] === undefined)?.title;
}

/** Whether some variant in stock has this value together with what is chosen for the other options. */
export function isValueBuyable(product: Product, choice: Choice, option: string, value: string): boolean {
  return product.variants.some(
    (variant) =>
      variant.stock > 0 &&
      variant.options[option] === value &&
      Object.entries(choice).every(
        ([other, chosen]) => other === option || variant.options[other] === chosen,
      ),
  );
}

/** What is chosen before anybody chose: every option with one value only; all of them when one variant is left. */
export function initialChoice(product: Product): Choice {
  const buyable = product.variants.filter((variant) => variant.stock > 0);
  if (buyable.length === 1 && buyable[0] !== undefined) return { ...buyable[0].options };
  const choice: Record<string, string> = {};
  for (const option of product.options) {
    const [only, ...others] = option.values;
    if (only !== undefined && others.length === 0) choice[option.title] = only;
  }
  return choice;
}

/** Pieces in stock over all variants. */
export function totalStock(product: Product): number {
  return product.variants.reduce((sum, variant) => sum + Math.max(0, variant.stock), 0);
}
