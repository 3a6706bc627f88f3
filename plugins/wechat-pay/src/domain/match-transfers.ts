/** What the operating account's bill says about one transfer to a person on one day. */
export interface BilledTransfer {
  readonly out_bill_no: string;
  readonly sent_fen: bigint;
  /** What came back to the account: nobody confirmed it, or it was taken back. */
  readonly returned_fen: bigint;
}

/** What the books of whoever promised the money say about an outward number. */
export interface BookedTransfer {
  readonly number: string;
  /** What the person receives, in fen. */
  readonly amount_fen: bigint;
  /** `under_way`: promised. `paid`: booked as received. `released`: given back to the person's balance. */
  readonly state: "under_way" | "paid" | "released";
}

export type TransferDifferenceCause =
  | "transfer_unknown"
  | "transfer_amount_differs"
  | "transfer_returned_but_paid"
  | "transfer_released_but_kept"
  | "transfer_not_billed";

export interface TransferDifference {
  readonly cause: TransferDifferenceCause;
  readonly out_bill_no: string;
  readonly bill_fen?: bigint;
  readonly shop_fen?: bigint;
}

/** A line that moved the account because of a transfer. */
export interface TransferFlow {
  readonly out_bill_no: string;
  readonly is_income: boolean;
  readonly amount_fen: bigint;
}

/** Adds a day's lines up by transfer. */
export function transfersOf(flows: readonly TransferFlow[]): BilledTransfer[] {
  const billed = new Map<string, BilledTransfer>();
  for (const { out_bill_no, is_income, amount_fen } of flows) {
    const known = billed.get(out_bill_no) ?? { out_bill_no, sent_fen: 0n, returned_fen: 0n };
    billed.set(out_bill_no, {
      ...known,
      ...(is_income
        ? { returned_fen: known.returned_fen + amount_fen }
        : { sent_fen: known.sent_fen + amount_fen }),
    });
  }
  return [...billed.values()];
}

/** What a day's bill must say of the transfers that the books sent on that day, by their numbers. */
export interface ExpectedTransfers {
  /** Received: the money left on that day. */
  readonly paid: readonly string[];
  /** Given back to the person's balance on that day: what had left came back to the account. */
  readonly released: readonly string[];
}

/** Compares the transfers of a day's bill with the books that promised them, both ways. */
export function matchTransfers(
  billed: readonly BilledTransfer[],
  booked: ReadonlyMap<string, BookedTransfer>,
  expected: ExpectedTransfers,
): TransferDifference[] {
  const differences: TransferDifference[] = [];
  const released = new Set(expected.released);
  for (const transfer of billed) {
    const { out_bill_no } = transfer;
    const book = booked.get(out_bill_no);
    const cause = causeOf(transfer, book, released.has(out_bill_no));
    if (cause) {
      const bill_fen = transfer.sent_fen > 0n ? transfer.sent_fen : transfer.returned_fen;
      differences.push({ cause, out_bill_no, bill_fen, ...(book ? { shop_fen: book.amount_fen } : {}) });
    }
  }
  const listed = new Set(billed.map(({ out_bill_no }) => out_bill_no));
  for (const number of expected.paid) {
    const book = booked.get(number);
    if (!listed.has(number) && book) {
      differences.push({ cause: "transfer_not_billed", out_bill_no: number, shop_fen: book.amount_fen });
    }
  }
  return differences;
}

function causeOf(
  { sent_fen, returned_fen }: BilledTransfer,
  book: BookedTransfer | undefined,
  isReleased: boolean,
): TransferDifferenceCause | undefined {
  if (!book) {
    return "transfer_unknown";
  }
  // Each moves the whole amount or nothing; the way out and the way back may stand on the bills of different days.
  if ([sent_fen, returned_fen].some((fen) => fen !== 0n && fen !== book.amount_fen)) {
    return "transfer_amount_differs";
  }
  if (returned_fen > 0n && book.state === "paid") {
    return "transfer_returned_but_paid";
  }
  return isReleased && returned_fen === 0n ? "transfer_released_but_kept" : undefined;
}
