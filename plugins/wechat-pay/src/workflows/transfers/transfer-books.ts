import type { MedusaContainer } from "@medusajs/framework/types";
import {
  type BookedTransfer,
  matchTransfers,
  type TransferDifference,
  type TransferFlow,
  transfersOf,
} from "../../domain/match-transfers";
import { shanghaiDayBounds } from "../../domain/shanghai-day";
import { wechatPayOf } from "../wechat-pay-module";

/** Around midnight the books' clock and WeChat's may put a transfer on different days. */
const MIDNIGHT_MARGIN_MS = 10 * 60_000;

/** A booked transfer with when it was sent and when it ended; null while it is under way. */
type DatedTransfer = BookedTransfer & { readonly sent_at: Date; readonly ended_at: Date | null };

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
    }): Promise<readonly DatedTransfer[]>;
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
  const bounds = shanghaiDayBounds(day);
  const sent_from = new Date(bounds.from.getTime() + MIDNIGHT_MARGIN_MS);
  const sent_until = new Date(bounds.until.getTime() - MIDNIGHT_MARGIN_MS);
  const known = await books.transfers.bookedTransfers({
    numbers: billed.map(({ out_bill_no }) => out_bill_no),
    sent_from,
    sent_until,
  });
  const within = (moment: Date): boolean => moment >= sent_from && moment < sent_until;
  const sentThen = known.filter(({ sent_at }) => within(sent_at));
  const numbersOf = (transfers: readonly DatedTransfer[]) => transfers.map(({ number }) => number);
  return matchTransfers(billed, new Map(known.map((transfer) => [transfer.number, transfer])), {
    paid: numbersOf(sentThen.filter(({ state }) => state === "paid")),
    released: numbersOf(
      sentThen.filter(({ state, ended_at }) => state === "released" && ended_at !== null && within(ended_at)),
    ),
  });
}
