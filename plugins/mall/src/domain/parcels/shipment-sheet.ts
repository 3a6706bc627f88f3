import { isStorable } from "@tengman/values";
import { carrierOf, knownCarrier } from "../carrier";
import { TRACKING_NUMBER } from "./to-ship";

/** A row of a table with the line of the file it stands on, the heading's included. */
export interface SheetRow {
  line: number;
  cells: readonly string[];
}

/** What is wrong with a line of the file. */
export interface SheetFault {
  line: number;
  message: string;
}

/** Pieces that a line of the file names: by the line's id, or by the article's number. */
export interface SheetPieces {
  line: number;
  key: string;
  /** null: all of the line that has not left. */
  quantity: number | null;
}

export interface SheetParcel {
  carrier: string;
  tracking_number: string;
  /** Without them it holds everything that has not left. */
  pieces: SheetPieces[];
}

/** The parcels of one order, and the first line of the file that speaks of it. */
export interface SheetOrder {
  number: string;
  line: number;
  parcels: SheetParcel[];
}

export interface Sheet {
  /** Orders without a fault; an order with one faulty line is left out whole. */
  orders: SheetOrder[];
  faults: SheetFault[];
  /** Lines that name no tracking number: not sent yet. */
  unfilled: number;
}

const COLUMNS = {
  number: ["订单编号", "订单号", "order number", "order"],
  carrier: ["快递公司", "物流公司", "承运商", "carrier"],
  tracking: ["运单号", "快递单号", "物流单号", "tracking number", "tracking"],
  line: ["商品行号", "商家编码", "sku", "line"],
  quantity: ["本次发货数量", "发货数量", "数量", "quantity"],
} as const;

type Column = keyof typeof COLUMNS;
const REQUIRED: readonly Column[] = ["number", "tracking"];

/** What spreadsheets make of a long number. */
const MANGLED = /^\d(?:\.\d+)?E\+?\d+$/i;

/** A cell without the blanks, tabs and apostrophes that keep spreadsheets from reading a number. */
const bare = (cell: string | undefined): string =>
  (cell ?? "")
    .trim()
    .replace(/^['‘’]/, "")
    .trim();

/** Where each column stands. @returns the names of the columns that a file must have and this one has not */
function columnsOf(heading: SheetRow | undefined): Map<Column, number> | string[] {
  const names = (heading?.cells ?? []).map((cell) => bare(cell).toLowerCase());
  const found = new Map<Column, number>();
  for (const [column, synonyms] of Object.entries(COLUMNS)) {
    const index = names.findIndex((name) => (synonyms as readonly string[]).includes(name));
    if (index >= 0) found.set(column as Column, index);
  }
  const missing = REQUIRED.filter((column) => !found.has(column));
  return missing.length > 0 ? missing.map((column) => COLUMNS[column][0]) : found;
}

interface ReadLine {
  line: number;
  number: string;
  carrier: string;
  tracking_number: string;
  pieces: SheetPieces | null;
}

/** Reads a line; a text says what is wrong with it. */
function readLine(line: number, cell: (column: Column) => string): ReadLine | string {
  const [number, tracking, key, quantity] = [
    cell("number"),
    cell("tracking"),
    cell("line"),
    cell("quantity"),
  ];
  const named = cell("carrier");
  if (![number, tracking, key, quantity, named].every(isStorable)) return "含有无法识别的字符，请重新填写";
  if (number === "") return "没有订单编号";
  if (MANGLED.test(number) || MANGLED.test(tracking)) {
    return "编号被表格软件改成了科学计数法，请把该列设为文本后重新填写";
  }
  if (!TRACKING_NUMBER.test(tracking)) return `运单号「${tracking.slice(0, 40)}」不正确`;
  const carrier = knownCarrier(named)?.name ?? (named || carrierOf(undefined, tracking)?.name);
  if (!carrier) return "没有快递公司，也无法从运单号认出";
  if (carrier.length > 30) return "快递公司名称过长";
  if (key !== "" && quantity !== "" && !/^[1-9]\d{0,5}$/.test(quantity)) return `数量「${quantity}」不正确`;
  const pieces = key === "" ? null : { line, key, quantity: quantity === "" ? null : Number(quantity) };
  return { line, number, carrier, tracking_number: tracking.toUpperCase(), pieces };
}

/** Puts a line to the parcel it is about; a text says why it does not go with the lines before it. */
function addTo(order: SheetOrder, { carrier, tracking_number, pieces }: ReadLine): string | null {
  const known = order.parcels.find((parcel) => parcel.tracking_number === tracking_number);
  if (!known) {
    order.parcels.push({ carrier, tracking_number, pieces: pieces ? [pieces] : [] });
    return null;
  }
  if (known.carrier !== carrier) return `运单号 ${tracking_number} 前面写的是「${known.carrier}」`;
  if ((known.pieces.length === 0) !== (pieces === null)) return "同一运单既写了整单，又写了商品行";
  if (pieces && known.pieces.some(({ key }) => key === pieces.key)) return "同一运单的商品行重复";
  if (pieces) known.pieces.push(pieces);
  return null;
}

/**
 * Reads a table of shipments, one line a parcel, or several where a parcel holds parts of an order.
 * @returns the required columns that are missing, or what the table says
 */
export function readSheet(rows: readonly SheetRow[]): Sheet | { missing: string[] } {
  const [heading, ...body] = rows;
  const columns = columnsOf(heading);
  if (Array.isArray(columns)) return { missing: columns };
  const orders = new Map<string, SheetOrder>();
  const faulty = new Set<string>();
  const faults: SheetFault[] = [];
  let unfilled = 0;
  for (const { line, cells } of body) {
    const cell = (column: Column) => bare(cells[columns.get(column) ?? -1]);
    if (cell("tracking") === "") {
      unfilled += 1;
      continue;
    }
    const read = readLine(line, cell);
    const number = cell("number");
    const order = orders.get(number) ?? { number, line, parcels: [] };
    const message = typeof read === "string" ? read : addTo(order, read);
    if (message !== null) {
      faults.push({ line, message });
      faulty.add(number);
    }
    orders.set(number, order);
  }
  return { orders: [...orders.values()].filter(({ number }) => !faulty.has(number)), faults, unfilled };
}

/** A line of an order as a sheet may name it. */
export interface NamedLine {
  line_id: string;
  sku: string | null;
  free: number;
}

/**
 * The pieces that a parcel of a sheet names, in the order's own lines; undefined when it holds everything.
 * @returns a fault where a name is nobody's or several lines'
 */
export function piecesOf(
  parcel: SheetParcel,
  lines: readonly NamedLine[],
): { line_id: string; quantity: number }[] | undefined | SheetFault {
  if (parcel.pieces.length === 0) return undefined;
  const pieces: { line_id: string; quantity: number }[] = [];
  for (const { line, key, quantity } of parcel.pieces) {
    const found = lines.filter(({ line_id, sku }) => line_id === key || (sku !== null && sku === key));
    const [only] = found;
    if (!only) return { line, message: `订单中没有商品行「${key.slice(0, 60)}」` };
    if (found.length > 1)
      return { line, message: `商家编码「${key.slice(0, 60)}」在订单中不止一行，请填商品行号` };
    pieces.push({ line_id: only.line_id, quantity: quantity ?? Math.max(1, only.free) });
  }
  return pieces;
}
