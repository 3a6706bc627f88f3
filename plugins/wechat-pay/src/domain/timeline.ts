/** One thing that happened to a payment, as the merchant reads it. */
export interface TimelineEntry {
  /**
   * `presented`, `queried`, `closed`, `refund_requested`, `refund_queried`, `refund_sent_on`: our calls to WeChat.
   * `notified`: WeChat told us. `captured`, `refunded`: Medusa booked it. `stray`: it came for a cancelled order.
   */
  readonly kind: string;
  readonly at: Date;
  /** Of a call: `accepted`, `refused`, `unreachable`, `unauthentic`; of a notification: what became of it. */
  readonly outcome?: string;
  /** WeChat's word: `NOTPAY`, `SUCCESS`, `PROCESSING`, … */
  readonly state?: string;
  readonly code?: string;
  readonly request_id?: string;
  readonly amount_fen?: string;
  /** The number it was about, when it is a refund's. */
  readonly out_refund_no?: string;
  /** More of the same in a row, the last of them at `until`. */
  readonly times?: number;
  readonly until?: Date;
}

/** Questions are repeated until something changes; a row of equal answers is one line. */
const REPEATED = new Set(["queried", "refund_queried"]);

/** Puts what several books tell into one story, earliest first. Equal moments keep the order they are given in. */
export function timelineOf(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const sorted = [...entries].sort((one, other) => one.at.getTime() - other.at.getTime());
  const told: TimelineEntry[] = [];
  for (const entry of sorted) {
    const last = told.at(-1);
    if (last && isMoreOfTheSame(last, entry)) {
      told[told.length - 1] = { ...last, times: (last.times ?? 1) + 1, until: entry.at };
    } else {
      told.push(entry);
    }
  }
  return told;
}

function isMoreOfTheSame(last: TimelineEntry, next: TimelineEntry): boolean {
  return (
    REPEATED.has(next.kind) &&
    last.kind === next.kind &&
    last.outcome === next.outcome &&
    last.state === next.state &&
    last.code === next.code &&
    last.out_refund_no === next.out_refund_no
  );
}
