import type { ReportTable, Value, ValueKind } from "./report";

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;
/** Without it Excel takes Chinese for another encoding. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * A table as a file that Excel and WPS open: amounts in yuan, shares in percent.
 * @param titles what the columns are called, by key
 */
export function csvOf({ columns, rows }: ReportTable, titles: Readonly<Record<string, string>> = {}): string {
  const head = columns.map(({ key }) => cell(titles[key] ?? key, "text"));
  const body = rows.map((row) => columns.map(({ key, kind }) => cell(row[key] ?? null, kind)));
  return BYTE_ORDER_MARK + [head, ...body].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function cell(value: Value, kind: ValueKind): string {
  if (value === null) return "";
  if (kind === "fen") return yuanOf(String(value));
  if (kind === "bps") return `${(Number(value) / 100).toFixed(2)}%`;
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whole fen as yuan with two decimals. */
function yuanOf(fen: string): string {
  const digits = fen.replace("-", "").padStart(3, "0");
  return `${fen.startsWith("-") ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
