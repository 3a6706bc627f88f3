import type { ProductDraft } from "./product-draft";

/** One variant of a draft: a value for every option. */
export interface VariantDraft {
  title: string;
  options: Record<string, string>;
  /** Yuan, as a decimal string. */
  price: string;
  stock: number;
}

/** All combinations of a draft's options, in the order a shopper reads them. */
export function variantsOf(draft: ProductDraft): VariantDraft[] {
  return combinations(Object.entries(draft.options)).map((options) => {
    const title = Object.values(options).join(" / ");
    return {
      title,
      options,
      price: priceOf(draft, options),
      stock: draft.sold_out?.includes(title) ? 0 : draft.stock,
    };
  });
}

function combinations(options: [string, string[]][]): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (partial, [title, values]) =>
      partial.flatMap((chosen) => values.map((value) => ({ ...chosen, [title]: value }))),
    [{}],
  );
}

/** @throws when the draft names no price for a value: a mistake in the catalogue, not of a shopper. */
function priceOf(draft: ProductDraft, options: Record<string, string>): string {
  if (typeof draft.price === "string") return draft.price;
  const value = options[draft.price.option];
  const price = value === undefined ? undefined : draft.price.of[value];
  if (price === undefined) throw new Error(`${draft.handle} has no price for ${JSON.stringify(options)}`);
  return price;
}
