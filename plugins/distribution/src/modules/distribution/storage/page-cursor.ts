/** Where a page ended: the moment and id of its last row. Lists are walked by key, never by offset. */
export interface PageCursor {
  at: Date;
  id: string;
}

/** A cursor as opaque URL-safe text. */
export function encodeCursor({ at, id }: PageCursor): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");
}

/** Reads a cursor back; null when the text is none of ours. */
export function decodeCursor(text: string): PageCursor | null {
  const [moment, id, ...rest] = Buffer.from(text, "base64url").toString().split(" ");
  const at = new Date(moment ?? "");
  return id && rest.length === 0 && !Number.isNaN(at.getTime()) ? { at, id } : null;
}
