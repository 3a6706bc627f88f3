import type { RefusalCode } from "../refusal";

/** Pieces of a line of an order. */
export interface Pieces {
  line_id: string;
  quantity: number;
}

/** How many pieces of a line are owed to the shopper, and how many of them are packed or have left. */
export interface LineToSend {
  line_id: string;
  owed: number;
  packed: number;
}

/** What the merchant packed in Medusa's admin, or an interrupted shipment began, and did not send. */
export interface OpenPackage {
  fulfillment_id: string;
  /** What it was packed for; null when the merchant packed it by hand. */
  tracking_number: string | null;
  /** The lines of which something is in it. */
  line_ids: readonly string[];
}

/** A parcel that a merchant hands to a carrier. */
export interface Parcel {
  carrier: string;
  tracking_number: string;
  /** Without them it holds everything that has not left. */
  pieces?: readonly Pieces[] | undefined;
}

/** An order as far as its parcels go. */
export interface OrderToSend {
  lines: readonly LineToSend[];
  open: readonly OpenPackage[];
  /** Lines about whose money nobody has decided yet: nothing of them leaves. */
  asked: ReadonlySet<string>;
  /** The numbers under which something has left already. */
  sent_numbers: readonly string[];
}

/** What is to be done for one parcel: packages that exist leave, and pieces are packed first. */
export interface ParcelPlan {
  parcel: Parcel;
  packages: string[];
  pieces: Pieces[];
}

export type SendingPlan =
  | { kind: "refused"; code: RefusalCode; tracking_number: string }
  /** Parcels whose number has left already are left out: again changes nothing. */
  | { kind: "planned"; plans: ParcelPlan[] };

/** The pieces of every line that are neither packed nor gone. */
export const freePieces = (lines: readonly LineToSend[]): Pieces[] =>
  lines.flatMap(({ line_id, owed, packed }) => (owed > packed ? [{ line_id, quantity: owed - packed }] : []));

/**
 * What sending these parcels takes, all of them or none. What the merchant packed by hand goes with a parcel that holds
 * everything; one that names pieces takes what is not packed yet. Nothing leaves of what a shopper asks the money back for,
 * nor a package with pieces whose money is back already or on its way.
 */
export function planSending(order: OrderToSend, parcels: readonly Parcel[]): SendingPlan {
  const free = new Map(freePieces(order.lines).map(({ line_id, quantity }) => [line_id, quantity]));
  const open = [...order.open];
  const stays = staying(order);
  const plans: ParcelPlan[] = [];
  for (const parcel of parcels) {
    const { tracking_number } = parcel;
    const begun = open.filter((one) => one.tracking_number === tracking_number);
    if (begun.length === 0 && order.sent_numbers.includes(tracking_number)) continue;
    const whole = parcel.pieces === undefined && begun.length === 0;
    const packages = whole ? open.splice(0) : begun;
    const wanted = begun.length > 0 ? [] : merged(parcel.pieces ?? remaining(free));
    const code = stays(wanted, packages)
      ? "after_sale_open"
      : refusalOf(wanted, order.lines, free, packages.length > 0);
    if (code) return { kind: "refused", code, tracking_number };
    for (const { line_id, quantity } of wanted) free.set(line_id, (free.get(line_id) ?? 0) - quantity);
    plans.push({ parcel, packages: packages.map(({ fulfillment_id }) => fulfillment_id), pieces: wanted });
  }
  return { kind: "planned", plans };
}

/** Tells whether something of what is to leave stays because of an after-sale. */
function staying({ lines, asked }: OrderToSend) {
  const overpacked = new Set(lines.flatMap(({ line_id, owed, packed }) => (packed > owed ? [line_id] : [])));
  return (wanted: readonly Pieces[], packages: readonly OpenPackage[]): boolean =>
    wanted.some(({ line_id }) => asked.has(line_id)) ||
    packages.some(({ line_ids }) => line_ids.some((id) => asked.has(id) || overpacked.has(id)));
}

const remaining = (free: ReadonlyMap<string, number>): Pieces[] =>
  [...free].flatMap(([line_id, quantity]) => (quantity > 0 ? [{ line_id, quantity }] : []));

function merged(pieces: readonly Pieces[]): Pieces[] {
  const sums = new Map<string, number>();
  for (const { line_id, quantity } of pieces) sums.set(line_id, (sums.get(line_id) ?? 0) + quantity);
  return [...sums].map(([line_id, quantity]) => ({ line_id, quantity }));
}

function refusalOf(
  wanted: readonly Pieces[],
  lines: readonly LineToSend[],
  free: ReadonlyMap<string, number>,
  hasPackages: boolean,
): RefusalCode | null {
  if (wanted.length === 0) return hasPackages ? null : "nothing_to_send";
  const known = new Set(lines.map(({ line_id }) => line_id));
  if (wanted.some(({ line_id }) => !known.has(line_id))) return "parcel_line_unknown";
  return wanted.some(({ line_id, quantity }) => quantity > (free.get(line_id) ?? 0))
    ? "parcel_pieces_exceeded"
    : null;
}
