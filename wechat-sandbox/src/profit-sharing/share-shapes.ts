import { z } from "zod";

const number64 = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/, "1–64 characters of 0-9A-Za-z_-|*@");
const receiverType = z.enum(["MERCHANT_ID", "PERSONAL_OPENID"]);
const account = z.string().min(1).max(64);
const sealedText = z.string().min(1).max(1024);
const fen = z.number().int().min(1).max(1_000_000_000);
const description = z.string().min(1).max(80);

export const addReceiverSchema = z
  .object({
    appid: z.string().min(1).max(32),
    type: receiverType,
    account,
    name: sealedText.optional(),
    relation_type: z.enum([
      "STORE",
      "STAFF",
      "STORE_OWNER",
      "PARTNER",
      "HEADQUARTER",
      "BRAND",
      "DISTRIBUTOR",
      "USER",
      "SUPPLIER",
      "CUSTOM",
    ]),
    custom_relation: z.string().min(1).max(10).optional(),
  })
  .refine((body) => (body.relation_type === "CUSTOM") === (body.custom_relation !== undefined), {
    path: ["custom_relation"],
    message: "goes with relation_type CUSTOM and with nothing else",
  });
export type AddReceiverRequest = z.infer<typeof addReceiverSchema>;

export const deleteReceiverSchema = z.object({
  appid: z.string().min(1).max(32),
  type: receiverType,
  account,
});
export type DeleteReceiverRequest = z.infer<typeof deleteReceiverSchema>;

export const shareSchema = z.object({
  appid: z.string().min(1).max(32),
  transaction_id: z.string().min(1).max(32),
  out_order_no: number64,
  receivers: z
    .array(z.object({ type: receiverType, account, name: sealedText.optional(), amount: fen, description }))
    .min(1)
    .max(50),
  unfreeze_unsplit: z.boolean(),
});
export type ShareRequest = z.infer<typeof shareSchema>;

export const unfreezeSchema = z.object({
  transaction_id: z.string().min(1).max(32),
  out_order_no: number64,
  description,
});
export type UnfreezeRequest = z.infer<typeof unfreezeSchema>;

export const returnSchema = z
  .object({
    order_id: z.string().min(1).max(64).optional(),
    out_order_no: number64.optional(),
    out_return_no: number64,
    return_mchid: z.string().min(1).max(32),
    amount: fen,
    description,
  })
  .refine((body) => (body.order_id === undefined) !== (body.out_order_no === undefined), {
    path: ["out_order_no"],
    message: "exactly one of order_id and out_order_no",
  });
export type ReturnRequest = z.infer<typeof returnSchema>;
