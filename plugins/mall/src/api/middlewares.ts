import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { allowlisted } from "./allowlist/allowlisted";

const shopperOnly = [authenticate("customer", ["bearer"])];

/**
 * The allowlist stands on the first segment and without a method, which Medusa sorts before every handler and every other
 * middleware of a route. Orders and quotes belong to a shopper; the customer token travels in the header alone,
 * never in a cookie.
 */
export default defineMiddlewares({
  routes: [
    { matcher: "/store", middlewares: [allowlisted] },
    { matcher: "/auth", middlewares: [allowlisted] },
    { matcher: "/store/mall/orders/:id/after-sales/photos", methods: ["POST"], bodyParser: false },
    { matcher: "/store/mall/quotes", middlewares: shopperOnly },
    { matcher: "/store/mall/orders", middlewares: shopperOnly },
    { matcher: "/store/mall/orders/*", middlewares: shopperOnly },
    { matcher: "/store/mall/after-sales", middlewares: shopperOnly },
    { matcher: "/store/mall/after-sales/*", middlewares: shopperOnly },
  ],
});
