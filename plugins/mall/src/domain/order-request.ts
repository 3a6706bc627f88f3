import { unstorablePath } from "@tengman/values";
import { z } from "zod";
import { ORDER_STATES } from "./order-state";
import { type Refusal, refusal } from "./refusal";

const MAX_LINES = 50;
const MAX_QUANTITY = 999;

/** A mainland mobile number: eleven digits that begin with 13 to 19, with or without +86. */
const CHINESE_MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;

const text = (max: number) => z.string().trim().min(1).max(max);

/** A line of a request. */
export const lineShape = z.object({
  variant_id: text(64),
  quantity: z.number().int().min(1).max(MAX_QUANTITY),
});

/** An address in mainland China; `phone` comes out as eleven digits. */
export const addressShape = z.object({
  full_name: text(50),
  phone: z
    .string()
    .transform((phone) => phone.replaceAll(/[\s-]/g, ""))
    .pipe(z.string().regex(CHINESE_MOBILE))
    .transform((phone) => phone.replace(CHINESE_MOBILE, "$1")),
  province: text(50),
  city: text(50),
  district: text(50),
  address_1: text(200),
  postal_code: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

const items = z.array(lineShape).min(1).max(MAX_LINES);
const promoCodes = z
  .array(text(64))
  .max(10)
  .default([])
  .transform((codes) => [...new Set(codes)]);

/** Body of `POST /store/mall/quotes`. */
export const quoteShape = z.object({
  items,
  promo_codes: promoCodes,
  /** Instead of `promo_codes`: the one of the shopper's coupons that takes most off. */
  best_coupon: z.boolean().default(false),
  address: addressShape.optional(),
});

/** Body of `POST /store/mall/orders`. */
export const orderShape = z.object({
  items,
  address: addressShape,
  promo_codes: promoCodes,
  remark: z.string().trim().max(200).optional(),
  expected_total_fen: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  idempotency_key: z.string().min(8).max(128),
});

/** Body of `POST /store/mall/orders/:id/address`. */
export const orderAddressShape = z.object({ address: addressShape });

/** Body of `POST /store/mall/orders/:id/cancel`. */
export const cancellationShape = z.object({ reason: z.string().trim().max(200).optional() });

/**
 * Body of `POST /store/mall/orders/:id/payment`: inside WeChat, in a phone's browser (with the page to come back to), or
 * by scanning a code with a phone.
 */
export const presentationShape = z.discriminatedUnion("channel", [
  z.object({ channel: z.literal("jsapi") }),
  z.object({
    channel: z.literal("h5"),
    redirect_url: z
      .url({ protocol: /^https?$/ })
      .max(1024)
      .optional(),
  }),
  z.object({ channel: z.literal("native") }),
]);

export type PresentationRequest = z.infer<typeof presentationShape>;

/** A number as it stands in a query string. */
const queryNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Query of `GET /store/mall/orders`. */
export const orderListShape = z.object({
  state: z.enum(ORDER_STATES).optional(),
  limit: queryNumber(1, 50).default(10),
  cursor: text(64).optional(),
});

/** In which order a list of products may stand. */
export const PRODUCT_ORDERS = ["default", "price_asc", "price_desc", "newest", "sales"] as const;

export type ProductOrder = (typeof PRODUCT_ORDERS)[number];

const fenText = z.string().regex(/^\d{1,12}$/);
const attribute = z
  .string()
  .max(300)
  .regex(/^[^=]+=[\s\S]+$/);

/** Query of `GET /store/mall/products`. */
export const productListShape = z.object({
  category_id: text(64).optional(),
  q: z.string().trim().max(100).optional(),
  order: z.enum(PRODUCT_ORDERS).default("default"),
  limit: queryNumber(1, 50).default(20),
  offset: queryNumber(0, 10_000).default(0),
  cursor: text(300).optional(),
  min_price_fen: fenText.optional(),
  max_price_fen: fenText.optional(),
  in_stock: z
    .enum(["true", "false"])
    .transform((is) => is === "true")
    .optional(),
  /** `option=value`, once or several times. */
  attributes: z
    .union([attribute, z.array(attribute).max(20)])
    .transform((given) => [given].flat())
    .optional(),
  /** Whether to say how many each filter would leave. */
  filters: z
    .enum(["true", "false"])
    .transform((are) => are === "true")
    .optional(),
});

export type ProductListRequest = z.infer<typeof productListShape>;
export type RequestedLine = z.infer<typeof lineShape>;
export type ShippingAddress = z.infer<typeof addressShape>;
export type OrderRequest = z.infer<typeof orderShape>;
export type QuoteRequest = z.infer<typeof quoteShape>;

/** A request that was read, or why it was not. */
export type Read<T> = { kind: "read"; value: T } | { kind: "refused"; refusal: Refusal };

/** Reads a request's body or query; the refusal names the first field that is wrong. */
export function readRequest<T>(shape: z.ZodType<T>, input: unknown): Read<T> {
  const result = shape.safeParse(input ?? {});
  const unstorable = result.success ? unstorablePath(result.data) : null;
  if (result.success && unstorable === null) return { kind: "read", value: result.data };
  const field = unstorable ?? result.error?.issues[0]?.path.join(".");
  const code = field === "address" || field?.startsWith("address.") ? "address_invalid" : "invalid_request";
  return { kind: "refused", refusal: refusal(code, field || undefined) };
}

/** Lines with the same variant become one, in the place of the first. */
export function mergeLines(lines: RequestedLine[]): RequestedLine[] {
  const quantityByVariant = new Map<string, number>();
  for (const { variant_id, quantity } of lines) {
    quantityByVariant.set(variant_id, (quantityByVariant.get(variant_id) ?? 0) + quantity);
  }
  return [...quantityByVariant].map(([variant_id, quantity]) => ({ variant_id, quantity }));
}

/** What an order request asks for, as one text: equal requests give equal texts. Its hash tells a reused key apart. */
export function canonicalOrder(request: OrderRequest): string {
  const { address } = request;
  return JSON.stringify([
    mergeLines(request.items).map(({ variant_id, quantity }) => [variant_id, quantity]),
    [address.full_name, address.phone, address.province, address.city, address.district, address.address_1],
    address.postal_code ?? "",
    [...request.promo_codes].sort(),
    request.remark ?? "",
  ]);
}
