import { z } from "zod";

/** What carriers print: letters, digits and hyphens. */
export const TRACKING_NUMBER = /^[A-Za-z0-9-]{5,40}$/;

/** Colours with which a merchant marks orders. */
export const FLAGS = ["red", "orange", "green", "blue", "purple"] as const;

export type Flag = (typeof FLAGS)[number];

/** How many orders may be named at once. */
const MOST_ORDERS = 100;
const MOST_PARCELS = 20;
const MOST_LINES = 100;

const id = z.string().min(1).max(64);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const filters = {
  paid_from: instant.optional(),
  paid_to: instant.optional(),
  /** Only what was paid at least so many hours ago. */
  waiting_hours: z.coerce.number().int().min(1).max(2_400).optional(),
  province: z.string().trim().min(1).max(50).optional(),
  flag: z.enum([...FLAGS, "none"]).optional(),
  remark: z.enum(["with", "without"]).optional(),
  /** Order number, recipient, telephone, or part of a product's title. */
  q: z.string().trim().max(100).optional(),
};

/** Query of `GET /admin/mall/to-ship/export`. */
export const toShipFilterShape = z.object(filters);

/** Query of `GET /admin/mall/to-ship`; orders that are named are shown whatever their state. */
export const toShipShape = z.object({
  ...filters,
  order_ids: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(id).max(MOST_ORDERS))
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(64).optional(),
});

export type ToShipFilter = z.infer<typeof toShipFilterShape>;
export type ToShipList = z.infer<typeof toShipShape>;

const parcelShape = z.object({
  carrier: z.string().trim().min(1).max(30),
  tracking_number: z
    .string()
    .trim()
    .regex(TRACKING_NUMBER)
    .transform((text) => text.toUpperCase()),
  pieces: z
    .array(z.object({ line_id: id, quantity: z.number().int().min(1).max(999_999) }))
    .min(1)
    .max(MOST_LINES)
    .optional(),
});

/** Body of `POST /admin/mall/parcels`: each order's parcels leave together, or none of them. */
export const parcelsShape = z.object({
  orders: z
    .array(z.object({ order_id: id, parcels: z.array(parcelShape).min(1).max(MOST_PARCELS) }))
    .min(1)
    .max(MOST_ORDERS),
});

/** Body of `POST /admin/mall/orders/:id/mark`; null takes the flag or the remark away. */
export const markShape = z.object({
  flag: z.enum(FLAGS).nullable().default(null),
  remark: z
    .string()
    .trim()
    .max(500)
    .transform((text) => text || null)
    .nullable()
    .default(null),
});

export type Mark = z.infer<typeof markShape>;

/** Query of `POST /admin/mall/parcels/import`. */
export const importShape = z.object({
  dry_run: z
    .enum(["true", "false"])
    .transform((is) => is === "true")
    .default(true),
  /** At which of the file's orders to go on. */
  from: z.coerce.number().int().min(0).max(100_000).default(0),
});

/** Body of `POST /admin/mall/logistics`. */
export const logisticsShape = z.object({ receipt_on_signed: z.boolean() });
