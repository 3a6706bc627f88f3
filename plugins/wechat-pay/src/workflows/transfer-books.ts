import type { MedusaContainer } from "@medusajs/framework/types";
import {
  type BookedTransfer,
  matchTransfers,
  type TransferDifference,
  type TransferFlow,
  transfersOf,
} from "../domain/match-transfers";
import { shanghaiDayBounds } from "../domain/shanghai-day";
import { wechatPayOf } from "./wechat-pay-module";

/** Around midnight the books' clock and WeChat's may put a transfer on different days. */
const MIDNIGHT_MARGIN_MS = 10 * 60_000;

/**
 * Inward port: the books of whoever promised transfers to people. The shop names the service in Medusa's container that
 * has this shape; nothing else is known of it.
 */
export interface TransferBooks {
  readonly transfers: {
    /** What is booked for these outward numbers, and everything sent in between; what is unknown is left out. */
    bookedTransfers(wanted: {
      readonly numbers: readonly string[];
      readonly sent_from: Date;
      readonly sent_until: Date;
    }): Promise<readonly (BookedTransfer & { readonly sent_at: Date })[]>;
  };
}

/** Compares the transfers of a day's bills with the books. Nothing while no books are configured. */
export async function transferDifferences(
  container: MedusaContainer,
  day: string,
  flows: readonly TransferFlow[],
): Promise<TransferDifference[]> {
  const name = wechatPayOf(container).transferBooks;
  const books = name ? container.resolve<TransferBooks>(name, { allowUnregistered: true }) : undefined;
  if (!books) {
    return [];
  }
  const billed = transfersOf(flows);
  const { from, until } = shanghaiDayBounds(day);
  const known = await books.transfers.bookedTransfers({
    numbers: billed.map(({ out_bill_no }) => out_bill_no),
    sent_from: new Date(from.getTime() + MIDNIGHT_MARGIN_MS),
    sent_until: new Date(until.getTime() - MIDNIGHT_MARGIN_MS),
  });
  const booked = new Map(known.map((transfer) => [transfer.number, transfer]));
  const expected = known.filter(
    ({ state, sent_at }) =>
      state === "paid" &&
      sent_at.getTime() >= from.getTime() + MIDNIGHT_MARGIN_MS &&
      sent_at.getTime() < until.getTime() - MIDNIGHT_MARGIN_MS,
  );
  return matchTransfers(
    billed,
    booked,
    expected.map(({ number }) => number),
  );
}
