import type { EntryPosition } from "../ledger/ledger-list-store";

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const SOURCE = /^[\w:/-]{1,120}$/;
const SMALL = /^\d{1,3}$/;

/** Where a page of entries ended, as opaque URL-safe text. */
export function encodeEntryCursor({ posted, source, tier, kind }: EntryPosition): string {
  return Buffer.from(`${posted} ${source} ${tier} ${kind}`).toString("base64url");
}

/** Reads it back; null when the text is none of ours. */
export function decodeEntryCursor(text: string): EntryPosition | null {
  const parts = Buffer.from(text, "base64url").toString().split(" ");
  const [posted = "", source = "", tier = "", kind = ""] = parts;
  const isOurs = MOMENT.test(posted) && SOURCE.test(source) && SMALL.test(tier) && SMALL.test(kind);
  if (parts.length !== 4 || !isOurs || Number.isNaN(Date.parse(posted))) return null;
  return { posted, source, tier: Number(tier), kind: Number(kind) };
}
