/** Where the ledger is not what its transfers say: the first field of the first row that differs. */
export interface LedgerDifference {
  /** Which recomputation found it. */
  check: string;
  table: string;
  key: string;
  field: string;
  expected: string;
  found: string;
}

/** A row as it must be and as it is; null is a row that must not be there, or is not. */
export interface ComparedRow {
  key: string;
  expected: Readonly<Record<string, unknown>> | null;
  found: Readonly<Record<string, unknown>> | null;
}

const text = (value: unknown) => (value === null || value === undefined ? "nothing" : String(value));

/** Names what differs in a row, or null when nothing does. Only the fields that are expected are looked at. */
export function differenceOf(check: string, table: string, row: ComparedRow): LedgerDifference | null {
  const { key, expected, found } = row;
  const at = { check, table, key };
  if (!expected && !found) return null;
  if (!expected) return { ...at, field: "row", expected: "no row", found: "a row" };
  if (!found) return { ...at, field: "row", expected: "a row", found: "no row" };
  const field = Object.keys(expected).find((name) => text(expected[name]) !== text(found[name]));
  if (field === undefined) return null;
  return { ...at, field, expected: text(expected[field]), found: text(found[field]) };
}
