/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A line of CSV as spreadsheets read it (RFC 4180). A cell that would begin a formula gets an apostrophe before it: names
 * are what customers typed, and the merchant opens the file. Plain negative numbers stay numbers.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(cell === null ? "" : String(cell))).join(",")}\r\n`;
}

function quoted(text: string): string {
  const safe = FORMULA.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Fen as yuan with two decimals, for a cell: `"1990"` → `"19.90"`. */
export function yuanCell(fen: string): string {
  const isNegative = fen.startsWith("-");
  const digits = (isNegative ? fen.slice(1) : fen).padStart(3, "0");
  return `${isNegative ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
