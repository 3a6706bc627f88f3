import { type Ref, shallowRef } from "vue";
import type { ProductCard, ProductPage, ProductQuery } from "@/api/catalogue-types";
import { fetchProducts } from "@/api/mall";
import { useEarnings } from "@/distribution/use-earnings";
import { type Pages, usePages } from "@/loading/use-pages";

const PAGE_SIZE = 20;

/** Products as one scrolls, with what a distributor earns from each; `first` is the answer for the list's beginning. */
export function useProductPages(
  ask: () => Omit<ProductQuery, "limit" | "offset" | "filters">,
  { withFilters = false } = {},
): {
  products: Pages<ProductCard>;
  count: Readonly<Ref<number>>;
  first: Readonly<Ref<ProductPage | undefined>>;
  earningOf: (id: string) => string | undefined;
  mostOf: (id: string) => bigint;
} {
  const count = shallowRef(0);
  const first = shallowRef<ProductPage>();
  const { earningOf, learn, mostOf } = useEarnings();
  const products = usePages(async (offset: number | undefined) => {
    const from = offset ?? 0;
    const page = await fetchProducts({
      ...ask(),
      ...(withFilters && from === 0 ? { filters: "true" } : {}),
      limit: PAGE_SIZE,
      offset: from,
    });
    count.value = page.count;
    if (from === 0) first.value = page;
    void learn(page.products.map((product) => product.id));
    // A page may have fewer products than it covers: what cannot be shown is left out of it.
    const next = from + page.limit;
    return { items: page.products, next: next < page.count ? next : undefined };
  });
  return { products, count, first, earningOf, mostOf };
}
