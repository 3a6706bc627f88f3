/**
 * A cell: text is guarded against formulas and against being read as a number; amounts and other numbers are written as
 * numbers. `long_number` says that a text is a number of many digits; it is written as one either way.
 */
export type Cell = string | number | null | { fen: bigint } | { long_number: string };

/** A text that a spreadsheet would take for a formula, blanks before it or not. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
const LONG_NUMBER = /^\d+X?$/;
/**
 * A text that a spreadsheet would change by taking it for a number: it shows twelve digits and more as 6.2E+18 and keeps
 * fifteen, drops leading zeros, and reads 12E34 as a power of ten. Blanks and separators around digits change nothing.
 */
const READ_AS_NUMBER = /^\s*(?:\d[\d\s,]{10,}\d|0[\d\s,]+|\d[\d,.]*e[+-]?\d+)\s*$/i;
const NEEDS_QUOTES = /[",\r\n]/;

/** Marks the file as UTF-8, without which spreadsheets in China read GBK. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** An amount in yuan, exactly: 1990 fen are `"19.90"`. */
export function yuanText(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A tab before it keeps a spreadsheet from rounding eighteen digits to fifteen. */
function longNumber(text: string): string {
  return LONG_NUMBER.test(text) ? `\t${text}` : guardedText(text);
}

function guardedText(text: string): string {
  if (FORMULA.test(text)) return quoted(`'${text}`);
  return quoted(READ_AS_NUMBER.test(text) ? `\t${text}` : text);
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object" && "fen" in cell) return yuanText(cell.fen);
  if (typeof cell === "object") return longNumber(cell.long_number);
  return guardedText(cell);
}

/** A row of comma-separated values with its line end. A text never becomes a formula or a number where it is opened. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}
