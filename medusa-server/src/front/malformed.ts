import { pathOf, queryOf } from "./surfaces";

/** Why an address cannot be meant. */
export interface Malformed {
  field?: string;
}

/** Numbers of Medusa's lists: a database cannot skip back, nor count further than this. */
const COUNTS: readonly string[] = ["limit", "offset", "take", "skip"];
const COUNT = /^\d{1,9}$/;

/** Medusa reads `a[9999999]=1` into a list of that length: seconds of work for one request. */
const LONG_LIST = /\[\d{4,}\]/;

/**
 * What is wrong with an address before anybody asks what it means: its escapes are no UTF-8, or it holds a NUL, which
 * PostgreSQL cannot keep; for the API also lists of absurd length and counts that are none.
 * @param api whether the query goes to the API. Pages are given queries by whoever links to them, and ignore most.
 * @returns undefined when nothing is
 */
export function malformedIn(url: string, api: boolean): Malformed | undefined {
  if (!isText(decoded(pathOf(url)))) return {};
  if (!api) return undefined;
  const query = queryOf(url);
  const text = decoded(query);
  if (!isText(text) || LONG_LIST.test(text)) return {};
  const values = new URLSearchParams(query);
  for (const name of COUNTS) {
    for (const value of values.getAll(name)) if (value !== "" && !COUNT.test(value)) return { field: name };
  }
  return undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function isText(part: string | undefined): part is string {
  return part !== undefined && !part.includes("\0");
}
