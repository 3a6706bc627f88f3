/** How many rows a page may have. */
export const PAGE_SIZES = [20, 50, 100] as const;

const keyOf = (list: string) => `tengman.page-size.${list}`;

/** The page size that was last chosen for a list; the smallest while none was. */
export function storedPageSize(
  list: string,
  sizes: readonly number[],
  storage: Pick<Storage, "getItem">,
): number {
  const stored = Number(storage.getItem(keyOf(list)));
  return sizes.includes(stored) ? stored : (sizes[0] ?? 20);
}

/** Remembers the page size of a list for the next visit. */
export function storePageSize(list: string, size: number, storage: Pick<Storage, "setItem">): void {
  storage.setItem(keyOf(list), String(size));
}
