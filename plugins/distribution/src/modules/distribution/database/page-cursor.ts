/** Where a page ended: the moment and id of its last row. Lists are walked by key, never by offset. */
export interface PageCursor {
  at: Date;
  id: string;
}

/** A row's id, of further pieces of a line with their payment; of rows that are one of several for a line, with the tier. */
const ID = /^[\w-]{1,64}(:[\w-]{1,64})?(\/\d{1,3})?$/;
const MOMENT = /^\d{4}-/;

/** A cursor as opaque URL-safe text. */
export function encodeCursor({ at, id }: PageCursor): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");
}

/** Reads a cursor back; null when the text is none of ours. */
export function decodeCursor(text: string): PageCursor | null {
  const [moment = "", id = "", ...rest] = Buffer.from(text, "base64url").toString().split(" ");
  const at = new Date(moment);
  if (rest.length > 0 || !ID.test(id) || !MOMENT.test(moment) || Number.isNaN(at.getTime())) return null;
  return { at, id };
}
