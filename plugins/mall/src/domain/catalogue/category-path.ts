/** A category as Medusa keeps it. */
export interface StoredCategory {
  id: string;
  parent_category_id: string | null;
  is_active: boolean;
  is_internal: boolean;
}

/**
 * The way from the top to each category that shoppers see, itself included. What is hidden hides everything below it,
 * and has no path.
 */
export function shownPaths(categories: readonly StoredCategory[]): Map<string, string[]> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const paths = new Map<string, string[]>();
  for (const { id } of categories) {
    const path: string[] = [];
    let next: string | null = id;
    while (next !== null && !path.includes(next)) {
      const category = byId.get(next);
      if (!category?.is_active || category.is_internal) break;
      path.unshift(next);
      next = category.parent_category_id;
    }
    if (next === null) paths.set(id, path);
  }
  return paths;
}
