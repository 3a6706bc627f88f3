import type { MedusaContainer } from "@medusajs/framework/types";
import { parse } from "csv-parse/sync";
import { freePieces, type Parcel } from "../../domain/parcels/sending";
import {
  piecesOf,
  readSheet,
  type Sheet,
  type SheetFault,
  type SheetOrder,
} from "../../domain/parcels/shipment-sheet";
import { type RefusalCode, refusal } from "../../domain/refusal";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { ParcelsService } from "../../modules/parcels/service";
import { RefusedError } from "../refused-error";
import { type OrderOnDesk, readOrderOnDesk } from "./order-on-desk";
import { planOf, sendParcels } from "./send-parcels";
import { sendingRefusal } from "./sending-failure";

/** So many orders are worked off in one request; the page asks for the rest, and shows how far it is. */
const ORDERS_AT_ONCE = 25;
const MOST_ROWS = 5_000;

export interface ImportInput {
  content: Buffer;
  actor_id: string;
  dry_run: boolean;
  /** At which order of the file to begin. */
  from: number;
}

/** What became of an order of the file; `ready` in a trial. */
export interface ImportedOrder {
  number: string;
  line: number;
  outcome: "ready" | "sent" | "unchanged" | "refused";
  parcels: number;
  /** Why it was refused; without one the file itself says something that is not so. */
  code?: RefusalCode;
  message?: string;
}

export interface Imported {
  /** How many orders of the file can be read, and where to go on; null after the last. */
  orders: number;
  next: number | null;
  results: ImportedOrder[];
  faults: SheetFault[];
  unfilled: number;
}

/** The file's text: UTF-8, or what spreadsheets in China write. */
function textOf(content: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("gb18030").decode(content);
  }
}

/** @throws {RefusedError} `sheet_unreadable`, `sheet_too_large` */
function sheetOf(content: Buffer): Sheet {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(textOf(content), {
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch {
    throw new RefusedError(refusal("sheet_unreadable"));
  }
  if (records.length > MOST_ROWS + 1) throw new RefusedError(refusal("sheet_too_large"));
  const sheet = readSheet(records.map(({ record, info }) => ({ line: info.lines, cells: record })));
  if ("missing" in sheet) {
    const message = `表格第一行缺少这些列：${sheet.missing.join("、")}`;
    throw new RefusedError(refusal("sheet_unreadable", undefined, message));
  }
  return sheet;
}

/**
 * Sends what a table says, order by order: each whole or not at all. A number that has left already changes nothing, so
 * the same file may be sent again.
 * @throws {RefusedError} `sheet_unreadable`, `sheet_too_large`
 */
export async function importShipments(container: MedusaContainer, input: ImportInput): Promise<Imported> {
  const { orders, faults, unfilled } = sheetOf(input.content);
  const page = orders.slice(input.from, input.from + ORDERS_AT_ONCE);
  const ids = await container
    .resolve<ParcelsService>(PARCELS_MODULE)
    .ordersByNumber(page.map(({ number }) => number));
  const results: ImportedOrder[] = [];
  for (const order of page) {
    results.push(await importOrder(container, input, order, ids.get(order.number)));
  }
  const end = input.from + page.length;
  return { orders: orders.length, next: end < orders.length ? end : null, results, faults, unfilled };
}

async function importOrder(
  container: MedusaContainer,
  { actor_id, dry_run }: ImportInput,
  order: SheetOrder,
  order_id: string | undefined,
): Promise<ImportedOrder> {
  const { number, line } = order;
  const of = { number, line, parcels: order.parcels.length };
  if (!order_id) return { ...of, outcome: "refused", message: "没有这个订单编号" };
  try {
    const desk = await readOrderOnDesk(container, order_id);
    const parcels = parcelsOf(order, desk);
    if (!Array.isArray(parcels)) return { ...of, outcome: "refused", ...parcels };
    if (dry_run) return { ...of, outcome: planOf(desk, parcels).length > 0 ? "ready" : "unchanged" };
    return { ...of, outcome: await sendParcels(container, { order_id, parcels, actor_id }) };
  } catch (error) {
    const { code, message } = sendingRefusal(container, order_id, error);
    return { ...of, outcome: "refused", code, message };
  }
}

/** The parcels of an order in its own lines, or what is wrong with a line of the file. */
function parcelsOf(order: SheetOrder, desk: OrderOnDesk): Parcel[] | SheetFault {
  const free = new Map(freePieces(desk.lines).map(({ line_id, quantity }) => [line_id, quantity]));
  const lines = desk.lines.map(({ line_id }) => ({
    line_id,
    sku: desk.skus.get(line_id) ?? null,
    free: free.get(line_id) ?? 0,
  }));
  const parcels: Parcel[] = [];
  for (const parcel of order.parcels) {
    const pieces = piecesOf(parcel, lines);
    if (pieces && !Array.isArray(pieces)) return pieces;
    parcels.push({ carrier: parcel.carrier, tracking_number: parcel.tracking_number, pieces });
  }
  return parcels;
}
