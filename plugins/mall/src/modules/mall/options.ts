import { adminGrantsOf } from "@tengman/plugin-kit";
import { z } from "zod";
import { rolesShape } from "../../domain/admin-role";
import { ANSWER_HOURS } from "../../domain/after-sale-answer";
import { AFTER_SALE_DAYS, AUTOMATIC_RECEIPT_DAYS, SEND_BACK_DAYS } from "../../domain/deadlines";
import { rateLimitsShape } from "../../domain/rate-limits";
import { ACCESSES, type AllowedRoute, readRoute } from "../../domain/route-allowlist";

const answerHours = z
  .number()
  .int()
  .refine((hours) => hours === 0 || (hours >= ANSWER_HOURS.min && hours <= ANSWER_HOURS.max), {
    message: `must be 0 or between ${ANSWER_HOURS.min} and ${ANSWER_HOURS.max}`,
  });

/** `{ "POST /auth/customer/wechat": "public" }` → rows of the allowlist. */
const allowedRoutes = z.record(z.string(), z.enum(ACCESSES)).transform((given, context) =>
  Object.entries(given).flatMap(([written, access]): AllowedRoute[] => {
    const route = readRoute(written, access);
    if (!route) context.addIssue({ code: "custom", path: [written], message: ROUTE_WRITTEN });
    return route ? [route] : [];
  }),
);
const ROUTE_WRITTEN = "must be like `POST /store/wechat/customers` or `/store/distribution/*`";

const shape = z.object({
  /** Id of the Medusa payment provider that takes the shoppers' money. */
  payment_provider_id: z.string().regex(/^pp_.+/, "must be the id of a payment provider (pp_…)"),
  /** How long an unpaid order holds its stock. WeChat takes no deadline closer than a minute. */
  payment_window_seconds: z.number().int().min(60).max(86_400).default(900),
  /** How many unpaid orders one shopper may have, and how many pieces of one variant in them: stock is not for hoarding. */
  unpaid_orders_per_customer: z.number().int().min(1).max(10_000).default(5),
  unpaid_pieces_per_customer: z.number().int().min(1).max(1_000_000).default(50),
  /** How often people may try things, by the names of `RATE_LIMITS`; what is not named is as it stands there. */
  limits: rateLimitsShape.default({}),
  automatic_receipt_days: z
    .number()
    .int()
    .min(AUTOMATIC_RECEIPT_DAYS.min)
    .max(AUTOMATIC_RECEIPT_DAYS.max)
    .default(10),
  /** The filing of the website and the page that shows the licence, as the storefront's footer does. */
  icp_number: z.string().min(1).optional(),
  business_license_url: z.url({ protocol: /^https?$/ }).optional(),
  /** For how long after receipt a shopper may ask for after-sales. */
  after_sale_days: z.number().int().min(AFTER_SALE_DAYS.min).max(AFTER_SALE_DAYS.max).default(15),
  /** How long a shopper may take to hand approved returns to a carrier. */
  send_back_days: z.number().int().min(SEND_BACK_DAYS.min).max(SEND_BACK_DAYS.max).default(7),
  /**
   * After how many hours a request that nobody answers is agreed to by itself, 0: never. For money of goods that were
   * not sent, and for everything else.
   */
  answer_hours_unsent: answerHours.default(48),
  answer_hours_sent: answerHours.default(120),
  /** Where goods are sent back to when the merchant never said; without it, where the last ones were. */
  return_address: z.string().trim().min(1).max(200).optional(),
  /**
   * The entity in which the payment provider's plugin keeps how far Medusa's refunds have come (`refund_id`,
   * `progress`). Without one, a refund that Medusa has booked counts as arrived.
   */
  refund_records: z.string().min(1).optional(),
  /**
   * The other plugins' routes below `/store` and `/auth`, each with who may call it. What stands neither here nor in this
   * plugin's own table is answered 404, Medusa's routes too.
   */
  allowed_routes: allowedRoutes.default([]),
  /** Who may what in the admin, the same list for every plugin of the shop; see the README. */
  admin_permissions: z
    .record(z.string().min(1).max(200), z.array(z.string().min(1).max(60)))
    .transform(adminGrantsOf)
    .optional(),
  /** What each role allows that an owner gives in the admin; permissions of every plugin. An owner may everything. */
  admin_roles: rolesShape.default(rolesShape.parse({})),
  /** Where below /admin other plugins guard their own routes: `/admin/wechat-pay`. */
  admin_guarded_by_plugins: z.array(z.string().regex(/^\/admin\/[a-z-]+$/)).default([]),
});

export type MallOptions = z.infer<typeof shape>;

/**
 * The plugin's options, checked.
 * @throws an error that names every option that is wrong, which stops the boot.
 */
export function readMallOptions(options: unknown): MallOptions {
  const result = shape.safeParse(options);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join(".") || "options"}: ${issue.message}`);
  throw new Error(`@tengman/mall is configured wrongly: ${faults.join("; ")}`);
}
