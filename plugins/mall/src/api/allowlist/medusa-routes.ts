import type { Access, AllowedRoute } from "../../domain/route-allowlist";
import { CATEGORIES, CATEGORY } from "./shown-categories";
import { ADDRESS_DELETED, ADDRESSES, CUSTOMER, ONE_ADDRESS } from "./shown-customers";
import { ORDER } from "./shown-orders";
import { PRODUCT, PRODUCTS } from "./shown-products";

/**
 * Medusa's own routes that this shop lets people call; every other one is answered 404. A row here is a promise: say who
 * may call it and which fields it shows.
 */
const STORE: readonly AllowedRoute[] = [
  { method: "GET", path: "/store/products", access: "public", answer: PRODUCTS },
  { method: "GET", path: "/store/products/:id", access: "public", answer: PRODUCT },
  { method: "GET", path: "/store/product-categories", access: "public", answer: CATEGORIES },
  { method: "GET", path: "/store/product-categories/:id", access: "public", answer: CATEGORY },
  { method: "GET", path: "/store/customers/me", access: "customer", answer: CUSTOMER },
  { method: "POST", path: "/store/customers/me", access: "customer", answer: CUSTOMER },
  { method: "GET", path: "/store/customers/me/addresses", access: "customer", answer: ADDRESSES },
  { method: "POST", path: "/store/customers/me/addresses", access: "customer", answer: CUSTOMER },
  { method: "GET", path: "/store/customers/me/addresses/:id", access: "customer", answer: ONE_ADDRESS },
  { method: "POST", path: "/store/customers/me/addresses/:id", access: "customer", answer: CUSTOMER },
  {
    method: "DELETE",
    path: "/store/customers/me/addresses/:id",
    access: "customer",
    answer: ADDRESS_DELETED,
  },
  { method: "GET", path: "/store/orders/:id", access: "order_customer", answer: ORDER },
];

const auth = (access: Access, ...routes: [NonNullable<AllowedRoute["method"]>, string][]): AllowedRoute[] =>
  routes.map(([method, path]) => ({ method, path, access }));

/** The admin's own log-in: its pages ask for these. Shoppers keep their token out of sessions, and nobody refreshes it. */
const AUTH: readonly AllowedRoute[] = [
  ...auth(
    "public",
    ["GET", "/auth/user/providers"],
    // Whether there is a log-in through Medusa's cloud, which there is not.
    ["GET", "/cloud/auth"],
    ["POST", "/auth/user/emailpass"],
    // An invitation is accepted with the token of an identity that is registered first.
    ["POST", "/auth/user/emailpass/register"],
    ["POST", "/auth/user/emailpass/reset-password"],
    ["POST", "/auth/user/emailpass/update"],
  ),
  ...auth(
    "user",
    ["POST", "/auth/session"],
    ["DELETE", "/auth/session"],
    ["POST", "/auth/token/refresh"],
    ["GET", "/auth/mfa/factors"],
    ["POST", "/auth/mfa/factors"],
    ["DELETE", "/auth/mfa/factors/:id"],
    ["POST", "/auth/mfa/factors/:id/verify"],
    ["POST", "/auth/mfa/recovery-codes"],
    ["POST", "/auth/mfa/challenges/:id/verify"],
  ),
];

export const MEDUSA_ROUTES: readonly AllowedRoute[] = [...STORE, ...AUTH];
