import { authenticate, defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http";
import { guardAdminRoutes, refuseForeignOrigins } from "@tengman/plugin-kit";
import { adminAmountRoutes } from "./admin-amounts";
import { ADMIN_RULES } from "./admin-rules";
import { allowlisted } from "./allowlist/allowlisted";
import { brakePasswordRequests, brakePasswords, brakeWechatLogIns } from "./brakes/passwords";
import { answerCanceledOrder } from "./canceled-order";
import { refuseEndedSessions } from "./ended-sessions";
import { askAnOwner, invitedAddressOnly, invitedOnly } from "./invitations";
import { refuseTransfer } from "./keep-owner";
import {
  grantsOf,
  guardMedusaAdmin,
  guardPasswordReset,
  guardProfile,
  guardRemoval,
  guardTokenUse,
} from "./medusa-admin-guard";
import { medusaFaults } from "./medusa-faults";
import { refusedChangeRoutes } from "./refused-changes";

const post = (
  matcher: string,
  handler: NonNullable<MiddlewareRoute["middlewares"]>[number],
): MiddlewareRoute => ({
  matcher,
  methods: ["POST"],
  middlewares: [handler],
});

/** What strangers may try again and again, braked before anything is looked up. */
const LOG_INS: MiddlewareRoute[] = [
  post("/auth/:actor_type/emailpass", brakePasswords),
  post("/auth/customer/email", brakePasswords),
  ...["user", "customer"].flatMap((actor) =>
    ["register", "reset-password", "update"].map((request) =>
      post(`/auth/${actor}/emailpass/${request}`, brakePasswordRequests),
    ),
  ),
  post("/auth/customer/wechat*", brakeWechatLogIns),
];

const shopperOnly = [authenticate("customer", ["bearer"])];

/** Medusa's log-in routes that take a token or a cookie, spelt as Medusa spells them: theirs come first. */
const TOKEN_ROUTES = [
  ["POST", "/auth/session"],
  ["POST", "/auth/token/refresh"],
  ["POST", "/auth/mfa/challenges/:id/verify"],
  ["GET", "/auth/mfa/factors"],
  ["POST", "/auth/mfa/factors"],
  ["POST", "/auth/mfa/factors/:id/verify"],
  ["DELETE", "/auth/mfa/factors/:id"],
  ["POST", "/auth/mfa/recovery-codes"],
] as const;

/**
 * What stands on the first segment and without a method, Medusa sorts before every handler and every other middleware of
 * a route: the allowlist, and the merchant's permissions. Orders and quotes belong to a shopper; the customer token
 * travels in the header alone, never in a cookie.
 */
export default defineMiddlewares({
  routes: [
    { matcher: "/admin", middlewares: [refuseForeignOrigins, guardMedusaAdmin] },
    { matcher: "/store", middlewares: [refuseEndedSessions, allowlisted] },
    { matcher: "/auth", middlewares: [refuseForeignOrigins, refuseEndedSessions, allowlisted] },
    // Medusa's log-in through its own cloud, and its web-hooks for payments: WeChat's have a route of their own.
    { matcher: "/cloud", middlewares: [allowlisted] },
    { matcher: "/hooks/payment", middlewares: [allowlisted] },
    ...LOG_INS,
    { matcher: "/admin/users/:id", methods: ["POST"], middlewares: [guardProfile] },
    { matcher: "/admin/users/:id", methods: ["DELETE"], middlewares: [guardRemoval] },
    { matcher: "/admin/users/:id/reset-password", methods: ["POST"], middlewares: [guardPasswordReset] },
    { matcher: "/admin/invites/accept", methods: ["POST"], middlewares: [invitedAddressOnly] },
    { matcher: "/auth/user/emailpass/register", methods: ["POST"], middlewares: [invitedOnly] },
    { matcher: "/auth/user/emailpass/reset-password", methods: ["POST"], middlewares: [askAnOwner] },
    ...TOKEN_ROUTES.map(([method, matcher]) => ({
      matcher,
      methods: [method],
      middlewares: [guardTokenUse],
    })),
    ...guardAdminRoutes(ADMIN_RULES, grantsOf),
    ...adminAmountRoutes,
    ...medusaFaults,
    ...refusedChangeRoutes,
    { matcher: "/store/mall/orders/:id/after-sales/photos", methods: ["POST"], bodyParser: false },
    { matcher: "/store/mall/orders/:id/reviews/photos", methods: ["POST"], bodyParser: false },
    { matcher: "/admin/mall/parcels/import", methods: ["POST"], bodyParser: false },
    {
      matcher: "/store/mall/session/revoke",
      middlewares: [authenticate("customer", ["bearer"], { allowUnregistered: true })],
    },
    { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [answerCanceledOrder] },
    { matcher: "/store/mall/quotes", middlewares: shopperOnly },
    { matcher: "/store/mall/cart", middlewares: shopperOnly },
    { matcher: "/store/mall/cart/*", middlewares: shopperOnly },
    { matcher: "/store/mall/orders", middlewares: shopperOnly },
    { matcher: "/store/mall/orders/*", middlewares: shopperOnly },
    { matcher: "/store/mall/products/:id/questions", methods: ["POST"], middlewares: shopperOnly },
    { matcher: "/store/mall/favourites", middlewares: shopperOnly },
    { matcher: "/store/mall/favourites/*", middlewares: shopperOnly },
    { matcher: "/store/mall/footprints", middlewares: shopperOnly },
    { matcher: "/store/mall/footprints/*", middlewares: shopperOnly },
    {
      matcher: "/store/mall/coupons",
      middlewares: [authenticate("customer", ["bearer"], { allowUnauthenticated: true })],
    },
    { matcher: "/store/mall/coupons/*", middlewares: shopperOnly },
    { matcher: "/store/mall/reviews/*", middlewares: shopperOnly },
    { matcher: "/store/mall/after-sales", middlewares: shopperOnly },
    { matcher: "/store/mall/after-sales/*", middlewares: shopperOnly },
    { matcher: "/admin/orders/:id/transfer", methods: ["POST"], middlewares: [refuseTransfer] },
  ],
});
