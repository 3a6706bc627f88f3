import { z } from "zod";
import { RELATIONS } from "../../../../client/profit-sharing";

const mchId = z.string().regex(/^\d{8,10}$/);

/** A company that may receive shares. */
export const ReceiverBody = z.strictObject({
  mch_id: mchId,
  name: z.string().trim().min(2).max(64),
  relation: z.enum(RELATIONS),
});

const part = z.strictObject({
  mch_id: mchId,
  amount_fen: z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .transform((text) => BigInt(text)),
  description: z.string().trim().min(1).max(80),
});

/** A share of a payment, or the freeing of what is left of it. */
export const ShareBody = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("share"),
    payment_id: z.string().min(1).max(60),
    parts: z.array(part).min(1).max(50),
  }),
  z.strictObject({ kind: z.literal("unfreeze"), payment_id: z.string().min(1).max(60) }),
]);

/** A company's part, whole or not, asked back. */
export const ReturnBody = part;

/** The list's query; `cursor` is the id of the last row seen. */
export const SharesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^wxsh_\w{26}$/)
    .optional(),
});
