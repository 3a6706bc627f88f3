/** One part of a list that comes in parts. */
export interface Part<Item, Cursor> {
  items: Item[];
  next: Cursor | undefined;
}

/**
 * Reads a list from the given place until enough items pass, or the list ends: what a person filters or sorts has to be
 * there as a whole. @returns the items that pass, and where to go on
 */
export async function readUntil<Item, Cursor>(
  readPart: (cursor: Cursor | undefined) => Promise<Part<Item, Cursor>>,
  from: Cursor | undefined,
  passes: (item: Item) => boolean,
  enough: number,
): Promise<Part<Item, Cursor>> {
  const found: Item[] = [];
  let cursor = from;
  do {
    const part = await readPart(cursor);
    found.push(...part.items.filter(passes));
    cursor = part.next;
  } while (cursor !== undefined && found.length < enough);
  return { items: found, next: cursor };
}
