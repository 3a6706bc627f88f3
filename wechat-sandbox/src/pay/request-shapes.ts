import { z } from "zod";
import { parameterError } from "./pay-refusal.js";

const orderNumber = z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/, "6–32 characters of 0-9A-Za-z_-|*");
const refundNumber = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/, "1–64 characters of 0-9A-Za-z_-|*@");
const fen = z.number().int().min(1).max(1_000_000_000);
export const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((url) => !/[?#]/.test(url), "must not carry a query");

/** RFC 3339 with an offset, as the documentation writes it: 2018-06-08T10:34:56+08:00. */
const rfc3339 = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, "must be RFC 3339")
  .refine((text) => !Number.isNaN(Date.parse(text)), "must be a real moment");

const LOCAL_ADDRESS = /^(127\.|0\.|::1$|localhost$)/;

const sceneInfo = {
  payer_client_ip: z.string().min(1).max(45),
  device_id: z.string().max(32).optional(),
  store_info: z
    .object({
      id: z.string().min(1).max(32),
      name: z.string().max(256).optional(),
      area_code: z.string().max(32).optional(),
      address: z.string().max(512).optional(),
    })
    .optional(),
};

const orderShape = {
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  description: z.string().min(1).max(127),
  out_trade_no: orderNumber,
  time_expire: rfc3339.optional(),
  attach: z.string().max(128).optional(),
  notify_url: notifyUrl,
  goods_tag: z.string().max(32).optional(),
  amount: z.object({ total: fen, currency: z.literal("CNY").default("CNY") }),
  settle_info: z.object({ profit_sharing: z.boolean().optional() }).optional(),
};

export const jsapiOrderSchema = z.object({
  ...orderShape,
  payer: z.object({ openid: z.string().min(1).max(128) }),
  scene_info: z.object(sceneInfo).optional(),
});

export const nativeOrderSchema = z.object({
  ...orderShape,
  scene_info: z.object(sceneInfo).optional(),
});

export const h5OrderSchema = z.object({
  ...orderShape,
  scene_info: z.object({
    ...sceneInfo,
    payer_client_ip: sceneInfo.payer_client_ip.refine(
      (ip) => !LOCAL_ADDRESS.test(ip),
      "must be the payer's own address",
    ),
    h5_info: z.object({
      type: z.enum(["iOS", "Android", "Wap"]),
      app_name: z.string().max(64).optional(),
      app_url: z.string().max(128).optional(),
      bundle_id: z.string().max(128).optional(),
      package_name: z.string().max(128).optional(),
    }),
  }),
});

/** An order of any kind: only JSAPI orders name their payer. */
export type OrderRequest = z.infer<typeof nativeOrderSchema> & { payer?: { openid: string } };

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

const sealedText = z.string().min(1).max(1024);

export const abnormalRefundSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("MERCHANT_BANK_CARD"), out_refund_no: refundNumber }),
  z.object({
    type: z.literal("USER_BANK_CARD"),
    out_refund_no: refundNumber,
    bank_type: z.string().min(1).max(16),
    bank_account: sealedText,
    real_name: sealedText,
  }),
]);
export type AbnormalRefundRequest = z.infer<typeof abnormalRefundSchema>;

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
