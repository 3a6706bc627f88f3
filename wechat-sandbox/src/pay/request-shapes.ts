import { z } from "zod";
import { parameterError } from "./pay-refusal.js";

const orderNumber = z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/, "6–32 characters of 0-9A-Za-z_-|*");
const refundNumber = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/, "1–64 characters of 0-9A-Za-z_-|*@");
const fen = z.number().int().min(1).max(1_000_000_000);
const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((url) => !/[?#]/.test(url), "must not carry a query");

/** RFC 3339 with an offset, as the documentation writes it: 2018-06-08T10:34:56+08:00. */
const rfc3339 = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, "must be RFC 3339")
  .refine((text) => !Number.isNaN(Date.parse(text)), "must be a real moment");

export const jsapiOrderSchema = z.object({
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  description: z.string().min(1).max(127),
  out_trade_no: orderNumber,
  time_expire: rfc3339.optional(),
  attach: z.string().max(128).optional(),
  notify_url: notifyUrl,
  goods_tag: z.string().max(32).optional(),
  amount: z.object({ total: fen, currency: z.literal("CNY").default("CNY") }),
  payer: z.object({ openid: z.string().min(1).max(128) }),
  settle_info: z.object({ profit_sharing: z.boolean().optional() }).optional(),
  scene_info: z.object({ payer_client_ip: z.string().max(45) }).optional(),
});
export type JsapiOrderRequest = z.infer<typeof jsapiOrderSchema>;

export const closeSchema = z.object({ mchid: z.string().min(1).max(32) });

export const refundSchema = z
  .object({
    transaction_id: z.string().min(1).max(32).optional(),
    out_trade_no: orderNumber.optional(),
    out_refund_no: refundNumber,
    reason: z.string().min(1).max(80).optional(),
    notify_url: notifyUrl.optional(),
    amount: z.object({ refund: fen, total: fen, currency: z.literal("CNY") }),
  })
  .refine((body) => (body.transaction_id === undefined) !== (body.out_trade_no === undefined), {
    path: ["transaction_id"],
    message: "exactly one of transaction_id and out_trade_no",
  });
export type RefundRequest = z.infer<typeof refundSchema>;

/**
 * Parses a request body.
 * @throws PayRefusal PARAM_ERROR naming the first wrong field.
 */
export function readBody<T>(schema: z.ZodType<T>, raw: string): T {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw parameterError("/", "the body is not JSON");
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw parameterError(`/${issue?.path.join("/") ?? ""}`, issue?.message ?? "is wrong");
}
