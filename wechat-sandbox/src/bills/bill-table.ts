import type { BillEdit } from "../state/money-records.js";

/** A bill before it is text: every row has a cell per column. */
export interface BillTable {
  columns: readonly string[];
  rows: string[][];
  /** The last two lines, from the rows as they stand. */
  summary: (rows: readonly Record<string, string>[]) => Record<string, string>;
}

const BYTE_ORDER_MARK = "\uFEFF";
const LINE_END = "\r\n";

/** Whole fen as yuan with two digits: 1990 → "19.90", -12 → "-0.12". */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** WeChat writes fees with five digits, of which it uses two. */
export function feeYuan(fen: number): string {
  return `${yuan(fen)}000`;
}

/** Yuan back to fen, for sums over rows; anything else counts nothing, as an edited row may say anything. */
export function fenOf(text: string | undefined): number {
  const match = /^(-?)(\d+)\.(\d\d)0*$/.exec(text ?? "");
  if (match === null) return 0;
  const fen = Number(match[2]) * 100 + Number(match[3]);
  return match[1] === "-" ? -fen : fen;
}

/** The sum of a column over rows, fen. */
export function sumOf(rows: readonly Record<string, string>[], column: string): number {
  return rows.reduce((sum, row) => sum + fenOf(row[column]), 0);
}

/** A table with its lies in it. The summary follows the rows: only comparing finds them. */
export function edited(table: BillTable, edits: readonly BillEdit[]): BillTable {
  let rows = table.rows;
  for (const edit of edits) rows = applied(table.columns, rows, edit);
  return { ...table, rows };
}

function applied(columns: readonly string[], rows: string[][], edit: BillEdit): string[][] {
  const named = (row: string[]) => edit.number !== undefined && row.includes(edit.number);
  switch (edit.action) {
    case "remove":
      return rows.filter((row) => !named(row));
    case "duplicate":
      return rows.flatMap((row) => (named(row) ? [row, row] : [row]));
    case "change":
      return rows.map((row) =>
        named(row) ? row.map((cell, at) => (columns[at] === edit.column ? (edit.value ?? "") : cell)) : row,
      );
    default:
      return [...rows, columns.map((column) => edit.row?.[column] ?? "")];
  }
}

/** The bill as WeChat writes it: a byte order mark, plain headers, a backtick before every value. */
export function csv({ columns, rows, summary }: BillTable): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `\`${oneLine(cell)}`).join(",");
  const named = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ""])));
  const totals = summary(named);
  const lines = [
    columns.join(","),
    ...rows.map(line),
    Object.keys(totals).join(","),
    line(Object.values(totals)),
  ];
  return `${BYTE_ORDER_MARK}${lines.join(LINE_END)}${LINE_END}`;
}

/** A merchant's text may contain a line break, a bill's line may not. Commas stay: the backtick tells cells apart. */
function oneLine(text: string): string {
  return text.replaceAll("\r", "\\r").replaceAll("\n", "\\n");
}
