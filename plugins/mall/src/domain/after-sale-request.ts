import { z } from "zod";
import { AFTER_SALE_REASONS, AFTER_SALE_STATES, AFTER_SALE_TYPES } from "./after-sale";
import { PHOTO_LIMITS } from "./photo";

const text = (max: number) => z.string().trim().min(1).max(max);
const amount = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(BigInt);

const items = z
  .array(z.object({ order_line_id: text(64), quantity: z.number().int().min(1).max(999) }))
  .min(1)
  .max(50)
  .refine((lines) => new Set(lines.map(({ order_line_id }) => order_line_id)).size === lines.length);

const wish = { type: z.enum(AFTER_SALE_TYPES), items };

/** Body of `POST /store/mall/orders/:id/after-sales/quote`. */
export const afterSaleQuoteShape = z.object(wish);

/** Body of `POST /store/mall/orders/:id/after-sales`; without an amount, the most there is. */
export const afterSaleShape = z.object({
  ...wish,
  reason: z.enum(AFTER_SALE_REASONS),
  description: z.string().trim().max(500).default(""),
  amount_fen: amount.optional(),
  photo_ids: z
    .array(text(64))
    .max(PHOTO_LIMITS.per_case)
    .refine((ids) => new Set(ids).size === ids.length)
    .default([]),
});

export type AfterSaleRequest = z.infer<typeof afterSaleShape>;

/** Body of `POST /store/mall/after-sales/:id/return`. */
export const sendBackShape = z.object({
  carrier: text(30),
  tracking_number: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{6,40}$/),
});

/** Body of `POST /admin/mall/after-sales/:id/approve`. */
export const approvalShape = z.object({ amount_fen: amount.optional(), return_to: text(200).optional() });

/** Body of `POST /admin/mall/after-sales/:id/reject`. */
export const rejectionShape = z.object({ reason: text(200) });

/** Body of `POST /admin/mall/after-sales/:id/receive`: whether the goods can be sold again. */
export const goodsReceivedShape = z.object({ restock: z.boolean().default(true) });

const page = {
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: text(64).optional(),
};

/** Query of `GET /store/mall/after-sales`. */
export const ownAfterSalesShape = z.object(page);

/** Query of `GET /admin/mall/after-sales`; `open`: every state that is not an end; `due_soon`: about to be agreed to. */
export const afterSalesShape = z.object({
  ...page,
  state: z.enum([...AFTER_SALE_STATES, "open", "due_soon"]).optional(),
  order_id: text(64).optional(),
});
