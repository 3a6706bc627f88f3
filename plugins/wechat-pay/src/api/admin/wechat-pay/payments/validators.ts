import { z } from "zod";
import { PAYMENT_STATES, readCursor, readSearch } from "../../../../domain/payment-listing";

/** Reads a text by one of the domain's readers; what it cannot read is refused. */
const readBy = <T>(read: (text: string) => T | undefined) =>
  z.string().transform((text, context): T => {
    const value = read(text);
    if (value === undefined) {
      context.addIssue({ code: "custom", message: "is not understood" });
      return z.NEVER;
    }
    return value;
  });

/** Query of `GET /admin/wechat-pay/payments`. */
export const paymentListQuery = z.object({
  /** An order's number or id, a number of ours or of WeChat's, of a payment or a refund. */
  q: readBy(readSearch).optional(),
  state: z.enum(PAYMENT_STATES).optional(),
  cursor: readBy(readCursor).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
