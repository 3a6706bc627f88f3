const DAY_MS = 86_400_000;
/** China keeps one time zone without daylight saving. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
/** Consumer protection law, art. 25: goods bought online may be returned within seven days of receipt. */
const RETURN_DAYS = 7;

/** The fewest and the most days after shipping at which a shop may take receipt for granted. */
export const AUTOMATIC_RECEIPT_DAYS = { min: 7, max: 15 } as const;

/** How many days after receipt a shop may go on taking after-sale requests: never fewer than the legal return. */
export const AFTER_SALE_DAYS = { min: RETURN_DAYS, max: 90 } as const;

/** How many days a shopper may have to hand returned goods to a carrier. */
export const SEND_BACK_DAYS = { min: 3, max: 30 } as const;

/** Until when an order placed at `placed_at` may be paid. */
export function payBy(placed_at: Date, payment_window_seconds: number): Date {
  return new Date(placed_at.getTime() + payment_window_seconds * 1000);
}

/** When receipt is taken for granted, counted in full days from the moment of shipping. */
export function automaticReceiptAt(shipped_at: Date, automatic_receipt_days: number): Date {
  return new Date(shipped_at.getTime() + automatic_receipt_days * DAY_MS);
}

/**
 * The last moment of the legal seven-day return: the days count from the day after receipt, as calendar days of
 * Asia/Shanghai (received 11-01 at 23:59:59, returnable until 11-08 at 23:59:59.999).
 */
export function returnBy(received_at: Date): Date {
  return endOfDayAfter(received_at, RETURN_DAYS);
}

/** The last moment of the day that lies so many days after the day of a moment, by Asia/Shanghai's calendar. */
export function endOfDayAfter(moment: Date, days: number): Date {
  const shanghaiDay = Math.floor((moment.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS);
  return new Date((shanghaiDay + days + 1) * DAY_MS - SHANGHAI_OFFSET_MS - 1);
}
