/** A cell: text is guarded against formulas; amounts and other numbers are written as numbers, long numbers as text. */
export type Cell = string | number | null | { fen: bigint } | { long_number: string };

/** A text that a spreadsheet would take for a formula, blanks before it or not. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
const LONG_NUMBER = /^\d+X?$/;
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
  return LONG_NUMBER.test(text) ? `\t${text}` : cellText(text);
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object" && "fen" in cell) return yuanText(cell.fen);
  if (typeof cell === "object") return longNumber(cell.long_number);
  const guarded = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A row of comma-separated values with its line end. A text never becomes a formula where it is opened. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}
