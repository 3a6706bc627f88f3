/**
 * An option's values in the order in which the variants, as the merchant ranked them, first have them: Medusa stores
 * values without an order of their own. Values no variant has come last, as given.
 */
export function inVariantOrder(
  values: readonly string[],
  ofVariants: readonly (string | undefined)[],
): string[] {
  const place = (value: string) => {
    const first = ofVariants.indexOf(value);
    return first === -1 ? ofVariants.length : first;
  };
  return [...values].sort((a, b) => place(a) - place(b));
}
