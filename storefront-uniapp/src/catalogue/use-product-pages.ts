import { type Ref, shallowRef } from "vue";
import type { ProductCard, ProductQuery } from "@/api/catalogue-types";
import { fetchProducts } from "@/api/mall";
import { useEarnings } from "@/distribution/use-earnings";
import { type Pages, usePages } from "@/loading/use-pages";

const PAGE_SIZE = 20;

/** Products as one scrolls, with what a distributor earns from each; `count` is how many match in all. */
export function useProductPages(ask: () => Omit<ProductQuery, "limit" | "offset">): {
  products: Pages<ProductCard>;
  count: Readonly<Ref<number>>;
  earningOf: (id: string) => string | undefined;
  mostOf: (id: string) => bigint;
} {
  const count = shallowRef(0);
  const { earningOf, learn, mostOf } = useEarnings();
  const products = usePages(async (offset: number | undefined) => {
    const from = offset ?? 0;
    const page = await fetchProducts({ ...ask(), limit: PAGE_SIZE, offset: from });
    count.value = page.count;
    void learn(page.products.map((product) => product.id));
    // A page may have fewer products than it covers: what cannot be shown is left out of it.
    const next = from + page.limit;
    return { items: page.products, next: next < page.count ? next : undefined };
  });
  return { products, count, earningOf, mostOf };
}
